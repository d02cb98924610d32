"""The log as a file for others: JSON lines, or a table that a spreadsheet opens safely."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Literal, get_args

from assistant.audit.chain import plain
from assistant.audit.types import Sealed
from assistant.batch import Json, dumps
from assistant.spreadsheet import csv_line

Format = Literal["jsonl", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)


def lines(entries: Iterable[Sealed], form: Format) -> Iterator[bytes]:
    """The entries as the lines of a file, in their order, each with its seal.

    Times are in UTC with microseconds, as they are sealed.
    """
    if form == "jsonl":
        for entry in entries:
            yield dumps(_row(entry)) + b"\n"
        return
    yield csv_line(field.name for field in fields(Sealed))
    for entry in entries:
        yield csv_line(map(str, _row(entry).values()))


def _row(entry: Sealed) -> Json:
    return {**plain(asdict(entry)), "digest": entry.digest}
