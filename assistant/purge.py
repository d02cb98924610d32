"""The end of what has been kept long enough, by the settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from assistant.accounts import purge as accounts_purge
from assistant.audit.audit import append, drop_before
from assistant.audit.types import Action, Entry, Kind, Subject, Value
from assistant.coach.store.purge import assessments_before
from assistant.coach.store.tables import comment, decision, person, share
from assistant.history.purge import conversations_before
from assistant.history.tables import feedback, thread
from assistant.settings import Settings
from assistant.store import Database
from assistant.store.purge import Purger

# Every column that holds the id of an account, but for its own sessions.
NAMING_ACCOUNTS = (
    person.c.owner,
    share.c.coach,
    decision.c.decided_by,
    comment.c.author,
    thread.c.account_id,
    feedback.c.account_id,
)


@dataclass(frozen=True, slots=True)
class Purged:
    """What went of one kind, or would go.

    Attributes:
        name: The kind.
        before: What is older went.
        count: How many.
    """

    name: str
    before: datetime
    count: int


class _Undone(Exception):
    """Takes a transaction back that was only to be tried."""


def purgers(settings: Settings, at: datetime) -> tuple[Purger, ...]:
    """What goes at a moment; guests last, as they go once nothing of theirs is left."""
    found = []
    if days := settings.retention_chat_days:
        found.append(conversations_before(at - timedelta(days=days)))
    if days := settings.retention_assessment_days:
        found.append(assessments_before(at - timedelta(days=days)))
    if days := settings.retention_audit_days:
        before = at - timedelta(days=days)
        found.append(Purger("audit", before, partial(drop_before, moment=before)))
    return (*found, *accounts_purge.purgers(at, NAMING_ACCOUNTS))


def purge(
    database: Database, kinds: Sequence[Purger], *, at: datetime, actor: str
) -> tuple[Purged, ...]:
    """Delete each kind in a transaction of its own and note it in the audit log.

    Doing it again deletes what has become old since, and else nothing.

    Raises:
        StoreUnavailable: It could not be done; the kinds before are gone, the others are there.
    """
    done = []
    for kind in kinds:
        with database.writing() as connection:
            count = kind.delete(connection)
            if count:
                detail: dict[str, Value] = {"what": kind.name, "count": count}
                about = Subject(Kind.DATABASE)
                append(connection, Entry(at, Action.PURGED, actor, about, detail=detail))
        done.append(Purged(kind.name, kind.before, count))
    database.forget()
    return tuple(done)


def would_purge(database: Database, kinds: Sequence[Purger]) -> tuple[Purged, ...]:
    """What `purge` would delete now: it is done, counted and taken back.

    Raises:
        StoreUnavailable: It cannot be found out.
    """
    done: list[Purged] = []
    try:
        with database.writing() as connection:
            done += [Purged(kind.name, kind.before, kind.delete(connection)) for kind in kinds]
            raise _Undone
    except _Undone:
        return tuple(done)
