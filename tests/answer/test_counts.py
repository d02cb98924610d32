"""Counts by facet and category, what holds most or least, and how two kinds compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eval.matching import numbers_in

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    ("question", "words", "numbers"),
    [
        # L228-309: 思考・認識 14, 業務遂行 9, 組織運営 5, 外部影響 5.
        ("必須スキルの数が最も多い観点は？", ["思考・認識"], {14}),
        ("使命感を除いて、必須スキルの数が最も少ない観点はどれ？", ["組織運営", "外部影響"], {5}),
        # L323-335: 7, 5, 13, 6.
        ("推奨スキルで一番項目の多い分野はどれ？", ["テクノロジー"], {13}),
        ("推奨スキルの件数を分野ごとに", ["ビジネス変革", "データ活用"], {7, 5, 13, 6}),
        # L355-359: 51 items; 33 skills; 51 - 33 = 18.
        ("育成項目と必須スキル、どっちが多くて差はいくつ？", ["育成項目"], {51, 33, 18}),
        ("「業務遂行・市政変革力」の必須スキルは何個？", ["業務遂行"], {23}),
        ("Which level has the fewest training items?", ["Lv.5"], {7}),
    ],
)
def test_counts_are_those_of_the_tables(
    ask: Ask, question: str, words: list[str], numbers: set[int]
) -> None:
    answer = ask(question)
    assert all(word in answer.text for word in words)
    assert numbers <= numbers_in(answer.text)
    assert all(verdict.supported for verdict in answer.verdicts)
