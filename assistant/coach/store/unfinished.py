"""Drafts that a language model is writing, so that a server that stops meanwhile loses none."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, or_, select

from assistant.coach.store.access import part_of
from assistant.coach.store.tables import plan, unfinished
from assistant.store.database import Database
from assistant.types import Language


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft that was begun.

    Attributes:
        plan_id: What the plan will be known by.
        assessment_id: What it is made from.
        actor: The account that has asked for it.
        language: Of its frame.
    """

    plan_id: str
    person_id: str
    assessment_id: str
    actor: str
    language: Language


class UnfinishedDrafts:
    """The drafts in a database that were begun and not kept yet.

    `run` is what one start of the server is known by: what another one has begun, nobody is
    writing any more. Keeping a plan takes its draft out.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, draft: Unfinished, run: str) -> None:
        """Note that a draft is being written, unless it is kept already.

        Raises:
            NotShared: The person's records are not shared with the actor.
            StoreUnavailable: It could not be noted.
        """
        with self._database.writing() as connection:
            part_of(connection, draft.actor, draft.person_id)
            connection.execute(delete(unfinished).where(unfinished.c.id == draft.plan_id))
            if connection.scalar(select(plan.c.id).where(plan.c.id == draft.plan_id)):
                return
            connection.execute(
                insert(unfinished).values(
                    id=draft.plan_id,
                    person_id=draft.person_id,
                    assessment_id=draft.assessment_id,
                    actor=draft.actor,
                    language=draft.language,
                    run=run,
                )
            )

    def left_behind(self, record_id: str, run: str) -> tuple[Unfinished, ...]:
        """What other runs have left unfinished.

        Args:
            record_id: Of the plan, or of the person whose plans they are.
            run: The present one.

        Raises:
            StoreUnavailable: It cannot be read.
        """
        about = or_(unfinished.c.id == record_id, unfinished.c.person_id == record_id)
        chosen = select(unfinished).where(about, unfinished.c.run != run)
        with self._database.reading() as connection:
            return tuple(
                Unfinished(row.id, row.person_id, row.assessment_id, row.actor, row.language)
                for row in connection.execute(chosen.order_by(unfinished.c.id))
            )

    def drop(self, plan_id: str) -> None:
        """Give a draft up.

        Raises:
            StoreUnavailable: It could not be.
        """
        with self._database.writing() as connection:
            connection.execute(delete(unfinished).where(unfinished.c.id == plan_id))
