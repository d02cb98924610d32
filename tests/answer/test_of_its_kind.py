"""What the text says of no thing of a kind is not answered with the thing that is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.answer.of_its_kind import with_kinds
from assistant.types import Status
from assistant.understand.reader import Reader
from assistant.understand.select import select
from corpus import Corpus
from index.tokenizer import content_words, reading

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    ("question", "record_id"),
    [
        ("質問力の練習になる本を教えて", "skill/lv2/questioning"),
        ("タスク管理を独学できるサイトはどこ", "skill/lv2/task-management"),
        ("ネゴシエーションの講師は誰", "training/lv4/negotiation"),
        ("Is there a textbook for critical thinking?", "skill/lv3/critical-thinking"),
    ],
)
def test_it_is_not_in_the_document_beside_the_thing_named(
    ask: Ask, question: str, record_id: str
) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_IN_DOCUMENT
    assert record_id in {citation.record_id for citation in answer.citations}


@pytest.mark.parametrize(
    "question",
    [
        "批判的思考の活用例を教えて",
        "質問力と同じマスにある育成項目は？",
        "What is critical thinking?",
    ],
)
def test_what_the_text_tells_of_a_thing_is_answered(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.ANSWERED


def test_names_give_way_to_their_kinds(corpus: Corpus) -> None:
    query = Reader(corpus, content_words, reading).read("批判的思考とチームビルディングの講師")
    assert with_kinds(query, select(corpus, query)) == "必須スキルと育成項目の講師"


def test_a_question_without_names_has_no_kinds(corpus: Corpus) -> None:
    query = Reader(corpus, content_words, reading).read("講師は誰")
    assert with_kinds(query, select(corpus, query)) is None
