"""Who sees whom."""

import pytest

from assistant.coach.approval import State
from assistant.coach.plan import Plan
from assistant.coach.store import CoachStore
from assistant.coach.store.records import Listed
from assistant.errors import Conflict, NotAllowed, NotShared
from tests.coach.assessments import MIXED
from tests.coach.store.conftest import START, day


def test_an_account_has_one_record(store: CoachStore) -> None:
    made = store.people.add("staff", "職員", at=START)
    assert store.people.of_account("staff") == made
    assert store.people.of_account("nobody") is None
    with pytest.raises(Conflict):
        store.people.add("staff", "職員", at=START)


def test_only_a_coach_with_whom_the_person_shared_may_read(
    store: CoachStore, drafted: Plan
) -> None:
    made = store.people.add("staff", "職員", at=START)
    kept = store.plans.add("staff", made.id, drafted, at=START)
    reads = (
        lambda actor: store.people.get(actor, made.id),
        lambda actor: store.assessments.history(actor, made.id),
        lambda actor: store.plans.of(actor, made.id),
        lambda actor: store.plans.get(actor, kept.id),
        lambda actor: store.privacy.folder(actor, made.id),
    )
    store.people.share("staff", made.id, "coach", at=START)
    for read in reads:
        read("staff")
        read("coach")
        with pytest.raises(NotShared):
            read("other coach")
    store.people.unshare("staff", made.id, "coach")
    for read in reads:
        with pytest.raises(NotShared):
            read("coach")


def test_a_record_that_is_not_there_reads_like_one_that_is_not_shared(store: CoachStore) -> None:
    made = store.people.add("staff", "職員", at=START)
    with pytest.raises(NotShared) as unshared:
        store.people.get("coach", made.id)
    with pytest.raises(NotShared) as missing:
        store.people.get("coach", "0" * 32)
    assert str(unshared.value) == str(missing.value)


def test_sharing_twice_or_taking_back_what_was_not_shared_changes_nothing(
    store: CoachStore,
) -> None:
    made = store.people.add("staff", "職員", at=START)
    for _ in range(2):
        store.people.share("staff", made.id, "coach", at=START)
    store.people.unshare("staff", made.id, "other coach")
    assert store.people.get("staff", made.id).coaches == ("coach",)


def test_a_coach_cannot_share_on_or_rename(store: CoachStore) -> None:
    made = store.people.add("staff", "職員", at=START)
    store.people.share("staff", made.id, "coach", at=START)
    with pytest.raises(NotAllowed):
        store.people.share("coach", made.id, "other coach", at=START)
    with pytest.raises(NotAllowed):
        store.people.rename("coach", made.id, "別の名", version=1)


def test_a_name_is_corrected_once_for_each_version(store: CoachStore) -> None:
    made = store.people.add("staff", "職員", at=START)
    assert store.people.rename("staff", made.id, "職員二", version=made.version) == 2
    with pytest.raises(Conflict):
        store.people.rename("staff", made.id, "職員三", version=made.version)
    assert store.people.get("staff", made.id).name == "職員二"


def test_a_coach_sees_their_people_by_name_with_the_latest_of_each(
    store: CoachStore, drafted: Plan
) -> None:
    people = [store.people.add(f"staff {n}", f"職員{n}", at=START) for n in (2, 1, 3)]
    for made in people[:2]:
        store.people.share(made.owner, made.id, "coach", at=START)
    second, first, _ = people
    for number, level in ((1, 2), (2, 3)):
        store.assessments.begin(first.owner, first.id, level, MIXED.own, at=day(number))
    store.plans.add("coach", first.id, drafted, at=day(2))
    plan = store.plans.add("coach", first.id, drafted, at=day(3))
    store.plans.decide("coach", plan.id, State.APPROVED, version=plan.version, at=day(4))
    assert store.people.shared_with("coach") == (
        Listed(first.id, "職員1", day(2), 3, State.APPROVED),
        Listed(second.id, "職員2", None, None, None),
    )
    assert store.people.shared_with("other coach") == ()
