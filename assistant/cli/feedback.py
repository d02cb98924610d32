"""`assistant feedback export`: what readers say of the answers, without who says it."""

from datetime import UTC, datetime
from pathlib import Path

from assistant.audit.audit import Audit
from assistant.audit.types import Action, Kind, Subject
from assistant.cli.audit import ACTOR, opened_database
from assistant.cli.files import moment, write
from assistant.cli.session import Session, UsageProblem
from assistant.history.export import FORMATS, lines
from assistant.history.ratings import Ratings
from assistant.messages import text


def export_command(
    session: Session, *, since: str | None, until: str | None, form: str, out: Path | None
) -> None:
    """Write the ratings of a period, and record that it was done.

    Raises:
        AppError: They cannot be read.
        OSError: The file cannot be written.
    """
    chosen = next((known for known in FORMATS if known == form), None)
    if chosen is None:
        raise UsageProblem(text("ops.audit_format_wrong", session.language, name=form))
    first, last = moment(session, since, end=False), moment(session, until, end=True)
    with opened_database() as database:
        given = Ratings(database).given(since=first, until=last)
        Audit(database).record(
            Action.EXPORTED,
            at=datetime.now(UTC),
            actor=ACTOR,
            about=Subject(Kind.FEEDBACK),
            detail={"format": chosen, "count": len(given)},
        )
    write(session, lines(given, chosen), out)
