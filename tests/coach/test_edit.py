"""A coach's edits."""

import re
from dataclasses import replace

import pytest

from assistant.coach.draft import Drafter
from assistant.coach.edit import edited
from assistant.coach.plan import MAX_LINE, Line, Plan
from assistant.errors import NotAllowed
from tests.coach.assessments import MIXED


@pytest.fixture
def plan(drafter: Drafter) -> Plan:
    return drafter.draft(MIXED, "ja")


def test_a_plan_that_is_left_alone_stays_the_same(drafter: Drafter, plan: Plan) -> None:
    assert edited(plan, plan.advice, plan.notes, drafter) == plan


def test_lines_left_out_or_moved_are_numbered_anew(drafter: Drafter, plan: Plan) -> None:
    better = edited(plan, plan.advice[5:2:-1], plan.notes[:1], drafter)
    assert len(better.advice) == 3
    markers = [citation.marker for citation in better.citations]
    assert markers == [f"〔{n}〕" for n in range(1, len(markers) + 1)]
    for line in better.lines:
        assert set(re.findall("〔[0-9]+〕", line.text)) == {c.marker for c in line.citations}


def test_a_line_reworded_within_its_quotes_is_kept(drafter: Drafter, plan: Plan) -> None:
    place = plan.advice[0]
    reworded = replace(place, text=place.text.replace("は、Lv.1", "は Lv.1"))
    better = edited(plan, [reworded], (), drafter)
    assert (
        better.advice[0].text
        == "「業務実行／自己解決」は Lv.1「思考・認識」の必須スキルです。〔1〕"
    )
    assert better.advice[0].author == "text"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Lv.1", "Lv.2"),
        ("思考・認識", "組織運営"),
        ("必須スキルです", "必須スキルで、9回で身につきます"),
    ],
)
def test_a_line_that_says_more_than_its_quotes_is_refused(
    drafter: Drafter, plan: Plan, old: str, new: str
) -> None:
    place = plan.advice[0]
    with pytest.raises(NotAllowed, match="do not carry"):
        edited(plan, [replace(place, text=place.text.replace(old, new))], (), drafter)


def test_a_quote_that_was_altered_is_refused(drafter: Drafter, plan: Plan) -> None:
    definition = plan.advice[1]
    altered = replace(definition, text=definition.text.replace("自力で", "すぐに"))
    with pytest.raises(NotAllowed):
        edited(plan, [altered], (), drafter)


def test_a_citation_of_other_words_is_refused(drafter: Drafter, plan: Plan) -> None:
    line = plan.advice[0]
    moved = replace(line.citations[0], start=line.citations[0].start + 1)
    with pytest.raises(NotAllowed, match="no longer"):
        edited(plan, [replace(line, citations=(moved,))], (), drafter)


def test_a_coachs_own_line_is_marked_as_theirs(drafter: Drafter, plan: Plan) -> None:
    own = Line("先月の会議の進め方を一緒に振り返りましょう。", skill_id="skill/lv3/goal-setting")
    (line,) = edited(plan, [own], (), drafter).advice
    assert line == replace(own, author="coach")


def test_a_line_whose_markers_are_taken_out_is_the_coachs_own(drafter: Drafter, plan: Plan) -> None:
    line = replace(plan.advice[0], text="まずは調べ方から一緒に試しましょう。")
    (own,) = edited(plan, [line], (), drafter).advice
    assert (own.author, own.citations) == ("coach", ())


def test_of_two_sources_the_one_left_keeps_its_own_marker(drafter: Drafter, plan: Plan) -> None:
    line = next(line for line in plan.advice if "情報リテラシー〔13〕、市民対応〔14〕" in line.text)
    fewer = replace(line, text=line.text.replace("情報リテラシー〔13〕、", ""))
    (left,) = edited(plan, [fewer], (), drafter).advice
    assert "市民対応〔1〕" in left.text
    assert [citation.quote for citation in left.citations] == ["市民対応"]


@pytest.mark.parametrize(
    "words",
    [
        "あなたはLv.3です。",
        "合格です。",
        "",
        "\u200b",
        "あ" * (MAX_LINE + 1),
        "詳しくは〔1〕を見てください。",
    ],
)
def test_an_own_line_that_judges_or_seems_to_cite_is_refused(
    drafter: Drafter, plan: Plan, words: str
) -> None:
    with pytest.raises(NotAllowed):
        edited(plan, [Line(words)], (), drafter)
