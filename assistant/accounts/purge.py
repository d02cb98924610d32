"""What of accounts goes by itself: sessions, failed logins, and guests that have left nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Column, Connection, delete, exists, select

from assistant.accounts.tables import account, login_failure, session
from assistant.accounts.throttle import WINDOW
from assistant.accounts.types import Origin
from assistant.store.purge import Purger

# A guest who has just been made has not begun a session yet.
_GUEST_STAYS = timedelta(days=1)


def purgers(at: datetime, named_by: Sequence[Column[str]]) -> tuple[Purger, ...]:
    """What goes at a moment.

    Args:
        at: Now.
        named_by: Columns of other tables that hold ids of accounts: a guest who stands in one of
            them has left something.
    """
    failed, made = at - WINDOW, at - _GUEST_STAYS
    return (
        Purger("sessions", at, partial(_sessions, at=at)),
        Purger("login_failures", failed, partial(_failures, before=failed)),
        Purger("guests", made, partial(_guests, before=made, named_by=named_by)),
    )


def _sessions(connection: Connection, *, at: datetime) -> int:
    return connection.execute(delete(session).where(session.c.expires_at <= at)).rowcount


def _failures(connection: Connection, *, before: datetime) -> int:
    old = login_failure.c.failed_at <= before
    return connection.execute(delete(login_failure).where(old)).rowcount


def _guests(connection: Connection, *, before: datetime, named_by: Sequence[Column[Any]]) -> int:
    left = [
        exists(select(1).where(column == account.c.id))
        for column in (session.c.account_id, *named_by)
    ]
    gone = delete(account).where(
        account.c.origin == Origin.EVALUATION.value,
        account.c.created_at < before,
        *[~found for found in left],
    )
    return connection.execute(gone).rowcount
