"""How often somebody may try to come in: guessing is slowed down, by login and by address."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select

from assistant.accounts.tables import login_failure
from assistant.store import Database

WINDOW = timedelta(minutes=15)
MOST_BY_LOGIN = 5
# An office may share one address.
MOST_BY_ADDRESS = 50


class Throttle:
    """Failed attempts in a database, so that a restart forgets none; of each only a digest."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def wait(self, login: str, address: str, *, at: datetime) -> timedelta:
        """How long to wait before another attempt is looked at; zero when it may be made now."""
        counted = select(func.count(), func.min(login_failure.c.failed_at)).where(
            login_failure.c.failed_at > at - WINDOW, login_failure.c.failed_at <= at
        )
        longest = timedelta(0)
        with self._database.reading() as connection:
            for key, most in _keys(login, address):
                row = connection.execute(counted.where(login_failure.c.key == key)).one()
                count, first = row
                if count >= most:
                    longest = max(longest, first + WINDOW - at)
        return longest

    def failed(self, login: str, address: str, *, at: datetime) -> None:
        """Count a failed attempt, and forget those that count no more."""
        with self._database.writing() as connection:
            gone = (login_failure.c.failed_at <= at - WINDOW) | (login_failure.c.failed_at > at)
            connection.execute(delete(login_failure).where(gone))
            connection.execute(
                insert(login_failure),
                [{"key": key, "failed_at": at} for key, _ in _keys(login, address)],
            )

    def succeeded(self, login: str, address: str) -> None:
        """Forget the failures of a login; those of the address still count."""
        (key, _), *_ = _keys(login, address)
        with self._database.writing() as connection:
            connection.execute(delete(login_failure).where(login_failure.c.key == key))


def _keys(login: str, address: str) -> tuple[tuple[str, int], tuple[str, int]]:
    return (
        (_digest(f"login:{login.strip().casefold()}"), MOST_BY_LOGIN),
        (_digest(f"address:{address}"), MOST_BY_ADDRESS),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
