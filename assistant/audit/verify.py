"""Is the log as it was written? Every seal is computed again, from the first entry to the last."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from assistant.audit.chain import seal
from assistant.audit.tables import audit_chain, audit_entry
from assistant.store import Database

_STREAMED = {"yield_per": 500}


@dataclass(frozen=True, slots=True)
class Chain:
    """What was found.

    Attributes:
        entries: How many were looked at and found whole.
        first: The number of the first entry that is kept; one more than the last that was purged.
        last: The number of the last whole entry.
        digest: Its seal. Kept elsewhere, it proves later that nothing up to it was rewritten.
        broken: The first number that is missing or not what was written; None when all is whole.
    """

    entries: int
    first: int
    last: int
    digest: str
    broken: int | None


def verify(database: Database, *, known: tuple[int, str] | None = None) -> Chain:
    """Go through the whole chain.

    Args:
        database: Where it is.
        known: The number of an entry and its seal, as they were noted elsewhere before.

    Raises:
        StoreUnavailable: It cannot be read.
    """
    with database.snapshot() as connection:
        return verify_in(connection, known=known)


def verify_in(connection: Connection, *, known: tuple[int, str] | None = None) -> Chain:
    """The same within a transaction that sees one state."""
    chain = connection.execute(select(audit_chain)).one_or_none()
    if chain is None:
        return Chain(0, 1, 0, "", broken=1)
    number, digest = chain.purged_number, chain.purged_digest
    first = number + 1
    wanted = select(audit_entry).order_by(audit_entry.c.number)
    with connection.execute(wanted, execution_options=_STREAMED) as found:
        for row in map(dict, found.mappings()):
            as_noted = known is None or known[0] != row["number"] or known[1] == row["digest"]
            follows = row["number"] == number + 1 and row["previous"] == digest
            if not (as_noted and follows and row["digest"] == seal(row)):
                return Chain(number - first + 1, first, number, digest, broken=number + 1)
            number, digest = row["number"], row["digest"]
    # Entries cut off at the end leave whole ones behind, but fewer than were counted.
    ended = (number, digest) == (chain.last_number, chain.last_digest)
    reached = known is None or known[0] <= number
    broken = None if ended and reached else number + 1
    return Chain(number - first + 1, first, number, digest, broken)
