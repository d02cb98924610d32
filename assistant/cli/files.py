"""What the commands that export have in common: a period, and a file for its owner alone."""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Generic, TypeVar

from assistant.cli.session import Session, UsageProblem
from assistant.messages import text

FormT = TypeVar("FormT", bound=str)


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


@dataclass(frozen=True, slots=True)
class Wanted(Generic[FormT]):
    """What an export is asked for.

    Attributes:
        first: The first moment; None for the beginning.
        last: The last moment; None for the end.
        form: The format.
    """

    first: datetime | None
    last: datetime | None
    form: FormT


def wanted(
    session: Session, forms: Sequence[FormT], *, since: str | None, until: str | None, form: str
) -> Wanted[FormT]:
    """The period and the format of an export, one of `forms`, as typed.

    Raises:
        UsageProblem: What was typed is no date or none of the formats.
    """
    chosen = next((known for known in forms if known == form), None)
    if chosen is None:
        raise UsageProblem(text("ops.audit_format_wrong", session.language, name=form))
    first, last = moment(session, since, end=False), moment(session, until, end=True)
    return Wanted(first, last, chosen)


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
