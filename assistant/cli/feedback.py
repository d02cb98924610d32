"""`assistant feedback export`: what readers say of the answers, without who says it."""

from datetime import UTC, datetime
from pathlib import Path

from assistant.audit.audit import Audit
from assistant.audit.types import Action, Kind, Subject
from assistant.cli.audit import ACTOR, opened_database
from assistant.cli.files import wanted, write
from assistant.cli.session import Session
from assistant.history.export import FORMATS, lines
from assistant.history.ratings import Ratings


def export_command(
    session: Session, *, since: str | None, until: str | None, form: str, out: Path | None
) -> None:
    """Write the ratings of a period, and record that it was done.

    Raises:
        AppError: They cannot be read.
        OSError: The file cannot be written.
    """
    asked = wanted(session, FORMATS, since=since, until=until, form=form)
    with opened_database() as database:
        given = Ratings(database).given(since=asked.first, until=asked.last)
        Audit(database).record(
            Action.EXPORTED,
            at=datetime.now(UTC),
            actor=ACTOR,
            about=Subject(Kind.FEEDBACK),
            detail={"format": asked.form, "count": len(given)},
        )
    write(session, lines(given, asked.form), out)
