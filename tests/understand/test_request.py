"""The sentence that asks is read alone when it can stand alone."""

from __future__ import annotations

import pytest

from assistant.understand.query import Subject
from assistant.understand.reader import Reader
from assistant.understand.request import request_of


@pytest.mark.parametrize(
    "question",
    [
        "お忙しいところ恐れ入ります。勉強会の資料を作っております。Lv.3の「使命感」の欄をお示しください。",
        "議会で質問が出そうです。念のため伺います。Lv.3の使命感には何と書いてありますか。",
    ],
)
def test_what_leads_up_to_the_request_is_left_aside(reader: Reader, question: str) -> None:
    query = request_of(question, reader.read)
    assert (query.levels, query.facets) == ((3,), ("mission",))
    assert query.subject is not Subject.TRAINING


@pytest.mark.parametrize(
    "question",
    [
        "名簿をメールで送ってくれと頼まれました。何に気をつければいいですか。",
        "Lv.2の業務遂行に「業務の優位性」とあります。優先順位のことでは？",
        "ビジネス調査はあるレベルで必須です。そのレベルの育成項目は？",
        "批判的思考の定義は？",
    ],
)
def test_a_last_sentence_that_needs_the_others_is_read_with_them(
    reader: Reader, question: str
) -> None:
    assert request_of(question, reader.read) == reader.read(question)


def test_what_to_do_at_a_level_needs_the_case_told_before_it(reader: Reader) -> None:
    query = request_of("窓口でお年寄りが困っています。Lv.1ならどう動くべき？", reader.read)
    assert query.levels == (1,)
    assert "窓口" in query.content
