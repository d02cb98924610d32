"""How a language model gets on, told on the page while a question is with it."""

# Chainlit's own functions are only partly typed.
# mypy: disallow-untyped-calls=False

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar

import chainlit as cl

from assistant.generate.types import Progress, Waiting, Watch
from assistant.messages import text
from assistant.types import Language
from assistant.web.markdown import inert
from assistant.web.steps import UNKEPT
from assistant.web.talk import current_talk

Result = TypeVar("Result")


async def watched(work: Callable[[Watch], Result], threads: Executor, language: Language) -> Result:
    """Run `work` in a thread; while it reports how it gets on, the page tells it in one line.

    Nothing of what a model writes is shown here: none of it has been verified yet.
    """
    loop = asyncio.get_running_loop()
    reports: asyncio.Queue[Progress | None] = asyncio.Queue()
    working = loop.run_in_executor(threads, work, lambda report: _put(loop, reports, report))
    working.add_done_callback(lambda _: reports.put_nowait(None))
    line: cl.Message | None = None
    while (report := await reports.get()) is not None:
        content = inert(_told(report, language))
        if line is None:
            author = text("web.assistant", language)
            line = await cl.Message(content, author=author, metadata=dict(UNKEPT)).send()
            current_talk().line = line.id
        elif line.content != content:
            line.content = content
            await line.update()
    if line is not None:
        await line.remove()
    return await working


def _put(
    loop: asyncio.AbstractEventLoop,
    reports: "asyncio.Queue[Progress | None]",
    report: Progress,
) -> None:
    loop.call_soon_threadsafe(reports.put_nowait, report)


def _told(report: Progress, language: Language) -> str:
    if isinstance(report, Waiting):
        return text("web.model_waiting", language, place=report.place)
    if not report.characters:
        return text("web.model_begins", language)
    return text("web.model_writing", language, characters=report.characters)
