"""People: made, shared, renamed, listed."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from assistant.coach.approval import State
from assistant.coach.store.access import part_of, require
from assistant.coach.store.records import Listed, Person
from assistant.coach.store.tables import assessment, person, plan, share
from assistant.errors import Conflict
from assistant.store.database import Database
from corpus.folding import clean


class People:
    """The people in a database.

    `actor` is always the account that asks, as the login has found it out.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, owner: str, name: str, *, at: datetime) -> Person:
        """Make the record of an account, which has one at most.

        Raises:
            Conflict: The account has one already.
            StoreUnavailable: It could not be saved.
        """
        made = Person(uuid4().hex, owner, clean(name), at, 1, ())
        with self._database.writing() as connection:
            connection.execute(
                insert(person).values(
                    id=made.id, owner=owner, name=made.name, created_at=at, version=made.version
                )
            )
        return made

    def get(self, actor: str, person_id: str) -> Person:
        """A person's record.

        Raises:
            NotShared: Not the actor's, and not shared with them.
        """
        with self._database.reading() as connection:
            part_of(connection, actor, person_id)
            return read_person(connection, person_id)

    def of_account(self, owner: str) -> Person | None:
        """The record of an account, if it has one."""
        with self._database.reading() as connection:
            found = connection.scalar(select(person.c.id).where(person.c.owner == owner))
            return read_person(connection, found) if found else None

    def rename(self, actor: str, person_id: str, name: str, *, version: int) -> int:
        """Correct the name; the new version.

        Raises:
            NotAllowed: Only the owner may.
            Conflict: The record has changed since `version`.
        """
        with self._database.writing() as connection:
            require(connection, actor, person_id, "owner")
            changed = connection.execute(
                update(person)
                .where(person.c.id == person_id, person.c.version == version)
                .values(name=clean(name), version=version + 1)
            )
            kept(changed.rowcount)
        return version + 1

    def share(self, actor: str, person_id: str, coach: str, *, at: datetime) -> None:
        """Let a coach read everything of a person; doing it twice changes nothing.

        Raises:
            NotAllowed: Only the owner may.
        """
        with self._database.writing() as connection:
            require(connection, actor, person_id, "owner")
            there = select(share.c.coach).where(
                share.c.person_id == person_id, share.c.coach == coach
            )
            if connection.scalar(there) is None:
                connection.execute(
                    insert(share).values(person_id=person_id, coach=coach, shared_at=at)
                )

    def unshare(self, actor: str, person_id: str, coach: str) -> None:
        """Take a coach's leave back, at once.

        Raises:
            NotAllowed: Only the owner may.
        """
        with self._database.writing() as connection:
            require(connection, actor, person_id, "owner")
            connection.execute(
                delete(share).where(share.c.person_id == person_id, share.c.coach == coach)
            )

    def shared_with(self, coach: str) -> tuple[Listed, ...]:
        """A coach's list: everyone who has shared with them, by name."""
        any_assessment = assessment.alias()
        latest_assessment = (
            select(any_assessment.c.id)
            .where(any_assessment.c.person_id == person.c.id)
            .order_by(any_assessment.c.number.desc())
            .limit(1)
            .scalar_subquery()
        )
        latest_plan = (
            select(plan.c.state)
            .where(plan.c.person_id == person.c.id)
            .order_by(plan.c.number.desc())
            .limit(1)
            .scalar_subquery()
        )
        listed = (
            select(
                person.c.id,
                person.c.name,
                assessment.c.assessed_at,
                assessment.c.role_level,
                latest_plan.label("state"),
            )
            .join(share, share.c.person_id == person.c.id)
            .outerjoin(assessment, assessment.c.id == latest_assessment)
            .where(share.c.coach == coach)
            .order_by(func.lower(person.c.name), person.c.id)
        )
        with self._database.reading() as connection:
            return tuple(
                Listed(
                    r.id, r.name, r.assessed_at, r.role_level, State(r.state) if r.state else None
                )
                for r in connection.execute(listed)
            )


def read_person(connection: Connection, person_id: str) -> Person:
    """A person's record, for one who may see it."""
    row = connection.execute(select(person).where(person.c.id == person_id)).one()
    coaches = select(share.c.coach).where(share.c.person_id == person_id).order_by(share.c.coach)
    return Person(
        row.id,
        row.owner,
        row.name,
        row.created_at,
        row.version,
        tuple(connection.scalars(coaches)),
    )


def next_number(connection: Connection, table: Table, person_id: str) -> int:
    """The place of one more of a person's records in a table, behind all that are there.

    On a server, two who add to the same person's records at once come one after the other.
    """
    connection.execute(select(person.c.id).where(person.c.id == person_id).with_for_update())
    last = select(func.coalesce(func.max(table.c.number), 0)).where(table.c.person_id == person_id)
    return int(connection.scalars(last).one()) + 1


def kept(rows: int) -> None:
    """Refuse a save that has changed nothing because somebody else was first.

    Raises:
        Conflict: No row had the version that the saver has seen.
    """
    if rows == 0:
        raise Conflict(
            "Somebody else has changed this record since you opened it; nothing was saved.",
            fix="Open it again, look at what has changed, and save once more.",
        )
