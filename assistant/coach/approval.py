"""The states of a plan and who may move it: a draft is sent back or approved, by a coach."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.errors import NotAllowed


class State(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    SENT_BACK = "sent_back"
    APPROVED = "approved"


# An approved plan stays as it was approved; a later one takes its place.
_MOVES = {
    State.DRAFT: (State.SENT_BACK, State.APPROVED),
    State.SENT_BACK: (State.DRAFT,),
    State.APPROVED: (),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One move of a plan.

    Attributes:
        state: The state it was moved to.
        by: Who moved it.
        at: When, in UTC.
        comment: Why; may be empty.
    """

    state: State
    by: str
    at: datetime
    comment: str = ""


def check_move(state: State, to: State) -> None:
    """Refuse what does not follow: only a draft is decided on, and a decision is not taken back.

    Raises:
        NotAllowed: The plan cannot be moved from `state` to `to`.
    """
    if to not in _MOVES[state]:
        raise NotAllowed(
            f"A plan that is {state} cannot become {to}.",
            fix="Edit a plan that was sent back, or make a new one from a newer assessment.",
        )
