"""`assistant audit …`: is the log whole, and the log for others to read."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import typer

from assistant.audit.audit import Audit
from assistant.audit.export import FORMATS, lines
from assistant.audit.types import Action, Kind, Subject
from assistant.audit.verify import verify
from assistant.cli.files import wanted, write
from assistant.cli.session import Session, UsageProblem
from assistant.messages import text
from assistant.settings import Settings
from assistant.store import Database, open_database

ACTOR = "cli"
_KNOWN = re.compile(r"([0-9]{1,10}):([0-9a-f]{64})")


@contextmanager
def opened_database() -> Iterator[Database]:
    """The database of the settings, for one command.

    Raises:
        AppError: The settings are wrong, or it cannot be opened.
    """
    database = open_database(Settings())
    try:
        yield database
    finally:
        database.close()


def verify_command(session: Session, known: str | None) -> None:
    """Say whether the log is whole; exit code 1, with the first broken number, when it is not.

    Raises:
        AppError: It cannot be read.
    """
    noted = _KNOWN.fullmatch(known) if known is not None else None
    if known is not None and noted is None:
        raise UsageProblem(text("ops.audit_known_wrong", session.language))
    with opened_database() as database:
        chain = verify(database, known=(int(noted[1]), noted[2]) if noted else None)
    if chain.broken is not None:
        session.note(
            text("ops.audit_broken", session.language, number=chain.broken), style="bold red"
        )
        session.note(session.text("fix", fix=text("ops.audit_broken_fix", session.language)))
        raise typer.Exit(1)
    session.say(text("ops.audit_whole", session.language, entries=chain.entries, first=chain.first))
    if chain.last:
        seal = f"{chain.last}:{chain.digest}"
        session.say(text("ops.audit_seal", session.language, seal=seal))


def export_command(
    session: Session, *, since: str | None, until: str | None, form: str, out: Path | None
) -> None:
    """Write the entries of a period, and record that it was done.

    Raises:
        AppError: They cannot be read.
        OSError: The file cannot be written.
    """
    asked = wanted(session, FORMATS, since=since, until=until, form=form)
    with opened_database() as database:
        audit = Audit(database)
        audit.record(
            Action.EXPORTED,
            at=datetime.now(UTC),
            actor=ACTOR,
            about=Subject(Kind.AUDIT),
            detail={"format": asked.form},
        )
        write(session, lines(audit.read(since=asked.first, until=asked.last), asked.form), out)
