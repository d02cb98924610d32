"""What is remembered of one conversation while its page is open."""

# Chainlit's own functions are only partly typed.
# mypy: disallow-untyped-calls=False

import asyncio
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

import chainlit as cl

from assistant.conversation import EMPTY, Conversation
from assistant.types import Answer

_KEY = "talk"
_MOST_ANSWERS = 200


@dataclass
class Talk:
    """The state of one conversation, shared by all pages that show it.

    Attributes:
        turn: Held while a question is answered, so that questions are answered in order.
        answers: What was answered, by the id of the run that did.
        warned: Whether it was said that nothing is being kept, and that is still so.
        line: The id of the line that told last how a language model gets on; empty before one has.
    """

    conversation: Conversation = EMPTY
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    answers: dict[str, Answer] = field(default_factory=dict)
    warned: bool = False
    line: str = ""

    def remember(self, run_id: str, answer: Answer) -> None:
        """Keep an answer for its buttons; the oldest go when there are many."""
        self.answers[run_id] = answer
        while len(self.answers) > _MOST_ANSWERS:
            del self.answers[next(iter(self.answers))]


_live: WeakValueDictionary[tuple[str, str], Talk] = WeakValueDictionary()


def current_talk() -> Talk:
    """The conversation in whose context this is called."""
    talk = cl.user_session.get(_KEY)
    if not isinstance(talk, Talk):
        talk = live_talk() or Talk()
        adopt(talk)
    return talk


def live_talk() -> Talk | None:
    """The same conversation as another page of the same person has it, or had it until just now."""
    return _live.get(_place())


def adopt(talk: Talk) -> None:
    """Go on with `talk` in the context in which this is called."""
    cl.user_session.set(_KEY, talk)
    _live[_place()] = talk


def _place() -> tuple[str, str]:
    session = cl.context.session
    return (session.user.identifier if session.user else "", session.thread_id)
