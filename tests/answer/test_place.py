"""From a thing to its place: beside it, above it, below it, in its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.types import Status

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("共創力と同じ観点で、レベル2に置かれたスキルの定義を知りたい", "skill/lv2/questioning"),
        ("チームビルディングが置かれているマスの必須スキルは？", "skill/lv2/followership"),
        ("変革マネジメントと同じ列の1つ下のレベルのスキルは？", "skill/lv3/collaboration"),
        ("適応力と同じレベルの使命感の役割は？", "role/lv3/mission"),
        ("ビジネス調査のあるレベルの使命感の育成項目は？", "training/lv2/municipal-dx"),
    ],
)
def test_what_stands_at_the_place_is_cited(ask: Ask, question: str, expected: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert expected in {citation.record_id for citation in answer.citations}


def test_above_the_highest_level_there_is_none(ask: Ask) -> None:
    assert "5段階" in ask("共創力の1つ上のレベルのスキルは？").text


@pytest.mark.parametrize("question", ["価値発見・定義はゴールド、シルバー、ブロンズのどれ？"])
def test_the_layer_of_a_skill_is_said_to_be_a_reading(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert "ゴールド" in answer.text
    assert "読み取り" in answer.text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("ネゴシエーションという育成項目と同じマスの必須スキルは？", "skill/lv4/change-management"),
        (
            "Which required skill sits in the same cell as the training item Negotiation?",
            "skill/lv4/change-management",
        ),
        (
            "Which Level 3 training items are under External Influence, and which required skill"
            " stands in the same place?",
            "skill/lv3/collaboration",
        ),
        (
            "「職場全体が安定して業務を遂行できる」とあるスキルは、どういう役割の人のレベル？",
            "level/1",
        ),
    ],
)
def test_a_thing_leads_to_what_shares_its_place(ask: Ask, question: str, expected: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert expected in {citation.record_id for citation in answer.citations}


def test_a_level_that_was_picked_is_pointed_to(ask: Ask) -> None:
    answer = ask("必須スキルがいちばん多いレベルはどこ？", "そこの組織運営のスキルは？")
    skills = {c.record_id for c in answer.citations if c.record_id.startswith("skill/")}
    assert skills == {"skill/lv1/business-communication"}
