"""Ratings as a file for the office: JSON lines, or a table that a spreadsheet opens safely."""

import codecs
from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from assistant.batch import Json, dumps
from assistant.history.types import Rated
from assistant.spreadsheet import csv_line

Format = Literal["csv", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)
_COLUMNS = ("given_at", "value", "comment", "status", "language", "record_ids", "index_id")


def lines(ratings: Iterable[Rated], form: Format) -> Iterator[bytes]:
    """The ratings as the lines of a file, in their order; times in UTC.

    A table begins with the mark by which spreadsheets know UTF-8.
    """
    if form == "jsonl":
        for rating in ratings:
            yield dumps(_row(rating)) + b"\n"
        return
    yield codecs.BOM_UTF8 + csv_line(_COLUMNS)
    for rating in ratings:
        row = {**_row(rating), "record_ids": " ".join(rating.record_ids)}
        yield csv_line(str(row[column]) for column in _COLUMNS)


def _row(rating: Rated) -> Json:
    return {
        "given_at": rating.given_at.isoformat(timespec="seconds"),
        "value": rating.value,
        "comment": rating.comment,
        "status": rating.status.value,
        "language": rating.language,
        "record_ids": list(rating.record_ids),
        "index_id": rating.index_id,
    }
