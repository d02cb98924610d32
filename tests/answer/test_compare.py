from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from assistant.types import Status
from corpus import Corpus, Kind
from eval.matching import MARKER, named_records

if TYPE_CHECKING:
    from tests.answer.conftest import Ask

MOST_CHARS = 2000
PAIRS = list(combinations((1, 2, 3, 4, 5), 2))


@pytest.mark.parametrize(("low", "high"), PAIRS)
@pytest.mark.parametrize(
    "question",
    [
        "Lv.{low}とLv.{high}の違いは？",
        "Compare Level {low} and Level {high}",
        "レベル{high}とレベル{low}を比べて",
    ],
)
def test_two_levels_are_put_side_by_side_and_no_third(
    ask: Ask, corpus: Corpus, question: str, low: int, high: int
) -> None:
    answer = ask(question.format(low=low, high=high))
    text = MARKER.sub("", answer.text)
    assert answer.status is Status.ANSWERED
    assert len(text) < MOST_CHARS
    assert text.index(f"Lv.{low}") >= 0
    assert text.index(f"Lv.{high}") >= 0
    expected = {s.id for n in (low, high) for s in corpus.of(Kind.REQUIRED_SKILL, level=n)}
    named = named_records(text, Kind.REQUIRED_SKILL, corpus, expected=expected)
    assert named <= expected
    cited = {c.record_id for c in answer.citations}
    assert {corpus.get(i).level for i in cited} <= {low, high, None}


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (4, 5, "Lv.4は組織横断のDXプロジェクトの統括を、Lv.5は市全体のDX戦略の立案・統括を担う"),
        (2, 3, "Lv.2は各職場でのDXの実行を、Lv.3はそれに加えて企画も担う"),
    ],
)
def test_where_the_text_compares_two_levels_itself_its_sentence_is_quoted(
    ask: Ask, low: int, high: int, words: str
) -> None:
    assert words in ask(f"Lv.{low}とLv.{high}の違いは？").text


@pytest.mark.parametrize(("low", "high"), PAIRS)
def test_two_levels_in_one_facet_are_compared_by_their_role_cells(
    ask: Ask, corpus: Corpus, low: int, high: int
) -> None:
    answer = ask(f"Lv.{low}とLv.{high}の組織運営の違いは？")
    for level in (low, high):
        (cell,) = corpus.of(Kind.ROLE_CELL, level=level, facet="organization")
        assert cell.quote("text").text in answer.text
    assert len(MARKER.sub("", answer.text)) < MOST_CHARS


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("説明力", "質問力"),
        ("チームリード", "リーダーシップ"),
        ("革新力", "共創力"),
        ("適応力", "タスク管理"),
    ],
)
def test_two_skills_are_compared_by_place_and_definition(
    ask: Ask, corpus: Corpus, first: str, second: str
) -> None:
    answer = ask(f"{first}と{second}の違いは？")
    skills = {s.name: s for s in corpus.of(Kind.REQUIRED_SKILL)}
    for name in (first, second):
        assert skills[name].quote("definition").text in answer.text
        assert f"Lv.{skills[name].level}" in answer.text
    expected = {skills[first].id, skills[second].id}
    assert named_records(answer.text, Kind.REQUIRED_SKILL, corpus, expected=expected) == expected


def test_required_and_recommended_skills_are_compared_in_the_words_of_the_text(ask: Ask) -> None:
    text = ask("必須スキルと推奨スキルの違いは？").text
    assert "専門性が高いものは必須スキルではなく推奨スキルとしています" in text
    assert "習得必須のスキルです" in text


def test_the_two_lists_of_three_are_kept_apart(ask: Ask) -> None:
    pillars = ask("戦略の3本柱は？").text
    assert "DX人材の活躍に向けた環境整備" in pillars
    topics = ask("戦略が整理している3つのテーマは？").text
    assert "「DX人材に求められるスキル」" in topics
    assert "環境整備" not in topics
