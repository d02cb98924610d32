"""Comments on plans: written one after the other, corrected or taken back by their authors."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Row, func, insert, select, update

from assistant.coach.comment import MOST_COMMENTS, Comment, written
from assistant.coach.store.access import part_of
from assistant.coach.store.people import kept
from assistant.coach.store.plans import person_of
from assistant.coach.store.tables import comment, plan
from assistant.errors import Conflict, NotAllowed, NotShared, WordsRefused
from assistant.store.database import Database


class Comments:
    """The comments in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, actor: str, plan_id: str, body: str, *, seen: int, at: datetime) -> Comment:
        """Write a comment, by the person or a coach, whatever the state of the plan.

        Sent twice, it is kept once.

        Args:
            actor: The account that writes.
            plan_id: On which plan.
            body: Its words.
            seen: The number of the last comment that the writer has seen; 0 for none.
            at: When, with its zone.

        Raises:
            NotShared: Not the actor's, and not shared with them, or there is no such plan.
            WordsRefused: The words cannot stand so, or there are too many comments.
            Conflict: Somebody has written since; nothing is saved.
            StoreUnavailable: It could not be saved.
        """
        with self._database.writing() as connection:
            part = part_of(connection, actor, person_of(connection, plan_id))
            words = written(body, part)
            # On a server, two who write at once come one after the other.
            connection.execute(select(plan.c.id).where(plan.c.id == plan_id).with_for_update())
            last = connection.scalar(
                select(func.max(comment.c.number)).where(comment.c.plan_id == plan_id)
            )
            if (last or 0) != seen:
                sent_before = _one(connection, plan_id, seen + 1)
                if sent_before and (sent_before.author, sent_before.body) == (actor, words):
                    return sent_before
                raise Conflict(
                    "Another comment has been written since the page was opened.",
                    fix="Read it, then send yours.",
                )
            if seen >= MOST_COMMENTS:
                raise WordsRefused(f"A plan has at most {MOST_COMMENTS} comments.", reason="many")
            made = Comment(seen + 1, actor, part, words, at)
            connection.execute(
                insert(comment).values(
                    id=uuid4().hex,
                    plan_id=plan_id,
                    number=made.number,
                    author=actor,
                    part=part,
                    body=words,
                    made_at=at,
                    version=made.version,
                )
            )
            return made

    def change(
        self,
        actor: str,
        plan_id: str,
        number: int,
        body: str | None,
        *,
        version: int,
        at: datetime,
    ) -> None:
        """Correct one's own comment, or take it back where `body` is None; its place stays.

        Raises:
            NotShared: The plan is not for the actor, or it has no such comment.
            NotAllowed: It is somebody else's, or has been taken back.
            WordsRefused: The words cannot stand so.
            Conflict: It has changed since `version`; nothing is saved.
            StoreUnavailable: It could not be saved.
        """
        with self._database.writing() as connection:
            part = part_of(connection, actor, person_of(connection, plan_id))
            found = _one(connection, plan_id, number)
            if found is None:
                raise NotShared("There is no such record, or it has not been shared with you.")
            if found.author != actor or not found.body:
                raise NotAllowed("Only the author of a comment can change it, until it is gone.")
            words = "" if body is None else written(body, part)
            changed = connection.execute(
                update(comment)
                .where(
                    comment.c.plan_id == plan_id,
                    comment.c.number == number,
                    comment.c.version == version,
                )
                .values(body=words, changed_at=at, version=version + 1)
            )
            kept(changed.rowcount)

    def of(self, actor: str, plan_id: str) -> tuple[Comment, ...]:
        """Every comment on a plan, the first first.

        Raises:
            NotShared: Not the actor's, and not shared with them, or there is no such plan.
        """
        with self._database.reading() as connection:
            part_of(connection, actor, person_of(connection, plan_id))
            return read_comments(connection, plan_id)

    def counts(self, actor: str, person_id: str) -> Mapping[str, int]:
        """How many comments each plan of a person has, by the plan's id; without those taken back.

        Raises:
            NotShared: Not the actor's, and not shared with them.
        """
        with self._database.reading() as connection:
            part_of(connection, actor, person_id)
            counted = (
                select(comment.c.plan_id, func.count())
                .join(plan, plan.c.id == comment.c.plan_id)
                .where(plan.c.person_id == person_id, comment.c.body != "")
                .group_by(comment.c.plan_id)
            )
            return {row[0]: row[1] for row in connection.execute(counted)}


def read_comments(connection: Connection, plan_id: str) -> tuple[Comment, ...]:
    """Every comment on a plan, for one who may see it."""
    rows = select(comment).where(comment.c.plan_id == plan_id).order_by(comment.c.number)
    return tuple(map(_comment, connection.execute(rows)))


def _one(connection: Connection, plan_id: str, number: int) -> Comment | None:
    row = connection.execute(
        select(comment).where(comment.c.plan_id == plan_id, comment.c.number == number)
    ).one_or_none()
    return _comment(row) if row else None


def _comment(row: Row[tuple[object, ...]]) -> Comment:
    return Comment(
        row.number, row.author, row.part, row.body, row.made_at, row.changed_at, row.version
    )
