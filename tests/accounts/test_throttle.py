"""Guessing is slowed down."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.accounts.throttle import MOST_BY_ADDRESS, MOST_BY_LOGIN, WINDOW, Throttle
from assistant.store import Database

AT = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NONE = timedelta(0)


@pytest.fixture
def throttle(database: Database) -> Throttle:
    return Throttle(database)


def test_a_login_waits_after_too_many_failures_until_the_first_is_old(throttle: Throttle) -> None:
    for number in range(MOST_BY_LOGIN):
        at = AT + number * MINUTE
        assert throttle.wait("tanaka", f"10.0.0.{number}", at=at) == NONE
        throttle.failed("tanaka", f"10.0.0.{number}", at=at)
    at = AT + MOST_BY_LOGIN * MINUTE
    assert throttle.wait(" TANAKA", "10.9.9.9", at=at) == WINDOW - MOST_BY_LOGIN * MINUTE
    assert throttle.wait("suzuki", "10.9.9.9", at=at) == NONE
    assert throttle.wait("tanaka", "10.9.9.9", at=AT + WINDOW) == NONE


def test_an_address_waits_after_many_failures_of_any_login(throttle: Throttle) -> None:
    for number in range(MOST_BY_ADDRESS):
        throttle.failed(f"name{number}", "10.0.0.1", at=AT)
    assert throttle.wait("another", "10.0.0.1", at=AT + MINUTE) > NONE
    assert throttle.wait("another", "10.0.0.2", at=AT + MINUTE) == NONE


def test_coming_in_forgets_the_failures_of_the_login_alone(throttle: Throttle) -> None:
    for _ in range(MOST_BY_LOGIN):
        throttle.failed("tanaka", "10.0.0.1", at=AT)
    throttle.succeeded("tanaka", "10.0.0.1")
    assert throttle.wait("tanaka", "10.0.0.1", at=AT) == NONE
    for number in range(MOST_BY_ADDRESS - MOST_BY_LOGIN):
        throttle.failed(f"name{number}", "10.0.0.1", at=AT)
    assert throttle.wait("tanaka", "10.0.0.1", at=AT) > NONE


def test_a_clock_that_is_set_back_keeps_nobody_waiting_for_longer(throttle: Throttle) -> None:
    for _ in range(MOST_BY_LOGIN):
        throttle.failed("tanaka", "10.0.0.1", at=AT)
    assert throttle.wait("tanaka", "10.0.0.1", at=AT - timedelta(hours=1)) == NONE
    throttle.failed("suzuki", "10.0.0.1", at=AT - timedelta(hours=1))
    assert throttle.wait("tanaka", "10.0.0.1", at=AT) == NONE


def test_neither_login_nor_address_is_kept(throttle: Throttle, database: Database) -> None:
    throttle.failed("tanaka", "10.0.0.1", at=AT)
    with database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT key FROM login_failure").all()
    assert all("tanaka" not in row.key and "10.0.0.1" not in row.key for row in rows)
