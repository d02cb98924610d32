"""The flaws of the text as the reader of an answer meets them (numbers as in tests/corpus)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assistant.types import Status
from corpus import Corpus, Kind
from eval.matching import MARKER

if TYPE_CHECKING:
    from tests.answer.conftest import Ask

READING = re.compile(r"読み取り|is read from")


def test_5_both_marketings_are_told_apart(ask: Ask) -> None:
    text = ask("Lv.5のマーケティングの育成項目は？").text
    assert "マスマーケティング" in text
    lower = MARKER.sub("", ask("Lv.2の業務遂行の育成項目は？").text)
    assert "マーケティング" in lower
    assert "マスマーケティング" not in lower


def test_6_no_skill_of_the_first_level_is_given_to_the_second(ask: Ask, corpus: Corpus) -> None:
    text = ask("Lv.2の必須スキルは？").text
    for skill in corpus.of(Kind.REQUIRED_SKILL, level=1):
        assert skill.name not in text


@pytest.mark.parametrize("layer", ["ゴールド", "シルバー", "ブロンズ"])
@pytest.mark.parametrize(
    "question", ["{}の必須スキルは？", "{}は何レベル？", "{}について教えて", "{}の育成項目は？"]
)
def test_10_what_levels_a_layer_has_is_labelled_a_reading(
    ask: Ask, layer: str, question: str
) -> None:
    text = ask(question.format(layer)).text
    assert "Lv." in text
    assert READING.search(text)


@pytest.mark.parametrize(
    "question",
    [
        "ゴールド認定の手順を教えて",
        "認定のために受ける必須研修の科目は？",
        "プロフェッショナルトラックにはどんなコースがある？",
    ],
)
def test_11_what_was_in_lost_pictures_is_said_to_be_missing(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_IN_DOCUMENT
    assert "記載がありません" in answer.text


def test_13_pillars_and_topics_are_not_mixed(ask: Ask) -> None:
    assert "3本柱" in ask("戦略の3本柱は何ですか").text
    assert "を整理した戦略" in ask("戦略が整理した3つのテーマは何ですか").text


def test_14_the_number_trained_is_quoted_in_the_wording_of_its_source(ask: Ask) -> None:
    text = MARKER.sub("", ask("何人育成しましたか").text)
    assert "2,228人" in text
    assert not re.search(r"6,?\d{3}人|約?6,?700", text)


def test_16_the_poles_of_an_axis_are_not_attributes_of_a_level(ask: Ask) -> None:
    text = MARKER.sub("", ask("Lv.5について教えて").text)
    assert "大規模多様性大" not in text
    assert "What課題" not in text


@pytest.mark.parametrize(
    "item", ["ゴールド人材の心構え", "シルバー人材の心構え", "北九州市職員の心構え"]
)
def test_17_mission_still_has_training_items(ask: Ask, item: str) -> None:
    assert item in ask("使命感の育成項目は？").text


def test_18_the_facet_of_an_item_comes_from_the_table_that_has_facets(ask: Ask) -> None:
    # The second table (L377) has 情報セキュリティ管理 between items of other facets.
    assert "Lv.4「組織運営」" in ask("育成項目の情報セキュリティ管理はどの区分？").text
