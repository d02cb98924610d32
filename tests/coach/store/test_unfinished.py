"""Drafts that are being written."""

from dataclasses import replace

import pytest

from assistant.coach.plan import Plan
from assistant.coach.store import CoachStore
from assistant.coach.store.unfinished import Unfinished
from assistant.errors import NotShared
from tests.coach.assessments import MIXED
from tests.coach.store.conftest import START

BEFORE, NOW = "a" * 32, "b" * 32
PLAN, OTHER = "1" * 32, "2" * 32


@pytest.fixture
def begun(store: CoachStore) -> Unfinished:
    """A draft of a coach that another run of the server has begun."""
    person = store.people.add("staff", "職員", at=START)
    store.people.share("staff", person.id, "coach", at=START)
    assessment = store.assessments.begin("staff", person.id, 3, MIXED.own, at=START)
    begun = Unfinished(PLAN, person.id, assessment.id, "coach", "ja")
    store.unfinished.begin(begun, BEFORE)
    return begun


def test_it_is_found_by_its_plan_and_by_its_person_in_another_run(
    store: CoachStore, begun: Unfinished
) -> None:
    for record_id in (PLAN, begun.person_id):
        assert store.unfinished.left_behind(record_id, NOW) == (begun,)
        assert store.unfinished.left_behind(record_id, BEFORE) == ()
    assert store.unfinished.left_behind(OTHER, NOW) == ()


def test_begun_again_it_is_of_the_present_run(store: CoachStore, begun: Unfinished) -> None:
    store.unfinished.begin(begun, NOW)
    assert store.unfinished.left_behind(PLAN, NOW) == ()
    assert store.unfinished.left_behind(PLAN, BEFORE) == (begun,)


def test_a_plan_that_is_kept_is_not_unfinished_and_cannot_become_so(
    store: CoachStore, begun: Unfinished, drafted: Plan
) -> None:
    store.plans.add("coach", begun.person_id, drafted, at=START, plan_id=PLAN)
    assert store.unfinished.left_behind(PLAN, NOW) == ()
    store.unfinished.begin(begun, BEFORE)
    assert store.unfinished.left_behind(PLAN, NOW) == ()


def test_another_plan_of_the_person_leaves_it(
    store: CoachStore, begun: Unfinished, drafted: Plan
) -> None:
    store.plans.add("coach", begun.person_id, drafted, at=START, plan_id=OTHER)
    assert store.unfinished.left_behind(PLAN, NOW) == (begun,)


def test_it_is_given_up_and_goes_with_the_person(store: CoachStore, begun: Unfinished) -> None:
    store.unfinished.begin(replace(begun, plan_id=OTHER), BEFORE)
    store.unfinished.drop(PLAN)
    assert [left.plan_id for left in store.unfinished.left_behind(begun.person_id, NOW)] == [OTHER]
    store.privacy.delete("staff", begun.person_id)
    assert store.unfinished.left_behind(OTHER, NOW) == ()


def test_nobody_begins_one_for_a_person_who_has_not_shared(
    store: CoachStore, begun: Unfinished
) -> None:
    with pytest.raises(NotShared):
        store.unfinished.begin(replace(begun, plan_id=OTHER, actor="stranger"), NOW)
