"""The log: kept in order, sealed, only added to, shortened at its old end."""

import hashlib
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import text

from assistant.audit.audit import Audit, append, drop_before
from assistant.audit.types import Action, Entry, Kind, Subject
from assistant.audit.verify import verify
from assistant.errors import StoreFailure
from assistant.settings import CHECKOUT
from assistant.store import Database

AT = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from assistant.audit.audit import Audit
from assistant.audit.types import Action
from assistant.store import Database

audit = Audit(Database(Path(sys.argv[1]), sys.argv[2]))
for number in range(50):
    audit.record(Action.SIGN_IN, at=datetime.now(UTC), actor=sys.argv[3])
"""


@pytest.fixture
def audit(database: Database) -> Audit:
    return Audit(database)


def fill(audit: Audit, days: int) -> None:
    for day in range(days):
        audit.record(Action.READ, at=AT + timedelta(days=day), actor=f"a{day}")


def unguarded(database: Database, statement: str) -> None:
    """Do what the triggers refuse, as somebody might who administers the database."""
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            triggers = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type='trigger'")
            )
            for name in triggers.scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(statement))


def test_an_entry_is_kept_with_everything_that_was_said(audit: Audit) -> None:
    made = audit.record(
        Action.QUESTION_ANSWERED,
        at=AT.astimezone(timezone(timedelta(hours=9))),
        actor="a" * 32,
        about=Subject(Kind.ANSWER, "b" * 32),
        model="qwen3:8b",
        index_id="c" * 16,
        request_id="d" * 32,
        detail={"status": "answered", "sources": 3, "cached": False},
    )
    (found,) = audit.read()
    assert (found.number, found.at, found.actor) == (1, AT, "a" * 32)
    assert (found.action, found.kind, found.record) == ("question_answered", "answer", "b" * 32)
    assert (found.model, found.index_id, found.request_id) == ("qwen3:8b", "c" * 16, "d" * 32)
    assert json.loads(found.detail) == {"status": "answered", "sources": 3, "cached": False}
    assert (found.previous, found.digest) == ("0" * 64, made.digest)


def test_the_seal_can_be_computed_from_its_description_alone(audit: Audit) -> None:
    found = audit.record(Action.SIGN_IN, at=AT, actor="someone", detail={"origin": "local"})
    described = (
        '{"action":"sign_in","actor":"someone","at":"2026-07-02T09:00:00.000000+00:00",'
        '"detail":"{\\"origin\\":\\"local\\"}","index_id":"","kind":"","model":"","number":1,'
        f'"previous":"{"0" * 64}","record":"","request_id":""}}'
    )
    assert found.digest == hashlib.sha256(described.encode()).hexdigest()


@pytest.mark.parametrize(
    "wrong",
    [
        {"actor": "山田"},
        {"request_id": "two words"},
        {"index_id": "x" * 65},
        {"model": "m" * 201},
        {"detail": {"question": "革新力とは"}},
        {"detail": {"note": "so many words"}},
        {"detail": {"Key": 1}},
        {"detail": {"k" * number: number for number in range(1, 10)}},
        {"at": AT.replace(tzinfo=None)},
    ],
)
def test_what_could_be_the_words_of_a_user_is_refused(wrong: dict[str, Any]) -> None:
    values: dict[str, Any] = {"at": AT, "action": Action.READ, **wrong}
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Entry(**values)


def test_a_subject_is_named_by_its_id_alone() -> None:
    with pytest.raises(ValueError, match="id"):
        Subject(Kind.PAGE, "/ask?q=何か")


def test_the_order_is_that_of_the_numbers_though_the_clock_goes_back(
    audit: Audit, database: Database
) -> None:
    for minutes in (10, 5, 20, 0):
        audit.record(Action.READ, at=AT + timedelta(minutes=minutes))
    assert [found.number for found in audit.read()] == [1, 2, 3, 4]
    assert [found.at for found in audit.read()] == [
        AT + timedelta(minutes=minutes) for minutes in (10, 5, 20, 0)
    ]
    assert verify(database).broken is None


def test_a_period_is_read_from_its_first_moment_up_to_its_last(audit: Audit) -> None:
    fill(audit, 5)
    read = audit.read(since=AT + timedelta(days=1), until=AT + timedelta(days=3))
    assert [found.number for found in read] == [2, 3]


def test_an_entry_stays_only_if_what_it_tells_of_does(audit: Audit, database: Database) -> None:
    audit.record(Action.READ, at=AT)
    with suppress(RuntimeError), database.writing() as connection:
        append(connection, Entry(AT, Action.DELETED))
        raise RuntimeError
    audit.record(Action.READ, at=AT)
    assert [found.action for found in audit.read()] == ["read", "read"]
    assert verify(database).broken is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'other' WHERE number = 2",
        "DELETE FROM audit_entry WHERE number = 2",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_chain",
        "UPDATE audit_chain SET last_number = 1",
        "UPDATE audit_chain SET purged_number = 9",
    ],
)
def test_the_database_refuses_to_rewrite(audit: Audit, database: Database, statement: str) -> None:
    fill(audit, 3)
    with pytest.raises(StoreFailure), database.writing() as connection:
        connection.execute(text(statement))
    assert verify(database).entries == 3


def test_the_database_refuses_to_empty_or_replace(audit: Audit, database: Database) -> None:
    fill(audit, 3)
    if database.engine.dialect.name == "postgresql":
        statements = ["TRUNCATE audit_entry", "TRUNCATE audit_chain"]
    else:
        statements = ["INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry LIMIT 1"]
    for statement in statements:
        with pytest.raises(StoreFailure), database.writing() as connection:
            connection.execute(text(statement))
    assert verify(database).broken is None


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit_entry SET actor = 'other' WHERE number = 3", 3),
        ("UPDATE audit_entry SET at = '2020-01-01 00:00:00.000000' WHERE number = 1", 1),
        ("UPDATE audit_entry SET digest = previous WHERE number = 2", 2),
        ("DELETE FROM audit_entry WHERE number = 2", 2),
        ("DELETE FROM audit_entry WHERE number = 1", 1),
        ("DELETE FROM audit_entry WHERE number = 5", 5),
        ("DELETE FROM audit_entry", 1),
        ("DELETE FROM audit_chain", 1),
        ("UPDATE audit_entry SET number = 9 WHERE number = 4", 4),
    ],
)
def test_the_first_entry_that_was_tampered_with_is_found(
    audit: Audit, database: Database, statement: str, broken: int
) -> None:
    fill(audit, 5)
    unguarded(database, statement)
    assert verify(database).broken == broken


def test_a_chain_written_anew_is_found_by_a_seal_noted_elsewhere(
    audit: Audit, database: Database
) -> None:
    fill(audit, 4)
    noted = verify(database)
    fill(audit, 2)
    assert verify(database, known=(noted.last, noted.digest)).broken is None
    unguarded(database, "DELETE FROM audit_entry")
    unguarded(database, "UPDATE audit_chain SET last_number = 0, last_digest = purged_digest")
    fill(audit, 3)
    assert verify(database).broken is None
    assert verify(database, known=(noted.last, noted.digest)).broken == 4
    audit.record(Action.READ, at=AT, actor="another")
    assert verify(database, known=(noted.last, noted.digest)).broken == 4


def test_old_entries_go_and_the_rest_can_still_be_verified(
    audit: Audit, database: Database
) -> None:
    fill(audit, 6)
    with database.writing() as connection:
        assert drop_before(connection, AT + timedelta(days=4)) == 4
        assert drop_before(connection, AT + timedelta(days=4)) == 0
    assert [found.number for found in audit.read()] == [5, 6]
    chain = verify(database)
    assert (chain.entries, chain.first, chain.last, chain.broken) == (2, 5, 6, None)
    unguarded(database, "DELETE FROM audit_entry WHERE number = 5")
    assert verify(database).broken == 5


def test_a_log_of_which_everything_was_old_goes_on_where_it_was(
    audit: Audit, database: Database
) -> None:
    fill(audit, 3)
    with database.writing() as connection:
        assert drop_before(connection, AT + timedelta(days=9)) == 3
    assert verify(database).broken is None
    made = audit.record(Action.READ, at=AT)
    assert made.number == 4
    assert verify(database) == verify(database, known=(4, made.digest))


def test_an_entry_from_a_clock_that_ran_ahead_keeps_what_comes_after_it(
    audit: Audit, database: Database
) -> None:
    for days in (0, 1, 100, 2, 3):
        audit.record(Action.READ, at=AT + timedelta(days=days))
    with database.writing() as connection:
        assert drop_before(connection, AT + timedelta(days=50)) == 2
    assert verify(database).broken is None


def test_many_threads_keep_one_chain(audit: Audit, database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: audit.record(Action.READ, at=AT, actor=f"t{n}"), range(120)))
    assert sorted(sealed.number for sealed in made) == list(range(1, 121))
    chain = verify(database)
    assert (chain.entries, chain.broken) == (120, None)


def test_processes_keep_one_chain(audit: Audit, database: Database) -> None:
    arguments = [str(database.folder), database.address]
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, *arguments, name], cwd=CHECKOUT)
        for name in ("one", "two")
    ]
    for _ in range(20):
        audit.record(Action.READ, at=AT, actor="here")
    assert [process.wait(timeout=180) for process in running] == [0, 0]
    chain = verify(database)
    assert (chain.entries, chain.broken) == (120, None)
    assert {found.actor for found in audit.read()} == {"one", "two", "here"}
