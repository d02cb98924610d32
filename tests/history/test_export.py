"""Ratings as a file: in order, for a spreadsheet as well, and nobody's name in them."""

import csv
import io
import json
from dataclasses import fields
from datetime import UTC, datetime

from assistant.history.export import lines
from assistant.history.types import Rated
from assistant.types import Status

AT = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)


def rated(comment: str = "助かりました", **changed: object) -> Rated:
    values = {
        "value": 1,
        "comment": comment,
        "status": Status.ANSWERED,
        "language": "ja",
        "record_ids": ("skill/lv3/critical-thinking", "level/3"),
        "index_id": "a1",
        "given_at": AT,
        **changed,
    }
    return Rated(**values)  # type: ignore[arg-type]


def table(*ratings: Rated) -> list[list[str]]:
    written = b"".join(lines(ratings, "csv"))
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_both_files_say_the_same_in_the_order_given() -> None:
    ratings = [rated(), rated("", value=0, status=Status.NOT_IN_DOCUMENT, language="en")]
    heading, *rows = table(*ratings)
    objects = [json.loads(line) for line in lines(ratings, "jsonl")]
    assert objects[1] == {
        "given_at": "2026-07-02T09:00:00+00:00",
        "value": 0,
        "comment": "",
        "status": "not_in_document",
        "language": "en",
        "record_ids": ["skill/lv3/critical-thinking", "level/3"],
        "index_id": "a1",
    }
    for row, each in zip(rows, objects, strict=True):
        each["record_ids"] = " ".join(each["record_ids"])
        assert dict(zip(heading, row, strict=True)) == {k: str(v) for k, v in each.items()}


def test_a_table_is_known_as_utf_8_and_no_cell_as_a_formula() -> None:
    assert b"".join(lines([], "csv")).startswith(b"\xef\xbb\xbfgiven_at")
    for start in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"):
        assert table(rated(f'{start}HYPERLINK("x")'))[1][2] == f'\'{start}HYPERLINK("x")'


def test_lines_and_quotes_in_a_comment_stay_in_its_cell() -> None:
    comment = '一行目\n"二行目", 三'
    heading, row = table(rated(comment))
    assert dict(zip(heading, row, strict=True))["comment"] == comment
    (line,) = lines([rated(comment)], "jsonl")
    assert json.loads(line)["comment"] == comment


def test_what_is_exported_names_nobody_and_quotes_no_question() -> None:
    assert {field.name for field in fields(Rated)} == set(table()[0])
    assert not {"account", "account_id", "login", "name", "thread_id", "question", "answer"} & set(
        table()[0]
    )
