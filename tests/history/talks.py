"""Conversations to be kept."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from assistant.history.history import History
from assistant.history.memory import write_answer, write_conversation
from assistant.history.types import Kind, Step
from assistant.pipeline import Turn

AT = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
# What a browser may send where a text is expected.
HOSTILE = (
    "'); DROP TABLE thread; --",
    "<img src=x onerror=alert(1)>",
    "%_\\",
    "\x00\x01\u202e",
    "\ud800 half",
    "あ" * 200_000,
    "",
)


def new_id() -> str:
    return str(uuid4())


def question(text: str = "Lv.3には何が求められますか", *, at: datetime = AT) -> Step:
    return Step(new_id(), Kind.USER, "User", text, at)


def run(parent: Step, *, at: datetime = AT) -> Step:
    return Step(new_id(), Kind.RUN, "on_message", "", at, parent.id)


def answer(parent: Step, text: str = "役割です。", *, at: datetime = AT) -> Step:
    return Step(new_id(), Kind.ASSISTANT, "アシスタント", text, at, parent.id, at)


def begun(history: History, account: str, name: str = "会話", *, at: datetime = AT) -> str:
    """The id of a conversation that has just been begun."""
    made = new_id()
    history.begin(account, made, name, at=at)
    return made


def answered(history: History, account: str, turn: Turn, *, at: datetime = AT) -> tuple[str, str]:
    """A conversation with one question and its answer: its id, and the run that answered."""
    thread = begun(history, account, at=at)
    asked = question(at=at)
    work = run(asked, at=at)
    for step in (asked, work, answer(work, turn.answer.text, at=at)):
        history.put(account, thread, step, at=at)
    history.remember(
        account, thread, work.id, write_answer(turn.answer), write_conversation(turn.conversation)
    )
    return thread, work.id
