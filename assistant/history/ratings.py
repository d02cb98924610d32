"""Ratings of answers. What an answer was about is read from the answer as it was kept."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, insert, select, update

from assistant.errors import NoSuchThread
from assistant.history.memory import read_answer
from assistant.history.rows import json_list, kept_text, strings_of
from assistant.history.tables import feedback, step, thread
from assistant.history.types import MOST_COMMENT_CHARS, Rated, Value
from assistant.store import Database
from assistant.types import Status


class Ratings:
    """The ratings in a database. Every call blocks and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self,
        account: str,
        thread_id: str,
        step_id: str,
        value: Value,
        comment: str,
        *,
        at: datetime,
    ) -> str:
        """Save a rating, in place of an earlier one; its id.

        Raises:
            NoSuchThread: The account has no such answer.
        """
        given = (
            select(step.c.answer)
            .join(thread, thread.c.id == step.c.thread_id)
            .where(
                thread.c.account_id == account,
                step.c.thread_id == thread_id,
                step.c.id == step_id,
            )
            # Of two ratings at once, the second changes the first.
            .with_for_update(of=thread)
        )
        values = {"value": value, "comment": kept_text(comment, MOST_COMMENT_CHARS), "given_at": at}
        mine = (
            (feedback.c.account_id == account)
            & (feedback.c.thread_id == thread_id)
            & (feedback.c.step_id == step_id)
        )
        with self._database.writing() as connection:
            answer = read_answer(connection.scalar(given) or "")
            if answer is None:
                raise NoSuchThread("There is no such answer.", fix="Rate an answer of yours.")
            if connection.execute(update(feedback).where(mine).values(values)).rowcount:
                kept: str = connection.scalars(select(feedback.c.id).where(mine)).one()
                return kept
            made = str(uuid4())
            cited = dict.fromkeys(citation.record_id for citation in answer.citations)
            connection.execute(
                insert(feedback).values(
                    id=made,
                    account_id=account,
                    thread_id=thread_id,
                    step_id=step_id,
                    status=answer.status.value,
                    language=answer.language,
                    record_ids=json_list(cited),
                    index_id=answer.index_id,
                    **values,
                )
            )
        return made

    def remove(self, account: str, feedback_id: str) -> bool:
        """Take back a rating; False when the account has given no such rating."""
        mine = (feedback.c.id == feedback_id) & (feedback.c.account_id == account)
        with self._database.writing() as connection:
            return connection.execute(delete(feedback).where(mine)).rowcount == 1

    def given(self, *, since: datetime | None = None, until: datetime | None = None) -> list[Rated]:
        """The ratings of all accounts in the order given, without who gave them.

        Args:
            since: Only those given then or later.
            until: Only those given before.
        """
        wanted = select(feedback).order_by(feedback.c.given_at, feedback.c.id)
        if since is not None:
            wanted = wanted.where(feedback.c.given_at >= since)
        if until is not None:
            wanted = wanted.where(feedback.c.given_at < until)
        with self._database.reading() as connection:
            return [
                Rated(
                    row.value,
                    row.comment,
                    Status(row.status),
                    row.language,
                    strings_of(row.record_ids),
                    row.index_id,
                    row.given_at,
                )
                for row in connection.execute(wanted)
            ]
