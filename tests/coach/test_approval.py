"""From one state of a plan to the next."""

import pytest

from assistant.coach.approval import State, check_move
from assistant.errors import NotAllowed

ALLOWED = {
    (State.DRAFT, State.SENT_BACK),
    (State.DRAFT, State.APPROVED),
    (State.SENT_BACK, State.DRAFT),
}


@pytest.mark.parametrize("to", State)
@pytest.mark.parametrize("state", State)
def test_only_a_draft_is_decided_on_and_a_decision_stands(state: State, to: State) -> None:
    if (state, to) in ALLOWED:
        check_move(state, to)
    else:
        with pytest.raises(NotAllowed, match=state):
            check_move(state, to)
