"""What goes when its time is over, what stays, and that it is noted."""

import importlib
import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import String

from assistant.accounts.accounts import Accounts
from assistant.accounts.sessions import Sessions
from assistant.accounts.tables import account
from assistant.accounts.throttle import Throttle
from assistant.accounts.types import Origin, Role
from assistant.audit.audit import Audit
from assistant.audit.types import Action
from assistant.audit.verify import verify
from assistant.coach.store import CoachStore
from assistant.coach.store.tables import (
    assessment,
    comment,
    decision,
    person,
    plan,
    rating,
    share,
)
from assistant.history.history import History
from assistant.messages import text
from assistant.purge import NAMING_ACCOUNTS, Purged, purge, purgers, would_purge
from assistant.settings import Settings
from assistant.store import Database
from assistant.store.tables import METADATA
from corpus import Corpus
from tests.history.talks import new_id, question

AT = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(days=400)


def settings(tmp_path: Path, **days: Any) -> Settings:
    return Settings(data_dir=tmp_path, **days)


def counts(done: tuple[Purged, ...]) -> dict[str, int]:
    return {kind.name: kind.count for kind in done}


def guest(database: Database, login: str) -> str:
    accounts = Accounts(database)
    return accounts.add(login, "", Role.STAFF, at=AT, origin=Origin.EVALUATION).id


def test_old_entries_sessions_and_failures_go_and_newer_ones_stay(
    database: Database, tmp_path: Path
) -> None:
    kept = Accounts(database).add("sato", "佐藤", Role.STAFF, at=AT)
    sessions, audit = Sessions(database, timedelta(hours=8)), Audit(database)
    sessions.start(kept.id, at=AT)
    fresh = sessions.start(kept.id, at=LATER)
    Throttle(database).failed("sato", "192.0.2.1", at=LATER - timedelta(hours=1))
    for day in (0, 1, 399):
        audit.record(Action.SIGN_IN, at=AT + timedelta(days=day), actor=kept.id)
    kinds = purgers(settings(tmp_path, retention_audit_days=365), LATER)
    expected = {"conversations": 0, "audit": 2, "sessions": 0, "login_failures": 2, "guests": 0}
    assert counts(would_purge(database, kinds)) == expected
    assert counts(would_purge(database, kinds)) == expected
    assert counts(purge(database, kinds, at=LATER, actor="cli")) == expected
    assert sessions.find(fresh, at=LATER) == kept
    entries = list(audit.read())
    assert [entry.action for entry in entries] == ["sign_in", "purged", "purged"]
    assert [json.loads(entry.detail) for entry in entries[1:]] == [
        {"what": "audit", "count": 2},
        {"what": "login_failures", "count": 2},
    ]
    assert verify(database).broken is None


def test_doing_it_again_deletes_and_notes_nothing(database: Database, tmp_path: Path) -> None:
    guest(database, "guest-1")
    kinds = purgers(settings(tmp_path), LATER)
    assert counts(purge(database, kinds, at=LATER, actor="cli"))["guests"] == 1
    assert set(counts(purge(database, kinds, at=LATER, actor="cli")).values()) == {0}
    assert verify(database).entries == 1


def test_an_expired_session_goes(database: Database, tmp_path: Path) -> None:
    kept = Accounts(database).add("sato", "佐藤", Role.STAFF, at=AT)
    Sessions(database, timedelta(hours=8)).start(kept.id, at=AT)
    kinds = purgers(settings(tmp_path), AT + timedelta(hours=8))
    assert counts(purge(database, kinds, at=LATER, actor="cli"))["sessions"] == 1


def test_guests_go_who_left_nothing_and_nobody_else(
    database: Database, tmp_path: Path, corpus: Corpus
) -> None:
    names = ("nothing", "record", "coach", "inside", "young")
    guests = {name: guest(database, name) for name in names[:-1]}
    accounts, store = Accounts(database), CoachStore.over(database, corpus)
    young = accounts.add("young", "", Role.STAFF, at=LATER, origin=Origin.EVALUATION)
    named = accounts.add("sato", "佐藤", Role.STAFF, at=AT)
    made = store.people.add(guests["record"], "甲", at=AT)
    store.people.share(guests["record"], made.id, guests["coach"], at=AT)
    Sessions(database, timedelta(hours=8)).start(guests["inside"], at=LATER)
    kinds = purgers(settings(tmp_path), LATER)
    assert counts(purge(database, kinds, at=LATER, actor="cli"))["guests"] == 1
    left = {name for name, key in guests.items() if accounts.get(key)}
    assert left == {"record", "coach", "inside"}
    assert accounts.get(young.id)
    assert accounts.get(named.id)


def test_every_column_that_names_an_account_keeps_its_guest() -> None:
    for package in (
        "assistant.accounts",
        "assistant.audit",
        "assistant.coach.store",
        "assistant.history",
    ):
        importlib.import_module(f"{package}.tables")
    belonging = {
        key.parent
        for table in METADATA.tables.values()
        for key in table.foreign_keys
        if key.column is account.c.id and table.name != "session"
    }
    # Records of coaching know people by their accounts without belonging to them.
    accounts = {
        column
        for table in (person, share, assessment, rating, plan, decision, comment)
        for column in table.columns
        if isinstance(column.type, String) and column.type.length == 200
    } - {rating.c.skill_id}
    assert belonging | accounts == set(NAMING_ACCOUNTS)


def test_conversations_go_after_their_last_use_and_their_guest_with_them(
    database: Database, tmp_path: Path
) -> None:
    mine, theirs = guest(database, "one"), guest(database, "two")
    history = History(database)
    for owner, name, days in ((mine, "old", 34), (theirs, "old", 34), (theirs, "new", 36)):
        history.begin(owner, new_id(), name, at=AT + timedelta(days=days))
    used = new_id()
    history.begin(theirs, used, "used again", at=AT)
    history.put(theirs, used, question(), at=LATER)
    kinds = purgers(settings(tmp_path), LATER)
    done = counts(purge(database, kinds, at=LATER, actor="cli"))
    assert (done["conversations"], done["guests"]) == (2, 1)
    left = history.page(theirs, first=9).threads
    assert [listed.name for listed in left] == ["used again", "new"]
    assert Accounts(database).get(theirs)


def test_old_assessments_go_but_never_the_latest_of_a_person(
    database: Database, tmp_path: Path, corpus: Corpus
) -> None:
    store = CoachStore.over(database, corpus)
    one = store.people.add("one", "甲", at=AT)
    two = store.people.add("two", "乙", at=AT)
    for days in (0, 0, 10, 399):
        store.assessments.begin("one", one.id, 3, {}, at=AT + timedelta(days=days))
    store.assessments.begin("two", two.id, 3, {}, at=AT)
    store.assessments.begin("two", two.id, 3, {}, at=AT)
    kinds = purgers(settings(tmp_path, retention_assessment_days=30), LATER)
    assert counts(purge(database, kinds, at=LATER, actor="cli"))["assessments"] == 4
    (left,) = store.assessments.history("one", one.id)
    assert left.assessment.assessed_at == AT + timedelta(days=399)
    assert len(store.assessments.history("two", two.id)) == 1


def test_zero_days_keep_everything(database: Database, tmp_path: Path) -> None:
    Audit(database).record(Action.SIGN_IN, at=AT)
    days = {f"retention_{kind}_days": 0 for kind in ("audit", "assessment", "chat")}
    kinds = purgers(settings(tmp_path, **days), LATER)
    assert set(counts(purge(database, kinds, at=LATER, actor="cli"))) == {
        "sessions",
        "login_failures",
        "guests",
    }
    assert verify(database).entries == 1


def test_others_go_on_writing_meanwhile(database: Database, tmp_path: Path) -> None:
    audit = Audit(database)
    for number in range(50):
        audit.record(Action.READ, at=AT, actor=f"old{number}")
    kinds = purgers(settings(tmp_path, retention_audit_days=30), LATER)
    writer = threading.Thread(
        target=lambda: [audit.record(Action.READ, at=LATER, actor=f"new{n}") for n in range(50)]
    )
    writer.start()
    gone = sum(counts(purge(database, kinds, at=LATER, actor="cli"))["audit"] for _ in range(5))
    writer.join()
    assert gone == 50
    chain = verify(database)
    assert (chain.entries, chain.broken) == (51, None)


def test_every_kind_has_a_name_for_the_reader(tmp_path: Path) -> None:
    for kind in purgers(settings(tmp_path, retention_assessment_days=1), AT):
        assert text(f"ops.purge_what_{kind.name}", "ja")
