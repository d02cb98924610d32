"""A record that says all a question adds, in the question's own words."""

from __future__ import annotations

import pytest

from assistant.answer.wording import Wording
from assistant.understand.reader import Reader
from corpus import Corpus
from index.tokenizer import content_words, reading


@pytest.mark.parametrize(
    ("question", "record_id", "holds"),
    [
        ("派遣 省庁", "programme/secondment", True),
        ("派遣先の省庁はどこ", "programme/secondment", False),
        ("派遣 宇宙", "programme/secondment", False),
        ("候補者を募る", "rule/r3", True),
        ("候補者の昼食", "rule/r3", False),
        ("候補者を募る", "skill/lv3/critical-thinking", False),
    ],
)
def test_every_word_that_is_asked_stands_in_it(
    corpus: Corpus, question: str, record_id: str, holds: bool
) -> None:
    query = Reader(corpus, content_words, reading).read(question)
    assert Wording(corpus).holds(corpus.get(record_id), query) is holds


def test_a_question_that_adds_no_word_is_held_by_none(corpus: Corpus) -> None:
    query = Reader(corpus, content_words, reading).read("スキルは？")
    assert not any(Wording(corpus).holds(record, query) for record in corpus.records.values())
