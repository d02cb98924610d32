"""Cases told by a reader are answered with the rule or the cell they tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.types import Status

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("部下が「クラウドも機械学習も全部覚えないとだめなんですか」と青ざめています。", "rule/r7"),
        ("名前しか載っていない研修があり、部下に中身を聞かれて困っています。", "rule/r10"),
        (
            "Lv.4の勉強をしろと上司に言われたが、Lv.1の説明力にまるで自信がない。どちらが先？",
            "rule/r1",
        ),
    ],
)
def test_a_rule_is_quoted_though_the_case_names_a_thing(ask: Ask, question: str, rule: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert rule in {citation.record_id for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        (
            "Lv.3の部下は、割り当てた仕事のほかには何もしようとしません。役割に照らすとどうですか。",
            "role/lv3/mission",
        ),
        (
            "Lv.4の責任者がメンバーに助言も指導もしません。役割では何が期待されていますか。",
            "role/lv4/organization",
        ),
        (
            "My Level 5 director never thinks of vulnerable people. What does the role say?",
            "role/lv5/influence",
        ),
    ],
)
def test_the_cell_of_the_level_is_quoted_and_not_the_whole_role(
    ask: Ask, question: str, cell: str
) -> None:
    cited = {citation.record_id for citation in ask(question).citations}
    assert cell in cited
    assert len({one for one in cited if one.startswith("role/")}) <= 2


def test_a_level_asked_about_without_a_case_is_still_told_whole(ask: Ask) -> None:
    cited = {citation.record_id for citation in ask("Lv.3の役割は？").citations}
    assert len({one for one in cited if one.startswith("role/lv3/")}) == 5


def test_a_false_place_of_a_thing_is_corrected_and_not_answered_by_a_rule(ask: Ask) -> None:
    answer = ask("情報リテラシーはLv.4の必須スキルなので、新人にはまだ求めないのですよね")
    assert "skill/lv1/information-literacy" in {one.record_id for one in answer.citations}
