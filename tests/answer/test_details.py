"""Details beside a name: how old, which product, whose level, whether it is a fixed rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.types import Status
from corpus import Corpus, Kind

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    "question",
    [
        "プロフェッショナルトラックに応募できるのは何歳まで？",
        "認定に年齢の制限はありますか",
        "Which low-code product does the city provide to its staff?",
        "Is there an age limit for the professional track?",
    ],
)
def test_a_value_that_the_text_never_has_is_not_answered_by_what_stands_near(
    ask: Ask, question: str
) -> None:
    assert ask(question).status is Status.NOT_IN_DOCUMENT


def test_the_people_of_the_level_of_a_thing_are_told(ask: Ask, corpus: Corpus) -> None:
    for item in corpus.of(Kind.TRAINING_ITEM)[::9]:
        answer = ask(f"「{item.name}」を学ぶレベルは、どんな人材のレベル？")

        assert f"level/{item.level}" in {c.record_id for c in answer.citations}, item.name


@pytest.mark.parametrize("layer", ["ブロンズ", "ブロンス", "フロンズ"])
def test_a_layer_is_told_though_a_mark_of_voicing_is_missing(ask: Ask, layer: str) -> None:
    assert "全職員" in ask(f"{layer}って誰のこと").text


def test_what_is_taken_for_a_fixed_rule_is_answered_by_the_rule(ask: Ask) -> None:
    answer = ask("Lv.4を名乗るには、必須スキルを応募の前に全部そろえておく決まりですよね")

    assert "ただし、選出・応募時点で求めるものではありません。" in answer.text


def test_where_a_list_stands_is_answered_by_the_list(ask: Ask) -> None:
    text = ask("必須スキルは全部で49個ありますよね。一覧はどこ？").text

    assert "必須スキルは33項目です" in text
