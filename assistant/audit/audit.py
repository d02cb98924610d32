"""The audit log in a database: added to, read, and shortened at its old end."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from assistant.audit.chain import canonical, seal
from assistant.audit.tables import audit_chain, audit_entry
from assistant.audit.types import Action, Entry, Sealed, Subject, Value
from assistant.store import Database

_STREAMED = {"yield_per": 500}


class Audit:
    """The log in a database. Calls block for about as long as a disk needs to keep something."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self,
        action: Action,
        *,
        at: datetime,
        actor: str = "",
        about: Subject | None = None,
        model: str = "",
        index_id: str = "",
        request_id: str = "",
        detail: Mapping[str, Value] | None = None,
    ) -> Sealed:
        """Add an entry in a transaction of its own; the arguments are those of `Entry`.

        Safe from any thread and any process.

        Raises:
            ValueError: Something in it could be somebody's words.
            StoreUnavailable: It could not be kept.
        """
        entry = Entry(at, action, actor, about, model, index_id, request_id, detail or {})
        with self._database.writing() as connection:
            return append(connection, entry)

    def read(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Sealed]:
        """The entries from a moment on and before another, in their order.

        Raises:
            StoreUnavailable: They cannot be read.
        """
        wanted = select(audit_entry).order_by(audit_entry.c.number)
        if since is not None:
            wanted = wanted.where(audit_entry.c.at >= since)
        if until is not None:
            wanted = wanted.where(audit_entry.c.at < until)
        with (
            self._database.reading() as connection,
            connection.execute(wanted, execution_options=_STREAMED) as found,
        ):
            yield from (Sealed(**row) for row in found.mappings())

    def last(self, count: int) -> list[Sealed]:
        """The entries added last, the newest first.

        Raises:
            StoreUnavailable: They cannot be read.
        """
        wanted = select(audit_entry).order_by(audit_entry.c.number.desc()).limit(count)
        with self._database.reading() as connection:
            return [Sealed(**row) for row in connection.execute(wanted).mappings()]


def append(connection: Connection, entry: Entry) -> Sealed:
    """Add an entry in a transaction begun by `Database.writing`, so that both stay or neither.

    Whoever adds another one waits until the transaction has ended.
    """
    # Locks the chain in PostgreSQL; in SQLite there is one writer anyway.
    chain = connection.execute(select(audit_chain).with_for_update()).one()
    row: dict[str, Any] = {
        "number": chain.last_number + 1,
        "at": entry.at,
        "actor": entry.actor,
        "action": entry.action.value,
        "kind": entry.about.kind.value if entry.about else "",
        "record": entry.about.id if entry.about else "",
        "model": entry.model,
        "index_id": entry.index_id,
        "request_id": entry.request_id,
        "detail": canonical(entry.detail),
        "previous": chain.last_digest,
    }
    row["digest"] = seal(row)
    connection.execute(insert(audit_entry).values(row))
    connection.execute(
        update(audit_chain).values(last_number=row["number"], last_digest=row["digest"])
    )
    return Sealed(**row)


def drop_before(connection: Connection, moment: datetime) -> int:
    """Drop the entries at the old end of the log that are all older than a moment; how many.

    The chain goes on from the seal of the last one dropped. Where the clock once ran ahead,
    entries stay until the ones before them may go as well.
    """
    connection.execute(select(audit_chain).with_for_update())
    kept = connection.scalar(
        select(func.min(audit_entry.c.number)).where(audit_entry.c.at >= moment)
    )
    last = select(audit_entry.c.number, audit_entry.c.digest).order_by(audit_entry.c.number.desc())
    if kept is not None:
        last = last.where(audit_entry.c.number < kept)
    row = connection.execute(last.limit(1)).first()
    if row is None:
        return 0
    connection.execute(update(audit_chain).values(purged_number=row[0], purged_digest=row[1]))
    return connection.execute(delete(audit_entry).where(audit_entry.c.number <= row[0])).rowcount
