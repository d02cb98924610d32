"""Answers and conversations as JSON, so that talk can go on after days and restarts.

What cannot be read any more, because a newer version keeps it otherwise or a record has gone with
an edition of the text, counts as forgotten.
"""

from collections.abc import Container, Iterator
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from assistant.conversation import EMPTY, Conversation
from assistant.history.types import MOST_JSON_CHARS
from assistant.types import Answer
from assistant.understand.query import Query

_ANSWER = TypeAdapter(Answer)
_CONVERSATION = TypeAdapter(Conversation)


def write_answer(answer: Answer) -> str:
    """An answer without its verdicts, which nobody asks for later; empty when it is too long."""
    quoting = replace(answer.quoting, verdicts=()) if answer.quoting else None
    written = _ANSWER.dump_json(replace(answer, verdicts=(), quoting=quoting)).decode()
    return written if len(written) <= MOST_JSON_CHARS else ""


def read_answer(written: str) -> Answer | None:
    """The answer; None when it cannot be read."""
    try:
        return _ANSWER.validate_json(written, strict=True)
    except ValidationError:
        return None


def write_conversation(conversation: Conversation) -> str:
    """What the next question needs; empty when it is too long."""
    written = _CONVERSATION.dump_json(conversation).decode()
    return written if len(written) <= MOST_JSON_CHARS else ""


def read_conversation(written: str, known: Container[str]) -> Conversation:
    """The conversation; an empty one when it cannot be read.

    Args:
        written: As `write_conversation` has written it.
        known: The ids of all records; a conversation about others is forgotten.
    """
    try:
        conversation = _CONVERSATION.validate_json(written, strict=True)
    except ValidationError:
        return EMPTY
    return conversation if all(id in known for id in _record_ids(conversation)) else EMPTY


def _record_ids(conversation: Conversation) -> Iterator[str]:
    for turn in conversation.turns:
        yield from turn.record_ids
        yield from (record_id for record_id, _ in turn.quotes)
        yield from _mentioned(turn.query)


def _mentioned(query: Query) -> Iterator[str]:
    yield from query.focus
    for mention in query.mentions:
        yield from mention.record_ids
    for part in query.parts:
        yield from _mentioned(part)
