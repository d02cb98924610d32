"""What earlier turns were about, so that a short follow-up can be understood."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.types import Statement, Status
from assistant.understand.query import Query

# So many turns are remembered; people go back to the list before last, hardly further.
KEPT = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """One turn: what was asked and what the answer showed.

    Attributes:
        query: The question as understood.
        record_ids: The records that the answer was about, in the order shown.
        quotes: Every quote shown, as the id of its record and its field, in the order shown.
        status: What became of the question.
    """

    query: Query
    record_ids: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()
    status: Status = Status.ANSWERED

    @property
    def told(self) -> bool:
        """Whether the answer told something of the text, if only that it is silent."""
        return self.status in (Status.ANSWERED, Status.NOT_IN_DOCUMENT)


@dataclass(frozen=True, slots=True)
class Conversation:
    """The memory of one conversation. Immutable: each turn returns a new one.

    Attributes:
        turns: The last turns, the newest at the end.
        choices: The questions that the last answer offered to choose from.
    """

    turns: tuple[Shown, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def query(self) -> Query | None:
        """The last question as understood; None before the first."""
        return self.turns[-1].query if self.turns else None

    @property
    def record_ids(self) -> tuple[str, ...]:
        """The records that the last answer that showed any was about, in the order shown."""
        return next((turn.record_ids for turn in reversed(self.turns) if turn.record_ids), ())

    def then(
        self,
        query: Query,
        record_ids: Iterable[str],
        statements: Iterable[Statement],
        *,
        choices: tuple[str, ...] = (),
        status: Status = Status.ANSWERED,
    ) -> "Conversation":
        """The conversation after one more turn; the oldest turns are forgotten.

        Args:
            query: The question as understood.
            record_ids: What the answer was about.
            statements: What the answer said.
            choices: The questions that it offered.
            status: What became of the question.
        """
        quotes = dict.fromkeys(
            (record.id, quote.field)
            for statement in statements
            for record, quote in statement.evidence
        )
        turn = Shown(query, tuple(record_ids), tuple(quotes), status)
        return Conversation((*self.turns, turn)[-KEPT:], choices)

    def up_to(self, place: int) -> "Conversation":
        """The conversation as it was after the turn at `place` of `turns`."""
        return Conversation(self.turns[: place + 1])


EMPTY = Conversation()
