"""How many stand in each of several rows of the tables, counted by the records."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from assistant.types import Status
from corpus import Corpus, Kind

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    "question",
    [
        "Lv.{a}とLv.{b}のスキル数の差は",
        "Lv.{a}とLv.{b}で必須スキルの数を比べて",
        "Lv.{a}とLv.{b}、スキルはどちらが多い？",
    ],
)
def test_two_levels_are_counted_and_their_difference_told(
    ask: Ask, corpus: Corpus, question: str
) -> None:
    for a, b in combinations(range(1, 6), 2):
        text = ask(question.format(a=a, b=b)).text

        numbers = [int(n) for n in re.findall(r"(\d+)項目", text)]
        sizes = [len(corpus.of(Kind.REQUIRED_SKILL, level=level)) for level in (a, b)]
        if sizes[0] == sizes[1]:
            assert numbers == [sizes[0], sum(sizes)], text
        else:
            assert numbers == [max(sizes), min(sizes), abs(sizes[0] - sizes[1]), sum(sizes)], text


def test_two_facets_of_equal_size_are_said_to_be_equal(ask: Ask) -> None:
    text = ask("組織運営と外部影響では、どちらがスキル多い？").text

    assert "組織運営と外部影響がどちらも5項目で、同じ数です" in text


def test_layers_hold_the_skills_of_their_levels(ask: Ask) -> None:
    answer = ask("シルバーとゴールドでスキルの数はどっちが多い？")

    assert "ゴールドが13項目、シルバーが12項目で、差は1項目です" in answer.text
    assert "結合されたセルからの読み取り" in answer.text


def test_three_rows_are_counted_each_and_the_largest_named(ask: Ask) -> None:
    lines = ask("Lv.1とLv.3とLv.5で育成項目が一番多いのは？").text.splitlines()

    assert [line.split("〔")[0] for line in lines] == [
        "・Lv.1：11",
        "・Lv.3：10",
        "・Lv.5：7",
        "最も多いのはLv.1（11項目）です。",
    ]


@pytest.mark.parametrize(
    "question", ["Is Lv.3 Silver or Gold?", "Lv.3はゴールド？", "Lv.3はシルバーですか"]
)
def test_the_layer_of_a_level_is_told_whatever_layer_is_named(ask: Ask, question: str) -> None:
    cited = {c.record_id for c in ask(question).citations}

    assert "layer/silver" in cited
    assert "layer/gold" not in cited


def test_names_that_two_kinds_share_are_all_told(ask: Ask, corpus: Corpus) -> None:
    items = {
        name
        for item in corpus.of(Kind.TRAINING_ITEM)
        for name in (item.name, item.quote("overview_name").text)
    }
    shared = {skill.id for skill in corpus.of(Kind.REQUIRED_SKILL) if skill.name in items}

    cited = {c.record_id for c in ask("必須スキルと育成項目で名前が同じものは？").citations}

    assert shared
    assert {one for one in cited if one.startswith("skill/")} == shared


@pytest.mark.parametrize(
    "question", ["「設計」がつくスキルを全部", "「設計」という名前の付くスキルは？"]
)
def test_skills_of_both_kinds_are_named_by_a_word(ask: Ask, corpus: Corpus, question: str) -> None:
    holding = {
        record.id
        for kind in (Kind.REQUIRED_SKILL, Kind.RECOMMENDED_SKILL)
        for record in corpus.of(kind)
        if "設計" in record.name
    }

    assert {c.record_id for c in ask(question).citations} == holding


def test_the_version_of_the_standard_is_told(ask: Ask) -> None:
    answer = ask("デジタルスキル標準のバージョンはいくつ？")

    assert answer.status is Status.ANSWERED
    assert "ver1.2" in answer.text


def test_recommended_skills_are_said_to_have_no_definition(ask: Ask) -> None:
    answer = ask("推奨スキルには定義がありますよね")

    assert answer.status is Status.NOT_IN_DOCUMENT
    assert "推奨スキルの定義・説明・活用例・レベルは、本文に記載がありません。" in answer.text


def test_the_lowest_level_at_which_something_stands_is_no_level_named(ask: Ask) -> None:
    text = ask("What's the lowest level at which project management is required?").text

    assert "is a required skill at Lv.4" in text
    assert "not at Lv.1" not in text
