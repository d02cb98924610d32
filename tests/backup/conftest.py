"""Databases full of everything that is kept, and a comparison of every row."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from assistant.accounts.accounts import Accounts
from assistant.accounts.sessions import Sessions
from assistant.accounts.throttle import Throttle
from assistant.accounts.types import Role
from assistant.audit.audit import Audit
from assistant.audit.types import Action
from assistant.backup.rows import read_heading, tables_of, write_rows
from assistant.coach.assessment import Rated
from assistant.coach.gap import find_gaps
from assistant.coach.plan import Plan
from assistant.coach.scale import Rating
from assistant.coach.store import CoachStore
from assistant.coach.store.unfinished import Unfinished
from assistant.conversation import EMPTY
from assistant.history.history import History
from assistant.history.memory import write_answer, write_conversation
from assistant.history.ratings import Ratings
from assistant.store import Database
from assistant.types import Answer, Status
from tests.coach.assessments import CORPUS, MIXED, REQUIRED
from tests.disks import small_disk
from tests.history.talks import begun, question, run

__all__ = ["small_disk"]

AT = datetime(2026, 7, 2, 9, 0, 0, 123_456, tzinfo=UTC)
Make = Callable[[str], Database]
Rows = dict[str, list[bytes]]


@pytest.fixture
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    """Makes an empty database of a kind, in a data folder of its own."""
    import psycopg

    made: list[Database] = []

    def one(kind: str) -> Database:
        url, name = "", f"test_{uuid4().hex}"
        if kind == "postgresql":
            address: str = request.getfixturevalue("server")
            home = address.format(database="postgres")
            with psycopg.connect(home, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"'.encode())
            url = address.format(database=name)
        made.append(Database(tmp_path / name / "records", url))
        return made[-1]

    yield one
    for database in made:
        database.close()


def fill(database: Database) -> None:
    """At least one row in every table, with texts that are hard to carry."""
    accounts, store, audit = Accounts(database), CoachStore.over(database, CORPUS), Audit(database)
    coach = accounts.add("coach", "髙橋 \U00020bb7 \"'; --", Role.COACH, at=AT)
    staff = accounts.add("staff", "佐藤", Role.STAFF, at=AT)
    Sessions(database, timedelta(hours=8)).start(staff.id, at=AT)
    Throttle(database).failed("staff", "192.0.2.1", at=AT)
    made = store.people.add(staff.id, "佐藤", at=AT)
    store.people.share(staff.id, made.id, coach.id, at=AT)
    ratings = {skill.id: Rated(Rating.UNKNOWN, "根拠\n\t=1+1") for skill in REQUIRED}
    for days in range(3):
        last = store.assessments.begin(staff.id, made.id, 3, ratings, at=AT + timedelta(days=days))
    begun_draft = Unfinished("d" * 32, made.id, last.id, coach.id, "ja")
    store.unfinished.begin(begun_draft, "e" * 32)
    plan = Plan(MIXED, find_gaps(MIXED, CORPUS), (), (), "ja")
    added = store.plans.add(staff.id, made.id, plan, at=AT)
    store.comments.add(coach.id, added.id, "一言\u3000\\n", seen=0, at=AT)
    history = History(database)
    thread, asked = begun(history, staff.id, at=AT), question(at=AT)
    work = run(asked, at=AT)
    for step in (asked, work):
        history.put(staff.id, thread, step, at=AT)
    given = Answer("答え", "ja", Status.ANSWERED, (), (), "", "", "0" * 16, "", (), (), (), 1.5)
    kept = write_answer(given), write_conversation(EMPTY)
    history.remember(staff.id, thread, work.id, *kept)
    Ratings(database).put(staff.id, thread, work.id, 1, "役に立った", at=AT)
    file = store.privacy.folder(staff.id, made.id) / "計画.docx"
    file.write_bytes(bytes(range(256)) * 1000)
    for number in range(5):
        audit.record(Action.READ, at=AT + timedelta(minutes=number), actor=staff.id)


def every_row(database: Database) -> Rows:
    """Every row of every table that is saved, in the order of the keys."""
    with database.snapshot() as connection:
        tables = {
            table.name: list(write_rows(connection, table)) for table in tables_of(connection)
        }
    assert all(read_heading(lines[0]) for lines in tables.values())
    return tables


def every_file(database: Database) -> dict[str, bytes]:
    folder = database.folder / "files"
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
