"""What is kept of a conversation, and how much of it at most."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from assistant.types import Language, Status

MOST_NAME_CHARS = 100
MOST_OUTPUT_CHARS = 100_000
MOST_COMMENT_CHARS = 1000
MOST_SEARCH_CHARS = 200
MOST_STEPS = 2000
# JSON beside a step or a thread; what is longer is left out.
MOST_JSON_CHARS = 400_000
MOST_METADATA_CHARS = 16_000
MOST_TAGS = 20
MOST_TAG_CHARS = 100
MOST_LISTED = 100

Value = Literal[0, 1]


class Kind(StrEnum):
    """What a step is."""

    USER = "user_message"
    ASSISTANT = "assistant_message"
    RUN = "run"  # the work on one question, from which its answers hang


@dataclass(frozen=True, slots=True)
class Feedback:
    """A rating as its owner sees it.

    Attributes:
        value: 1 for helpful, 0 for not helpful.
        comment: In the reader's words; may be empty.
    """

    id: str
    value: Value
    comment: str


@dataclass(frozen=True, slots=True)
class Step:
    """A message, or the work on one question.

    Attributes:
        id: A UUID; unique in its thread.
        parent_id: The step that it hangs from.
        output: As shown, in Markdown where the assistant speaks.
        ended_at: When the work was over; None while it is not.
        metadata: What the page keeps with it, as JSON.
        feedback: How its owner has rated it.
    """

    id: str
    type: Kind
    name: str
    output: str
    created_at: datetime
    parent_id: str | None = None
    ended_at: datetime | None = None
    is_error: bool = False
    metadata: str = "{}"
    feedback: Feedback | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in a list.

    Attributes:
        id: A UUID.
        name: Its title, as plain text.
        updated_at: When something was last said in it.
    """

    id: str
    name: str
    created_at: datetime
    updated_at: datetime
    tags: tuple[str, ...] = ()
    metadata: str = "{}"


@dataclass(frozen=True, slots=True)
class Thread:
    """A whole conversation, its steps in the order in which they were first saved."""

    listed: Listed
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Some conversations, the last used first.

    Attributes:
        after: What to ask for to get the next page; empty when there is none.
    """

    threads: tuple[Listed, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the server needs to go on with a conversation.

    Attributes:
        conversation: As `memory.write_conversation` has written it; may be empty.
        answers: As `memory.write_answer` has written them, by the step that gave each.
    """

    conversation: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating for the office: what was rated, without who, and without question and answer.

    Attributes:
        record_ids: The records that the answer cited.
        index_id: Of the index that was searched.
    """

    value: Value
    comment: str
    status: Status
    language: Language
    record_ids: tuple[str, ...]
    index_id: str
    given_at: datetime
