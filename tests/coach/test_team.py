"""Figures of a team show no single person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.coach.assessment import Assessment
from assistant.coach.team import FEWEST, TeamCell, team_counts
from assistant.errors import TooFewPeople
from tests.coach.assessments import CORPUS, MIXED, assessments, rated


def team(*members: Assessment) -> dict[str, Assessment]:
    return {str(number): member for number, member in enumerate(members)}


@pytest.mark.parametrize("size", range(FEWEST))
def test_fewer_than_five_people_are_refused(size: int) -> None:
    with pytest.raises(TooFewPeople, match=str(size)):
        team_counts(team(*[MIXED] * size), CORPUS)


def test_own_answers_are_counted_by_cell() -> None:
    found = team_counts(team(*[MIXED] * 5), CORPUS)
    # Of four skills at Lv.1, thinking, one is left to learn for each of five people.
    assert found[0] == TeamCell(1, "thinking", people=5, gaps=5, met=15)


def test_a_cell_that_only_few_have_answered_is_left_out() -> None:
    leader = Assessment("職員", 5, own=rated(leadership="unknown"))
    others = [Assessment("職員", 1, own=rated(explanation="unknown"))] * 5
    found = team_counts(team(leader, *others), CORPUS)
    assert found == (TeamCell(1, "influence", people=5, gaps=5, met=0),)


@given(st.lists(assessments, min_size=5, max_size=8))
def test_no_cell_rests_on_fewer_than_five_people(members: list[Assessment]) -> None:
    for cell in team_counts(team(*members), CORPUS):
        assert FEWEST <= cell.people <= len(members)
