"""Counts and names of what makes up the tables of the framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("役割の軸は区分ごとに何本ありますか", "2"),
        ("How many axes are there for each facet?", "2"),
        ("役割の記述は全部で何マスありますか", "25"),
        ("Lv.3の役割は何マスに分けて書かれていますか", "5"),
        ("推奨スキルは何分野に分かれ、全部でいくつ？", "31"),
        ("Lv.3の必須スキルは、Lv.1から足すといくつ？", "20"),
    ],
)
def test_what_makes_up_a_table_is_counted(ask: Ask, question: str, count: str) -> None:
    assert count in ask(question).text


def test_facets_are_also_ways_of_looking(ask: Ask) -> None:
    text = ask("5つの見方の名前を並べて").text
    assert all(f in text for f in ("使命感", "思考・認識", "業務遂行", "組織運営", "外部影響"))


def test_the_groups_of_facets_are_named_with_what_they_hold(ask: Ask) -> None:
    text = ask("5つの区分を束ねる大きなくくりの名前は？").text
    assert "業務遂行・市政変革力" in text
    assert "組織・対人力／組織マネジメント・エンゲージメント向上力" in text


def test_the_column_of_categories_holds_the_layers(ask: Ask) -> None:
    cited = {one.record_id for one in ask("表の「カテゴリ」の列にはどんな区分が並ぶ？").citations}
    assert {"layer/gold", "layer/silver", "layer/bronze"} <= cited


@pytest.mark.parametrize(
    "question",
    ["Lv.3とLv.4で、まとめる範囲はどう変わりますか", "How does the role change from Lv.2 to Lv.3?"],
)
def test_what_changes_between_levels_is_a_comparison(ask: Ask, question: str) -> None:
    levels = {one.heading_path for one in ask(question).citations}
    assert levels
    text = ask(question).text
    assert "Lv.3" in text
