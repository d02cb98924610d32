"""Conversations: begun, added to, listed, renamed, deleted. Each belongs to one account.

Every statement names the account that asks, so that a conversation of somebody else is as little
there as one that does not exist.
"""

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    delete,
    exists,
    func,
    insert,
    select,
    tuple_,
    update,
)

from assistant.errors import NoSuchThread, ThreadFull
from assistant.history.rows import (
    json_list,
    kept_text,
    listed_of,
    metadata_of,
    place_of,
    read_place,
    step_of,
)
from assistant.history.tables import feedback, step, thread
from assistant.history.types import (
    MOST_LISTED,
    MOST_NAME_CHARS,
    MOST_OUTPUT_CHARS,
    MOST_SEARCH_CHARS,
    MOST_STEPS,
    MOST_TAG_CHARS,
    MOST_TAGS,
    Kind,
    Page,
    Recalled,
    Step,
    Thread,
    Value,
)
from assistant.store import Database

_MOST_STEP_NAME_CHARS = 200


class History:
    """The conversations in a database. Every call blocks and may raise StoreUnavailable.

    `account` is always the id of the account that asks, as the login has found it out.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, account: str, thread_id: str, name: str, *, at: datetime) -> None:
        """Make a conversation, unless the account has it already.

        Raises:
            NoSuchThread: It is somebody else's.
            Conflict: The account has gone.
        """
        with self._database.writing() as connection:
            owner = connection.scalar(select(thread.c.account_id).where(thread.c.id == thread_id))
            if owner is not None:
                if owner != account:
                    raise _no_such_thread()
                return
            connection.execute(
                insert(thread).values(
                    id=thread_id,
                    account_id=account,
                    name=kept_text(name, MOST_NAME_CHARS),
                    created_at=at,
                    updated_at=at,
                    tags="[]",
                    metadata="{}",
                    conversation="",
                    version=1,
                )
            )

    def put(self, account: str, thread_id: str, saved: Step, *, at: datetime) -> None:
        """Save a step at the end, or in place of what it was.

        Raises:
            NoSuchThread: The account has no such conversation.
            ThreadFull: It has as many steps as may be kept.
        """
        values = {
            "parent_id": saved.parent_id,
            "type": saved.type.value,
            "name": kept_text(saved.name, _MOST_STEP_NAME_CHARS),
            "output": kept_text(saved.output, MOST_OUTPUT_CHARS),
            "is_error": saved.is_error,
            "ended_at": saved.ended_at,
            "metadata": metadata_of(saved.metadata),
        }
        with self._database.writing() as connection:
            # First of all: it also makes those wait who save to the same conversation.
            _change(connection, account, thread_id, updated_at=at)
            this = (step.c.thread_id == thread_id) & (step.c.id == saved.id)
            if connection.execute(update(step).where(this).values(values)).rowcount:
                return
            last = select(func.coalesce(func.max(step.c.number), 0))
            number = connection.scalars(last.where(step.c.thread_id == thread_id)).one()
            if number >= MOST_STEPS:
                raise ThreadFull(f"The conversation has {MOST_STEPS} steps.", fix="Begin another.")
            connection.execute(
                insert(step).values(
                    thread_id=thread_id,
                    id=saved.id,
                    number=number + 1,
                    created_at=saved.created_at,
                    answer="",
                    **values,
                )
            )

    def remember(
        self, account: str, thread_id: str, step_id: str, answer: str, conversation: str
    ) -> None:
        """Keep what is needed to go on: the answer that a step gave, and the conversation since.

        Args:
            account: Who asks.
            thread_id: Where.
            step_id: The run that gave the answer.
            answer: As `memory.write_answer` writes it.
            conversation: As `memory.write_conversation` writes it.

        Raises:
            NoSuchThread: The account has no such conversation.
        """
        with self._database.writing() as connection:
            _change(connection, account, thread_id, conversation=conversation)
            connection.execute(
                update(step)
                .where(step.c.thread_id == thread_id, step.c.id == step_id)
                .values(answer=answer)
            )

    def recall(self, account: str, thread_id: str) -> Recalled:
        """What was kept to go on with.

        Raises:
            NoSuchThread: The account has no such conversation.
        """
        with self._database.reading() as connection:
            kept = select(thread.c.conversation).where(_own(account, thread_id))
            row = connection.execute(kept).first()
            if row is None:
                raise _no_such_thread()
            answers = (
                select(step.c.id, step.c.answer)
                .where(step.c.thread_id == thread_id, step.c.answer != "")
                .order_by(step.c.number)
            )
            found = connection.execute(answers)
            return Recalled(row.conversation, {given.id: given.answer for given in found})

    def remove_step(self, account: str, thread_id: str, step_id: str) -> None:
        """Take a step away, with its rating; nothing happens when it is not there.

        Raises:
            NoSuchThread: The account has no such conversation.
        """
        with self._database.writing() as connection:
            _change(connection, account, thread_id)
            this = (step.c.thread_id == thread_id) & (step.c.id == step_id)
            connection.execute(delete(step).where(this))

    def get(self, account: str, thread_id: str) -> Thread:
        """A whole conversation.

        Raises:
            NoSuchThread: The account has no such conversation.
        """
        with self._database.reading() as connection:
            row = connection.execute(select(thread).where(_own(account, thread_id))).first()
            if row is None:
                raise _no_such_thread()
            rated = (
                (feedback.c.thread_id == step.c.thread_id)
                & (feedback.c.step_id == step.c.id)
                & (feedback.c.account_id == account)
            )
            chosen = select(
                step,
                feedback.c.id.label("feedback_id"),
                feedback.c.value.label("feedback_value"),
                feedback.c.comment.label("feedback_comment"),
            )
            steps = (
                chosen.select_from(step.outerjoin(feedback, rated))
                .where(step.c.thread_id == thread_id)
                .order_by(step.c.number)
            )
            return Thread(listed_of(row), tuple(map(step_of, connection.execute(steps))))

    def page(
        self,
        account: str,
        *,
        first: int,
        after: str = "",
        search: str = "",
        rated: Value | None = None,
    ) -> Page:
        """Conversations of the account, the last used first.

        Args:
            account: Who asks.
            first: How many, at most `MOST_LISTED`.
            after: `Page.after` of the page before; anything else begins at the beginning.
            search: Words that the title or a question has, whatever their case.
            rated: Only those in which an answer was rated so.
        """
        wanted = select(thread).where(thread.c.account_id == account)
        if place := read_place(after):
            wanted = wanted.where(tuple_(thread.c.updated_at, thread.c.id) < tuple_(*place))
        if words := kept_text(search, MOST_SEARCH_CHARS).strip():
            asked = exists().where(
                step.c.thread_id == thread.c.id,
                step.c.type == Kind.USER.value,
                step.c.output.icontains(words, autoescape=True),
            )
            wanted = wanted.where(thread.c.name.icontains(words, autoescape=True) | asked)
        if rated is not None:
            wanted = wanted.where(
                exists().where(
                    feedback.c.thread_id == thread.c.id,
                    feedback.c.account_id == account,
                    feedback.c.value == rated,
                )
            )
        count = min(max(first, 1), MOST_LISTED)
        wanted = wanted.order_by(thread.c.updated_at.desc(), thread.c.id.desc()).limit(count + 1)
        with self._database.reading() as connection:
            found = [listed_of(row) for row in connection.execute(wanted)]
        return Page(tuple(found[:count]), place_of(found[count - 1]) if found[count:] else "")

    def count(self, account: str) -> int:
        """How many conversations an account has."""
        mine = select(func.count()).where(thread.c.account_id == account)
        with self._database.reading() as connection:
            return connection.scalars(mine).one()

    def rename(self, account: str, thread_id: str, name: str) -> None:
        """Give another title, which does not count as using it.

        Raises:
            NoSuchThread: The account has no such conversation.
        """
        with self._database.writing() as connection:
            _change(connection, account, thread_id, name=kept_text(name, MOST_NAME_CHARS))

    def annotate(
        self,
        account: str,
        thread_id: str,
        *,
        tags: tuple[str, ...] | None = None,
        metadata: str | None = None,
    ) -> None:
        """Keep what the page wants to have with a conversation: short labels, a JSON object.

        Raises:
            NoSuchThread: The account has no such conversation.
        """
        values: dict[str, object] = {}
        if tags is not None:
            values["tags"] = json_list(kept_text(t, MOST_TAG_CHARS) for t in tags[:MOST_TAGS])
        if metadata is not None:
            values["metadata"] = metadata_of(metadata)
        with self._database.writing() as connection:
            _change(connection, account, thread_id, **values)

    def delete(self, account: str, thread_id: str) -> None:
        """Delete a conversation with all that belongs to it.

        Raises:
            NoSuchThread: The account has no such conversation.
        """
        with self._database.writing() as connection:
            if not connection.execute(delete(thread).where(_own(account, thread_id))).rowcount:
                raise _no_such_thread()
        self._database.forget()

    def delete_all(self, account: str) -> int:
        """Delete every conversation of an account, ratings included; how many there were."""
        with self._database.writing() as connection:
            mine = delete(thread).where(thread.c.account_id == account)
            count = connection.execute(mine).rowcount
        self._database.forget()
        return count


def _own(account: str, thread_id: str) -> ColumnElement[bool]:
    return (thread.c.id == thread_id) & (thread.c.account_id == account)


def _change(connection: Connection, account: str, thread_id: str, **values: object) -> None:
    changed = (
        update(thread)
        .where(_own(account, thread_id))
        .values(version=thread.c.version + 1, **values)
    )
    if not connection.execute(changed).rowcount:
        raise _no_such_thread()


def _no_such_thread() -> NoSuchThread:
    return NoSuchThread("There is no such conversation.", fix="Choose one from the list.")
