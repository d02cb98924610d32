"""The store on both databases."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from assistant.coach.draft import Drafter
from assistant.coach.plan import Plan
from assistant.coach.store import CoachStore, Database
from tests.coach.assessments import CORPUS, MIXED
from tests.coach.store.server import program, running

START = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    if program("initdb") is None:
        reason = "PostgreSQL is not installed (Debian: apt install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with running() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    url = ""
    if request.param == "postgresql":
        address: str = request.getfixturevalue("server")
        name = f"test_{uuid4().hex}"
        with psycopg.connect(address.format(database="postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        url = address.format(database=name)
    database = Database(tmp_path / "coaching", url)
    yield database
    database.close()


@pytest.fixture
def store(database: Database) -> CoachStore:
    return CoachStore.over(database, CORPUS)


@pytest.fixture
def again(database: Database) -> Iterator[Callable[[], CoachStore]]:
    """Opens the same records once more, as another process would."""
    opened: list[Database] = []

    def open_again() -> CoachStore:
        other = Database(database.folder, database.address)
        opened.append(other)
        return CoachStore.over(other, CORPUS)

    yield open_again
    for other in opened:
        other.close()


@pytest.fixture
def drafted(drafter: Drafter) -> Plan:
    return drafter.draft(MIXED, "ja")
