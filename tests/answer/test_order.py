"""Which skill comes first: the rule of lower levels, and what only lists the levels in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    "question",
    [
        "Lv.3のスキルを勉強する前に、Lv.1の説明力が怪しいです",
        "Lv.1の説明力とLv.3の適応力、どっちが先ですか",
        "Lv.4のスキルを勉強中ですが、Lv.2の質問力が弱いです。どちらを先に？",
    ],
)
def test_a_weak_skill_of_a_lower_level_comes_first(ask: Ask, question: str) -> None:
    assert "rule/r1" in {citation.record_id for citation in ask(question).citations}


def test_skills_asked_for_in_turn_are_listed(ask: Ask) -> None:
    cited = {c.record_id for c in ask("組織運営のスキルをLv.2からLv.4まで順番に").citations}
    assert {
        "skill/lv2/followership",
        "skill/lv3/team-lead",
        "skill/lv4/people-development",
    } <= cited
