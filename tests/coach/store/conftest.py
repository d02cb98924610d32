"""The store on both databases."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from assistant.coach.draft import Drafter
from assistant.coach.plan import Plan
from assistant.coach.store import CoachStore
from assistant.store import Database
from tests.coach.assessments import CORPUS, MIXED

START = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


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
