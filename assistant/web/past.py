"""Conversations that were kept: gone on with after a reload, a restart, or days."""

# Chainlit's own functions are only partly typed.
# mypy: disallow-untyped-calls=False

import asyncio
from collections.abc import Container, Coroutine
from dataclasses import dataclass
from typing import cast
from uuid import uuid4

import chainlit as cl
from chainlit.step import StepDict
from chainlit.types import ThreadDict

from assistant.conversation import Conversation
from assistant.history.memory import (
    read_answer,
    read_conversation,
    write_answer,
    write_conversation,
)
from assistant.history.types import Kind, Recalled, Thread
from assistant.messages import text
from assistant.types import Answer
from assistant.web.data_layer import actor
from assistant.web.keeper import Keeper
from assistant.web.markdown import inert
from assistant.web.saying import buttons, current_language, say
from assistant.web.steps import UNKEPT, Shape, completed, step_shape
from assistant.web.talk import Talk, adopt, current_talk, live_talk

# Under older answers a reader finds no buttons any more.
_MOST_WITH_BUTTONS = 20


@dataclass(frozen=True, slots=True)
class _Opened:
    """A kept conversation on its way to a page.

    Attributes:
        awaited: Whether its last question is being answered.
    """

    steps: list[Shape]
    awaited: bool


class Past:
    """Remembers conversations beyond this process, and brings them back."""

    def __init__(self, keeper: Keeper, known: Container[str]) -> None:
        """Remember by `keeper`; `known` are the ids of all records."""
        self._keeper = keeper
        self._known = known
        self._opened: dict[str, _Opened] = {}
        # Only so that they are not collected while they run.
        self._tasks: set[asyncio.Task[None]] = set()

    def remember(self, run_id: str, answer: Answer, conversation: Conversation) -> None:
        """Keep what is needed to go on after this answer; returns at once."""
        account, thread_id = actor(), cl.context.session.thread_id
        if account is None:
            return
        written = write_answer(answer), write_conversation(conversation)
        self._start(
            self._keeper.keep(
                thread_id, lambda history: history.remember(account, thread_id, run_id, *written)
            )
        )

    async def resume(self, thread: ThreadDict) -> None:
        """Go on with `thread`, which Chainlit sends to the page right after this."""
        account, thread_id = actor(), thread["id"]
        talk = live_talk()
        awaited = talk is not None and talk.turn.locked()
        if talk is None:
            recalled = await self._keeper.read(
                thread_id,
                lambda history: history.recall(account or "", thread_id),
                default=Recalled(),
            )
            talk = self._recalled(recalled)
        adopt(talk)
        # Read again: an answer may have been completed since Chainlit has read it.
        steps = await self._steps(thread_id)
        if not awaited:
            steps = list(completed(steps, _interrupted()))
        thread["steps"] = steps  # type: ignore[typeddict-item]
        self._opened[cl.context.session.id] = _Opened(steps, awaited)

    async def complete(self) -> None:
        """Give the page of a resumed conversation its buttons, and what is still to come."""
        session = cl.context.session
        opened = self._opened.pop(session.id, None)
        if opened is None:
            if getattr(session, "restored", False) and session.has_first_interaction:
                self._start(self._mend(current_talk()))
            return
        talk = current_talk()
        await _show_buttons(opened.steps, talk)
        if opened.awaited:
            self._start(self._follow(talk, {step["id"] for step in opened.steps}))

    async def _mend(self, talk: Talk) -> None:
        """Send the last turn again, once it is over, to a page that was cut off for a while.

        What the page has already is replaced by the same, as it goes by the same ids. The line that
        told how a language model got on may have been taken away while the page was cut off.
        """
        emitter = cl.context.emitter
        if talk.turn.locked():
            # Chainlit has just told the page that nothing is going on.
            await emitter.task_start()
        async with talk.turn:
            steps = await self._steps(cl.context.session.thread_id)
        if talk.line:
            await emitter.delete_step(cast(StepDict, {"id": talk.line}))
        asked = [n for n, step in enumerate(steps) if step["type"] == Kind.USER.value]
        last = steps[asked[-1] :] if asked else []
        for step in last:
            await emitter.send_step(step)  # type: ignore[arg-type]
        await _show_buttons(last, talk)
        await emitter.task_end()

    async def _follow(self, talk: Talk, seen: set[str]) -> None:
        """Wait for the answer that is being written for another page, and show it on this one."""
        emitter = cl.context.emitter
        await emitter.task_start()
        try:
            async with talk.turn:
                steps = await self._steps(cl.context.session.thread_id)
            new = [step for step in steps if step["id"] not in seen]
            for step in new:
                await emitter.send_step(step)  # type: ignore[arg-type]
            await _show_buttons(new, talk)
            if not any(step["type"] == Kind.ASSISTANT.value for step in new):
                language = current_language()
                await say(text("web.interrupted", language), language, metadata=UNKEPT)
        finally:
            await emitter.task_end()

    async def _steps(self, thread_id: str) -> list[Shape]:
        account = actor() or ""
        nothing: Thread | None = None
        thread = await self._keeper.read(
            thread_id, lambda history: history.get(account, thread_id), default=nothing
        )
        return [step_shape(thread_id, step) for step in thread.steps] if thread else []

    def _recalled(self, recalled: Recalled) -> Talk:
        talk = Talk(read_conversation(recalled.conversation, self._known))
        for run_id, written in recalled.answers.items():
            if answer := read_answer(written):
                talk.remember(run_id, answer)
        return talk

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def forsake_lost() -> bool:
    """Whether the page asked for a conversation that cannot be gone on with.

    What comes now is another one: it must not be kept under a name that the page has chosen.
    """
    session = cl.context.session
    if not session.thread_id_to_resume or getattr(session, "restored", False):
        return False
    session.thread_id, session.thread_id_to_resume = str(uuid4()), None
    return True


async def _show_buttons(steps: list[Shape], talk: Talk) -> None:
    """Put buttons under the last message of each run that gave an answer."""
    messages = {
        step["parentId"]: step["id"] for step in steps if step["type"] == Kind.ASSISTANT.value
    }
    placed = [(run, message) for run, message in messages.items() if run in talk.answers]
    for run, message in placed[-_MOST_WITH_BUTTONS:]:
        for button in buttons(message, run, talk.answers[run]):
            # A page that has stayed open has them already.
            button.forId = message
            await button.remove()
            await button.send(for_id=message)


def _interrupted() -> Shape:
    language = current_language()
    return {
        "threadId": cl.context.session.thread_id,
        "name": text("web.assistant", language),
        "type": Kind.ASSISTANT.value,
        "input": "",
        "output": inert(text("web.interrupted", language)),
        "isError": False,
        "createdAt": None,
        "streaming": False,
        "metadata": dict(UNKEPT),
    }
