"""What earlier turns were about, so that a short follow-up can be understood."""

from dataclasses import dataclass

from assistant.understand.query import Query


@dataclass(frozen=True, slots=True)
class Conversation:
    """The memory of one conversation. Immutable: each turn returns a new one.

    Attributes:
        query: The last question as understood; None before the first.
        record_ids: The records that the last answer was about, in the order shown.
        choices: The questions that the last answer offered to choose from.
    """

    query: Query | None = None
    record_ids: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


EMPTY = Conversation()
