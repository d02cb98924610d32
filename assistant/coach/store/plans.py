"""Plans: drafted, edited, sent back or approved by coaches; each move kept with who and when."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select, update

from assistant.coach.approval import Decision, State, check_move
from assistant.coach.assessment import readable
from assistant.coach.plan import Plan
from assistant.coach.store.access import part_of, require
from assistant.coach.store.bodies import from_body, to_body
from assistant.coach.store.people import kept, next_number
from assistant.coach.store.records import StoredPlan
from assistant.coach.store.tables import decision, plan, unfinished
from assistant.errors import NotAllowed, NotShared
from assistant.store.database import Database
from corpus import Corpus


class Plans:
    """The plans in a database."""

    def __init__(self, database: Database, corpus: Corpus) -> None:
        self._database = database
        self._corpus = corpus

    def add(
        self,
        actor: str,
        person_id: str,
        drafted: Plan,
        *,
        at: datetime,
        plan_id: str | None = None,
    ) -> StoredPlan:
        """Keep a new draft, by the person or a coach.

        Args:
            actor: The account that asks.
            person_id: Whose plan.
            drafted: The draft.
            at: When, with its zone.
            plan_id: The id to keep it under, 32 hexadecimal digits; any when None. A plan of the
                person that is there already stays as it is, so that what is sent twice is kept
                once.

        Raises:
            NotShared: Not the actor's, and not shared with them.
            NotAllowed: It is not a draft.
            StoreUnavailable: It could not be saved.
        """
        if drafted.state is not State.DRAFT:
            raise NotAllowed("A new plan is a draft.")
        made = plan_id or uuid4().hex
        with self._database.writing() as connection:
            part_of(connection, actor, person_id)
            number = next_number(connection, plan, person_id)
            connection.execute(delete(unfinished).where(unfinished.c.id == made))
            there = select(plan.c.id).where(plan.c.id == made, plan.c.person_id == person_id)
            if connection.scalar(there):
                return self._read(connection, made)
            connection.execute(
                insert(plan).values(
                    id=made,
                    person_id=person_id,
                    state=State.DRAFT.value,
                    body=to_body(drafted),
                    number=number,
                    made_at=at,
                    version=1,
                )
            )
            _decided(connection, made, 1, Decision(State.DRAFT, actor, at))
            return self._read(connection, made)

    def edit(
        self, actor: str, plan_id: str, edited: Plan, *, version: int, at: datetime
    ) -> StoredPlan:
        """Put other lines into a draft; one that was sent back becomes a draft again.

        Raises:
            NotShared: Not shared with the actor.
            NotAllowed: The actor is no coach of the person, or the plan is approved.
            Conflict: It has changed since `version`; nothing is saved.
            StoreUnavailable: It could not be saved.
        """
        with self._database.writing() as connection:
            found = self._read_as_coach(connection, actor, plan_id)
            if found.plan.state is not State.DRAFT:
                check_move(found.plan.state, State.DRAFT)
            _change(connection, plan_id, version, State.DRAFT, to_body(edited))
            if found.plan.state is not State.DRAFT:
                move = Decision(State.DRAFT, actor, at)
                _decided(connection, plan_id, len(found.decisions) + 1, move)
            return self._read(connection, plan_id)

    def decide(
        self,
        actor: str,
        plan_id: str,
        to: State,
        *,
        version: int,
        at: datetime,
        comment: str = "",
    ) -> StoredPlan:
        """Send a draft back or approve it, as a coach.

        Raises:
            NotShared: Not shared with the actor.
            NotAllowed: The actor is no coach of the person, or the state does not allow it.
            Conflict: It has changed since `version`: what was read is not what would be approved.
            StoreUnavailable: It could not be saved.
        """
        with self._database.writing() as connection:
            found = self._read_as_coach(connection, actor, plan_id)
            check_move(found.plan.state, to)
            _change(connection, plan_id, version, to)
            move = Decision(to, actor, at, readable(comment))
            _decided(connection, plan_id, len(found.decisions) + 1, move)
            return self._read(connection, plan_id)

    def get(self, actor: str, plan_id: str) -> StoredPlan:
        """One plan.

        Raises:
            NotShared: Not the actor's, and not shared with them.
        """
        with self._database.reading() as connection:
            part_of(connection, actor, person_of(connection, plan_id))
            return self._read(connection, plan_id)

    def of(self, actor: str, person_id: str) -> tuple[StoredPlan, ...]:
        """Every plan of a person, the earliest first.

        Raises:
            NotShared: Not the actor's, and not shared with them.
        """
        with self._database.reading() as connection:
            part_of(connection, actor, person_id)
            return self.read_all(connection, person_id)

    def read_all(self, connection: Connection, person_id: str) -> tuple[StoredPlan, ...]:
        """Every plan of a person, for one who may see them."""
        ids = select(plan.c.id).where(plan.c.person_id == person_id)
        ordered = ids.order_by(plan.c.number)
        return tuple(self._read(connection, i) for i in connection.scalars(ordered).all())

    def _read_as_coach(self, connection: Connection, actor: str, plan_id: str) -> StoredPlan:
        require(connection, actor, person_of(connection, plan_id), "coach")
        return self._read(connection, plan_id)

    def _read(self, connection: Connection, plan_id: str) -> StoredPlan:
        row = connection.execute(select(plan).where(plan.c.id == plan_id)).one()
        moves = connection.execute(
            select(decision).where(decision.c.plan_id == plan_id).order_by(decision.c.number)
        )
        return StoredPlan(
            row.id,
            row.person_id,
            row.version,
            row.made_at,
            from_body(row.body, State(row.state), self._corpus),
            tuple(map(_decision, moves)),
        )


def _decision(row: Row[tuple[object, ...]]) -> Decision:
    return Decision(State(row.state), row.decided_by, row.decided_at, row.comment)


def person_of(connection: Connection, plan_id: str) -> str:
    """Whose plan it is.

    Raises:
        NotShared: There is no such plan.
    """
    found = connection.scalar(select(plan.c.person_id).where(plan.c.id == plan_id))
    if found is None:
        raise NotShared("There is no such record, or it has not been shared with you.")
    return str(found)


def _change(
    connection: Connection, plan_id: str, version: int, state: State, body: str | None = None
) -> None:
    values = {"state": state.value, "version": version + 1}
    if body is not None:
        values["body"] = body
    changed = connection.execute(
        update(plan).where(plan.c.id == plan_id, plan.c.version == version).values(**values)
    )
    kept(changed.rowcount)


def _decided(connection: Connection, plan_id: str, number: int, move: Decision) -> None:
    connection.execute(
        insert(decision).values(
            plan_id=plan_id,
            number=number,
            state=move.state.value,
            decided_by=move.by,
            decided_at=move.at,
            comment=move.comment,
        )
    )
