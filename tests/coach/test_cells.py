"""Counting answers by level and facet."""

import pytest
from hypothesis import given

from assistant.coach.assessment import Assessment
from assistant.coach.cells import Tally, by_facet, cells, raters, tally
from assistant.coach.gap import find_gaps
from tests.coach.assessments import CORPUS, MIXED, assessments, rated


@given(assessments)
def test_the_cells_hold_every_required_skill_once(assessment: Assessment) -> None:
    gaps = find_gaps(assessment, CORPUS)
    held = [standing.skill.id for cell in cells(gaps) for standing in cell.standings]
    assert sorted(held) == sorted(standing.skill.id for standing in gaps.required)
    assert [cell.level for cell in cells(gaps)] == sorted(
        (cell.level for cell in cells(gaps)), reverse=True
    )


def test_a_tally_leaves_out_what_is_not_answered_or_had_no_opportunity() -> None:
    gaps = find_gaps(MIXED, CORPUS)
    (cell,) = [c for c in cells(gaps) if (c.level, c.facet) == (2, "thinking")]
    # One without an opportunity, one unknown.
    assert tally(cell.standings, "own") == Tally(met=0, answered=1, required=2)
    assert tally(cell.standings, "coach") == Tally(met=0, answered=0, required=2)


def test_a_share_is_left_open_where_nothing_is_answered() -> None:
    assert Tally(0, 0, 2).left is None
    assert Tally(3, 4, 4).left == pytest.approx(1 - 3 / 4)


def test_facets_are_counted_over_all_levels_up_to_the_role() -> None:
    assert by_facet(find_gaps(MIXED, CORPUS), "own")["thinking"] == Tally(4, 7, 9)


def test_a_coach_without_answers_is_not_drawn() -> None:
    assert raters(find_gaps(MIXED, CORPUS)) == ("own", "coach")
    alone = Assessment("職員", 3, own=MIXED.own, coach=rated(leadership="unknown"))
    assert raters(find_gaps(alone, CORPUS)) == ("own",)
