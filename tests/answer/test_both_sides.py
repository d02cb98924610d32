"""Where the text says a thing in two ways, both are shown with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.answer.both_sides import load_pairs
from assistant.types import Status
from corpus import Corpus

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


def test_every_side_of_every_pair_is_a_quote_of_the_corpus(corpus: Corpus) -> None:
    for pair in load_pairs():
        assert len(pair.sides) > 1
        for record_id, field in pair.sides:
            assert corpus.get(record_id).quote(field).text


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("文書の日付は6月と7月のどちらになっていますか", {45, 5}),
        ("Is the strategy dated June or July?", {45, 5}),
        ("育成した人数の書き方、「人」と「名」が混ざっていませんか", {14, 434}),
        ("DX推進人材とDX変革リーダーは同じ意味ですか", {14, 80, 429}),
        ("KitaQDXプロジェクトとDX人材育成プロジェクトは同じものですか", {417, 12, 80}),
        (
            "協力先は民間企業や大学と書いてある所と、協定を結んだ企業と書いてある所、どっち？",
            {31, 430},
        ),
        ("3層と5段階はどう違うのですか", {90, 98}),
        ("「一歩先」の漢字がページによってばらばらでは？", {116, 117, 145}),
    ],
)
def test_both_sides_are_quoted(ask: Ask, corpus: Corpus, question: str, lines: set[int]) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    starts = {citation.start for citation in answer.citations}
    cited = {q.line for r in corpus.records.values() for q in r.quotes if q.span.start in starts}
    assert lines <= cited


def test_each_side_names_its_place(ask: Ask) -> None:
    text = ask("戦略の日付は6月？それとも7月2日？").text
    assert "「報道発表資料」では、「令和8年7月2日」" in text
    assert "「北九州市DX・AI人財戦略」では、「令和8年6月」" in text


@pytest.mark.parametrize(
    "question",
    ["ゴールドとシルバーの違いは？", "認定の候補者募集は6月？7月？", "戦略の3本柱は何ですか"],
)
def test_a_question_about_one_thing_is_no_question_about_two_ways(ask: Ask, question: str) -> None:
    assert "どれも本文の表記です" not in ask(question).text
