"""What the commands that export have in common: a period, and a file for its owner alone."""

import os
import sys
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from assistant.cli.session import Session, UsageProblem
from assistant.messages import text


def moment(session: Session, typed: str | None, *, end: bool) -> datetime | None:
    """A moment in the time of this machine; of a day its begin, or as an end its last moment.

    Raises:
        UsageProblem: What was typed is no date.
    """
    if not typed:
        return None
    try:
        if len(typed) > len("2026-07-02"):
            return datetime.fromisoformat(typed).astimezone()
        day = date.fromisoformat(typed) + timedelta(days=1 if end else 0)
    except (ValueError, OverflowError) as error:
        problem = text("ops.audit_date_wrong", session.language, typed=typed[:40])
        raise UsageProblem(problem) from error
    return datetime.combine(day, time()).astimezone()


def write(session: Session, written: Iterable[bytes], out: Path | None) -> None:
    """Write to a file that nobody else may read, or to standard output.

    Raises:
        OSError: The file cannot be written.
    """
    if out is None:
        sys.stdout.buffer.writelines(written)
        return
    opened = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.writelines(written)
    session.note(text("ops.audit_exported", session.language, path=out))
