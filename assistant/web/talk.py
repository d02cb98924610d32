"""What is remembered of one conversation while its page is open."""

# Chainlit's own functions are only partly typed.
# mypy: disallow-untyped-calls=False

import asyncio
from dataclasses import dataclass, field

import chainlit as cl

from assistant.conversation import EMPTY, Conversation
from assistant.types import Answer

_KEY = "talk"
_MOST_ANSWERS = 200


@dataclass
class Talk:
    """The state of one conversation; lost with it.

    Attributes:
        turn: Held while a question is answered, so that questions are answered in order.
        answers: What was answered, by the id under which it can be rated.
    """

    conversation: Conversation = EMPTY
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    answers: dict[str, Answer] = field(default_factory=dict)

    def remember(self, run_id: str, answer: Answer) -> None:
        """Keep an answer for its rating; the oldest go when there are many."""
        self.answers[run_id] = answer
        while len(self.answers) > _MOST_ANSWERS:
            del self.answers[next(iter(self.answers))]


def current_talk() -> Talk:
    """The conversation in whose context this is called."""
    talk = cl.user_session.get(_KEY)
    if not isinstance(talk, Talk):
        talk = Talk()
        cl.user_session.set(_KEY, talk)
    return talk


def talk_of(session_id: str) -> Talk | None:
    """The conversation of a session, if it is still there."""
    from chainlit.user_session import user_sessions

    talk = user_sessions.get(session_id, {}).get(_KEY)
    return talk if isinstance(talk, Talk) else None
