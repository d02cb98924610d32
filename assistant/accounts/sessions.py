"""Sessions: what a browser holds after somebody came in, and when it opens nothing any more."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from assistant.accounts.accounts import account_of
from assistant.accounts.tables import account, session
from assistant.accounts.types import Account
from assistant.store import Database

_TOKEN_BYTES = 32


class Sessions:
    """The sessions in a database. Only digests of their tokens are kept.

    Args:
        database: Where they are kept.
        lasting: How long one opens anything.
    """

    def __init__(self, database: Database, lasting: timedelta) -> None:
        self._database = database
        self._lasting = lasting

    def start(self, account_id: str, *, at: datetime) -> str:
        """Let an account in; the token for its browser. What has expired is forgotten.

        Raises:
            Conflict: The account has gone meanwhile.
            StoreUnavailable: It could not be saved.
        """
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        with self._database.writing() as connection:
            connection.execute(delete(session).where(session.c.expires_at <= at))
            connection.execute(
                insert(session).values(
                    digest=digest_of(token),
                    account_id=account_id,
                    started_at=at,
                    expires_at=at + self._lasting,
                )
            )
        return token

    def find(self, token: str, *, at: datetime) -> Account | None:
        """Whom a token lets in now: nobody once it has expired or its account is disabled.

        A clock that was set back lets nobody in for longer: a session that seems to have begun in
        the future by more than its length is none.

        Raises:
            StoreUnavailable: It cannot be looked up.
        """
        wanted = (
            select(account)
            .join(session, session.c.account_id == account.c.id)
            .where(
                session.c.digest == digest_of(token),
                session.c.expires_at > at,
                session.c.expires_at <= at + 2 * self._lasting,
                account.c.enabled,
            )
        )
        with self._database.reading() as connection:
            row = connection.execute(wanted).first()
        return account_of(row) if row else None

    def end(self, token: str) -> None:
        """Let a token open nothing any more."""
        with self._database.writing() as connection:
            connection.execute(delete(session).where(session.c.digest == digest_of(token)))


def digest_of(token: str) -> str:
    """What is kept of a token: the SHA-256, which needs no salt for a value of 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
