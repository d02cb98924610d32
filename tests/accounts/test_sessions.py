"""Sessions: how long a token opens anything."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from assistant.accounts.accounts import Accounts
from assistant.accounts.sessions import Sessions
from assistant.accounts.tables import session
from assistant.accounts.types import Account, Role
from assistant.errors import Conflict
from assistant.store import Database

AT = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LASTING = timedelta(hours=8)


@pytest.fixture
def tanaka(database: Database) -> Account:
    return Accounts(database).add("tanaka", "田中", Role.STAFF, at=AT)


def test_a_token_opens_its_account_until_it_expires(database: Database, tanaka: Account) -> None:
    sessions = Sessions(database, LASTING)
    token = sessions.start(tanaka.id, at=AT)
    assert sessions.find(token, at=AT + LASTING - SECOND) == tanaka
    assert sessions.find(token, at=AT + LASTING) is None


def test_a_token_opens_nothing_once_it_has_been_ended(database: Database, tanaka: Account) -> None:
    sessions = Sessions(database, LASTING)
    first, second = (sessions.start(tanaka.id, at=AT) for _ in range(2))
    sessions.end(first)
    assert sessions.find(first, at=AT) is None
    assert sessions.find(second, at=AT) == tanaka


@pytest.mark.parametrize("forged", ["", "x", "あ", "' OR 1=1 --", "x" * 10_000])
def test_a_token_that_was_never_given_opens_nothing(
    database: Database, tanaka: Account, forged: str
) -> None:
    sessions = Sessions(database, LASTING)
    sessions.start(tanaka.id, at=AT)
    assert sessions.find(forged, at=AT) is None


def test_only_the_digest_of_a_token_is_kept(database: Database, tanaka: Account) -> None:
    token = Sessions(database, LASTING).start(tanaka.id, at=AT)
    with database.reading() as connection:
        kept = connection.scalars(select(session.c.digest)).all()
    assert token not in kept
    assert len(kept) == 1


def test_a_clock_that_is_set_back_an_hour_ends_no_session_and_one_set_back_a_day_does(
    database: Database, tanaka: Account
) -> None:
    sessions = Sessions(database, LASTING)
    token = sessions.start(tanaka.id, at=AT)
    assert sessions.find(token, at=AT - timedelta(hours=1)) == tanaka
    assert sessions.find(token, at=AT - timedelta(days=1)) is None


def test_what_has_expired_is_forgotten_when_somebody_comes(
    database: Database, tanaka: Account
) -> None:
    sessions = Sessions(database, LASTING)
    sessions.start(tanaka.id, at=AT)
    sessions.start(tanaka.id, at=AT + LASTING)
    with database.reading() as connection:
        assert len(connection.execute(select(session)).all()) == 1


def test_an_account_that_has_gone_starts_no_session(database: Database, tanaka: Account) -> None:
    Accounts(database).delete(tanaka.id)
    with pytest.raises(Conflict):
        Sessions(database, LASTING).start(tanaka.id, at=AT)
