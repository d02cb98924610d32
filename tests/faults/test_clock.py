"""A clock that goes back an hour changes no order and lengthens no time."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import MetaData, insert

from assistant.accounts.accounts import Accounts
from assistant.accounts.sessions import Sessions
from assistant.accounts.throttle import MOST_BY_LOGIN, WINDOW, Throttle
from assistant.accounts.types import Role
from assistant.audit.audit import Audit
from assistant.audit.types import Action
from assistant.audit.verify import verify
from assistant.coach.approval import State
from assistant.coach.draft import Drafter
from assistant.coach.store import CoachStore
from assistant.coach.store.bodies import to_body
from assistant.coach.store.purge import assessments_before
from assistant.history.history import History
from assistant.history.types import Kind, Step
from assistant.store import Database
from corpus import Corpus
from tests.coach.assessments import MIXED

NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
BACK = NOW - timedelta(hours=1)
LENGTH = timedelta(hours=8)


def test_a_session_neither_ends_nor_lasts_longer_than_its_length(database: Database) -> None:
    account = Accounts(database).add("hanako", "花子", Role.STAFF, at=NOW)
    sessions = Sessions(database, LENGTH)
    token = sessions.start(account.id, at=NOW)
    assert sessions.find(token, at=BACK) == account
    assert sessions.find(token, at=NOW + LENGTH) is None
    begun_back = sessions.start(account.id, at=BACK)
    assert sessions.find(begun_back, at=BACK + LENGTH) is None


def test_who_was_closed_out_waits_no_longer_and_guessing_is_no_freer(database: Database) -> None:
    throttle = Throttle(database)
    for _ in range(MOST_BY_LOGIN):
        throttle.failed("hanako", "192.0.2.1", at=NOW)
    assert throttle.wait("hanako", "192.0.2.1", at=NOW) > timedelta(0)
    assert throttle.wait("hanako", "192.0.2.1", at=BACK) <= WINDOW
    for _ in range(MOST_BY_LOGIN):
        throttle.failed("hanako", "192.0.2.1", at=BACK)
    assert timedelta(0) < throttle.wait("hanako", "192.0.2.1", at=BACK) <= WINDOW


def test_the_audit_log_keeps_its_order_and_is_whole(database: Database) -> None:
    audit = Audit(database)
    for at in (NOW, BACK, BACK + timedelta(minutes=1), NOW + timedelta(minutes=1)):
        audit.record(Action.READ, at=at, actor="a")
    entries = list(audit.read())
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert [entry.at for entry in entries][:2] == [NOW, BACK]
    assert verify(database).broken is None


def test_the_moves_of_a_plan_stay_in_the_order_in_which_they_were_made(
    database: Database, corpus: Corpus
) -> None:
    store = CoachStore.over(database, corpus)
    person = store.people.add("staff", "職員", at=NOW)
    store.people.share("staff", person.id, "coach", at=NOW)
    kept = store.plans.add("coach", person.id, Drafter(corpus).draft(MIXED, "ja"), at=NOW)
    back = store.plans.decide("coach", kept.id, State.SENT_BACK, version=1, at=BACK)
    again = store.plans.edit("coach", kept.id, back.plan, version=2, at=BACK)
    done = store.plans.decide("coach", kept.id, State.APPROVED, version=again.version, at=BACK)
    moves = [State.DRAFT, State.SENT_BACK, State.DRAFT, State.APPROVED]
    assert [move.state for move in done.decisions] == moves
    for number in range(3):
        store.comments.add("coach", kept.id, f"{number}", seen=number, at=NOW - number * LENGTH)
    assert [c.body for c in store.comments.of("staff", kept.id)] == ["0", "1", "2"]


def test_assessments_and_plans_stay_in_the_order_in_which_they_were_made(
    database: Database, corpus: Corpus
) -> None:
    store, drafted = CoachStore.over(database, corpus), Drafter(corpus).draft(MIXED, "ja")
    person = store.people.add("staff", "職員", at=NOW)
    store.people.share("staff", person.id, "coach", at=NOW)
    times = (NOW, BACK, BACK + timedelta(minutes=1), BACK)
    begun = [
        store.assessments.begin("staff", person.id, level, {}, at=at).id
        for level, at in enumerate(times, start=1)
    ]
    history = store.assessments.history("staff", person.id)
    assert [stored.id for stored in history] == begun
    assert [stored.assessment.assessed_at for stored in history] == list(times)
    plans = [store.plans.add("coach", person.id, drafted, at=at) for at in times]
    store.plans.decide("coach", plans[-1].id, State.SENT_BACK, version=1, at=BACK)
    assert [stored.id for stored in store.plans.of("staff", person.id)] == [p.id for p in plans]
    (listed,) = store.people.shared_with("coach")
    assert (listed.role_level, listed.plan_state) == (4, State.SENT_BACK)
    assert [p["id"] for p in store.privacy.export("staff", person.id)["plans"]] == [
        plan.id for plan in plans
    ]


def test_the_latest_assessment_stays_though_an_earlier_one_has_a_later_date(
    database: Database, corpus: Corpus
) -> None:
    store = CoachStore.over(database, corpus)
    person = store.people.add("staff", "職員", at=NOW)
    store.assessments.begin("staff", person.id, 1, {}, at=NOW)
    latest = store.assessments.begin("staff", person.id, 2, {}, at=BACK)
    dropping = assessments_before(NOW + timedelta(days=1))
    with database.writing() as connection:
        assert dropping.delete(connection) == 1
    assert [s.id for s in store.assessments.history("staff", person.id)] == [latest.id]


def test_what_was_kept_before_there_were_numbers_is_put_in_order_by_its_dates(
    database: Database, corpus: Corpus
) -> None:
    database.migrate("base")
    database.migrate("r0006")
    dates = [NOW, BACK, NOW + timedelta(days=1)]
    body = to_body(Drafter(corpus).draft(MIXED, "ja"))
    metadata = MetaData()
    metadata.reflect(database.engine)
    tables = metadata.tables
    with database.writing() as connection:
        for owner in ("first", "second"):
            made = {"id": owner, "owner": owner, "name": "職員", "created_at": NOW, "version": 1}
            connection.execute(insert(tables["person"]).values(made))
            for place, at in enumerate(dates):
                one = {"id": f"{owner}-{place}", "person_id": owner, "version": 1}
                level = {"role_level": place + 1, "assessed_at": at}
                connection.execute(insert(tables["assessment"]).values(one | level))
                drafted = {"state": "draft", "body": body, "made_at": at}
                connection.execute(insert(tables["plan"]).values(one | drafted))
    database.migrate("head")
    store = CoachStore.over(database, corpus)
    for owner in ("first", "second"):
        expected = [f"{owner}-{place}" for place in (1, 0, 2)]
        assert [s.id for s in store.assessments.history(owner, owner)] == expected
        assert [s.id for s in store.plans.of(owner, owner)] == expected
        store.assessments.begin(owner, owner, 5, {}, at=BACK)
        assert store.assessments.history(owner, owner)[-1].assessment.role_level == 5
    # And back again with everything in it.
    database.migrate("base")


@pytest.mark.parametrize("back", [BACK, NOW - timedelta(days=1)])
def test_what_was_said_stays_in_its_order(database: Database, back: datetime) -> None:
    account = Accounts(database).add("hanako", "花子", Role.STAFF, at=NOW).id
    history = History(database)
    thread = str(uuid.uuid4())
    history.begin(account, thread, "会話", at=NOW)
    for number, at in enumerate((NOW, back, back, NOW)):
        step = Step(str(uuid.uuid4()), Kind.USER, "User", f"{number}", at)
        history.put(account, thread, step, at=at)
    steps = history.get(account, thread).steps
    assert [step.output for step in steps] == ["0", "1", "2", "3"]
