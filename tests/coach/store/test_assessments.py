"""Assessments kept: each rates their own part, nobody overwrites what they have not seen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from assistant.coach.store import CoachStore
from assistant.errors import Conflict, NotShared
from tests.coach.assessments import MIXED, rated
from tests.coach.store.conftest import START, day


def test_own_and_coachs_ratings_stand_beside_each_other(store: CoachStore) -> None:
    made = store.people.add("staff", "職員", at=START)
    store.people.share("staff", made.id, "coach", at=START)
    begun = store.assessments.begin("staff", made.id, 3, MIXED.own, at=START)
    assert (begun.assessment.own, begun.assessment.coach) == (MIXED.own, {})
    both = store.assessments.rate("coach", begun.id, MIXED.coach, version=begun.version)
    assert (both.assessment.own, both.assessment.coach) == (MIXED.own, MIXED.coach)
    assert both.assessment.person == "職員"
    assert both.assessment.assessed_at == START
    own = rated(leadership="supported")
    last = store.assessments.rate("staff", begun.id, own, version=both.version, role_level=4)
    assert (last.assessment.own, last.assessment.coach) == (own, MIXED.coach)
    assert last.assessment.role_level == 4


def test_what_a_database_cannot_hold_is_dropped_from_names_and_notes(store: CoachStore) -> None:
    made = store.people.add("staff", "職\x00員\ud800", at=START)
    assert made.name == store.people.get("staff", made.id).name == "職員"
    noted = {
        i: replace(r, evidence="一\x00\n二\ud800") for i, r in rated(leadership="unknown").items()
    }
    begun = store.assessments.begin("staff", made.id, 3, noted, at=START)
    assert [r.evidence for r in begun.assessment.own.values()] == ["一\n二"]


def test_the_history_is_in_the_order_in_which_it_was_begun(store: CoachStore) -> None:
    made = store.people.add("staff", "職員", at=START)
    for number in (2, 0, 1):
        store.assessments.begin("staff", made.id, 3, {}, at=day(number))
    history = store.assessments.history("staff", made.id)
    assert [stored.assessment.assessed_at for stored in history] == [day(2), day(0), day(1)]


def test_of_two_coaches_with_one_record_the_second_is_told_and_nothing_is_lost(
    store: CoachStore, again: Callable[[], CoachStore]
) -> None:
    made = store.people.add("staff", "職員", at=START)
    for coach in ("first", "second"):
        store.people.share("staff", made.id, coach, at=START)
    begun = store.assessments.begin("staff", made.id, 3, {}, at=START)
    other = again()
    mine, theirs = rated(leadership="supported"), rated(leadership="independent")
    store.assessments.rate("first", begun.id, mine, version=begun.version)
    with pytest.raises(Conflict):
        other.assessments.rate("second", begun.id, theirs, version=begun.version)
    (kept,) = store.assessments.history("staff", made.id)
    assert kept.assessment.coach == mine


def test_of_many_who_save_one_version_at_once_exactly_one_succeeds(
    store: CoachStore, again: Callable[[], CoachStore]
) -> None:
    made = store.people.add("staff", "職員", at=START)
    begun = store.assessments.begin("staff", made.id, 3, {}, at=START)
    stores = [store, again()]

    def save(number: int) -> bool:
        try:
            stores[number % 2].assessments.rate(
                "staff", begun.id, rated(leadership="unknown"), version=begun.version
            )
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(save, range(16))) == 1
    assert store.assessments.history("staff", made.id)[0].version == begun.version + 1


def test_an_assessment_that_is_not_shared_cannot_be_rated(store: CoachStore) -> None:
    made = store.people.add("staff", "職員", at=START)
    begun = store.assessments.begin("staff", made.id, 3, {}, at=START)
    for assessment_id in (begun.id, "0" * 32):
        with pytest.raises(NotShared):
            store.assessments.rate("coach", assessment_id, {}, version=1)
    with pytest.raises(NotShared):
        store.assessments.begin("coach", made.id, 3, {}, at=START)
