"""Plans kept: drafts, edits, decisions."""

import pytest

from assistant.coach.approval import Decision, State
from assistant.coach.draft import Drafter
from assistant.coach.edit import edited
from assistant.coach.plan import Line, Plan
from assistant.coach.store import CoachStore
from assistant.coach.store.records import StoredPlan
from assistant.errors import Conflict, NotAllowed, NotShared
from tests.coach.store.conftest import START, day


@pytest.fixture
def kept(store: CoachStore, drafted: Plan) -> StoredPlan:
    made = store.people.add("staff", "職員", at=START)
    store.people.share("staff", made.id, "coach", at=START)
    return store.plans.add("coach", made.id, drafted, at=START)


def test_a_plan_comes_back_as_it_was_kept(
    store: CoachStore, kept: StoredPlan, drafted: Plan
) -> None:
    found = store.plans.get("staff", kept.id)
    assert found == kept
    assert found.plan == drafted
    assert found.decisions == (Decision(State.DRAFT, "coach", START),)


def test_a_draft_is_sent_back_mended_and_approved_with_who_and_when(
    store: CoachStore, kept: StoredPlan, drafter: Drafter
) -> None:
    back = store.plans.decide(
        "coach", kept.id, State.SENT_BACK, version=kept.version, at=day(1), comment="具体的に"
    )
    own = Line("先月の会議の進め方を一緒に振り返りましょう。")
    better = edited(back.plan, (*back.plan.advice, own), back.plan.notes, drafter)
    mended = store.plans.edit("coach", kept.id, better, version=back.version, at=day(2))
    assert mended.plan.state is State.DRAFT
    assert mended.plan.advice[-1].author == "coach"
    done = store.plans.decide("coach", kept.id, State.APPROVED, version=mended.version, at=day(3))
    assert done.plan.state is State.APPROVED
    assert done.decisions == (
        Decision(State.DRAFT, "coach", START),
        Decision(State.SENT_BACK, "coach", day(1), "具体的に"),
        Decision(State.DRAFT, "coach", day(2)),
        Decision(State.APPROVED, "coach", day(3)),
    )


def test_what_is_approved_is_not_changed(store: CoachStore, kept: StoredPlan) -> None:
    done = store.plans.decide("coach", kept.id, State.APPROVED, version=kept.version, at=day(1))
    with pytest.raises(NotAllowed):
        store.plans.edit("coach", kept.id, done.plan, version=done.version, at=day(2))
    with pytest.raises(NotAllowed):
        store.plans.decide("coach", kept.id, State.SENT_BACK, version=done.version, at=day(2))


def test_people_do_not_approve_their_own_plans(store: CoachStore, kept: StoredPlan) -> None:
    with pytest.raises(NotAllowed):
        store.plans.decide("staff", kept.id, State.APPROVED, version=kept.version, at=day(1))
    with pytest.raises(NotAllowed):
        store.plans.edit("staff", kept.id, kept.plan, version=kept.version, at=day(1))
    with pytest.raises(NotShared):
        store.plans.decide("other", kept.id, State.APPROVED, version=kept.version, at=day(1))


def test_what_was_changed_meanwhile_is_not_approved(
    store: CoachStore, kept: StoredPlan, drafter: Drafter
) -> None:
    shorter = edited(kept.plan, kept.plan.advice[:1], (), drafter)
    store.plans.edit("coach", kept.id, shorter, version=kept.version, at=day(1))
    with pytest.raises(Conflict):
        store.plans.decide("coach", kept.id, State.APPROVED, version=kept.version, at=day(2))
    assert store.plans.get("coach", kept.id).plan.state is State.DRAFT


def test_a_new_plan_is_a_draft(store: CoachStore, kept: StoredPlan) -> None:
    done = store.plans.decide("coach", kept.id, State.APPROVED, version=kept.version, at=day(1))
    with pytest.raises(NotAllowed):
        store.plans.add("coach", kept.person_id, done.plan, at=day(2))
