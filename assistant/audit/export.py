"""The log as a file for others: JSON lines, or a table that a spreadsheet opens safely."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Literal, get_args

from assistant.audit.chain import plain
from assistant.audit.types import Sealed
from assistant.batch import Json, dumps

Format = Literal["jsonl", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)

# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def lines(entries: Iterable[Sealed], form: Format) -> Iterator[bytes]:
    """The entries as the lines of a file, in their order, each with its seal.

    Times are in UTC with microseconds, as they are sealed.
    """
    if form == "jsonl":
        for entry in entries:
            yield dumps(_row(entry)) + b"\n"
        return
    yield _cells(field.name for field in fields(Sealed))
    for entry in entries:
        yield _cells(map(str, _row(entry).values()))


def _row(entry: Sealed) -> Json:
    return {**plain(asdict(entry)), "digest": entry.digest}


def _cells(values: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(
        f"'{value}" if value.startswith(_FORMULA) else value for value in values
    )
    return line.getvalue().encode()
