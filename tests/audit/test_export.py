"""The log as a file: complete, in order, sealed, and harmless in a spreadsheet."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

from assistant.audit.chain import seal
from assistant.audit.export import lines
from assistant.audit.types import Sealed

AT = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)


def entry(number: int, **changed: str) -> Sealed:
    values = {
        "actor": "a" * 32,
        "action": "read",
        "kind": "plan",
        "record": "b" * 32,
        "model": "",
        "index_id": "",
        "request_id": "",
        "detail": '{"part":"coach"}',
        "previous": "0" * 64,
        **changed,
    }
    row = {"number": number, "at": AT + timedelta(hours=number), **values}
    return Sealed(**row, digest=seal(row))  # type: ignore[arg-type]


def test_json_lines_hold_what_is_needed_to_compute_the_seals() -> None:
    entries = [entry(1), entry(2)]
    read = [json.loads(line) for line in lines(entries, "jsonl")]
    assert [row["number"] for row in read] == [1, 2]
    assert read[0]["at"] == "2026-07-02T10:00:00.000000+00:00"
    assert [seal(row) for row in read] == [one.digest for one in entries]


def test_a_table_has_a_heading_and_a_row_an_entry() -> None:
    table = b"".join(lines([entry(1), entry(2)], "csv")).decode()
    heading, *rows = csv.reader(io.StringIO(table))
    assert heading[:3] == ["number", "at", "actor"]
    assert [dict(zip(heading, row, strict=True))["detail"] for row in rows] == [
        '{"part":"coach"}'
    ] * 2


def test_no_cell_is_taken_for_a_formula() -> None:
    # An entry that was written past the program may hold anything.
    for start in ("=", "+", "-", "@", "\t", "\r", "\n"):
        table = b"".join(lines([entry(1, model=f"{start}HYPERLINK(A1)")], "csv")).decode()
        _, row = csv.reader(io.StringIO(table, newline=""))
        assert row[6] == f"'{start}HYPERLINK(A1)"


def test_nothing_is_an_empty_file_or_a_heading() -> None:
    assert list(lines([], "jsonl")) == []
    assert len(list(lines([], "csv"))) == 1
