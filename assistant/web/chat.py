"""What happens in the chat: a question comes, an answer is streamed with what belongs beside it."""

# Chainlit's own functions are only partly typed.
# mypy: disallow-untyped-calls=False

import asyncio
import logging
from collections.abc import AsyncIterator, Container
from contextlib import asynccontextmanager
from functools import partial

import chainlit as cl
from chainlit.chat_context import chat_contexts
from chainlit.types import ThreadDict

from assistant.errors import AppError, QuestionError
from assistant.explain import explain
from assistant.messages import text
from assistant.types import Answer, Language
from assistant.web.data_layer import actor
from assistant.web.keeper import Keeper
from assistant.web.markdown import answer_markdown, batches
from assistant.web.observing.log import Log
from assistant.web.past import Past, forsake_lost
from assistant.web.progress import watched
from assistant.web.saying import buttons, current_language, say
from assistant.web.service import Service
from assistant.web.steps import UNKEPT
from assistant.web.talk import Talk, current_talk

# A reader sees the answer grow, and never waits a second for the rest of it.
BATCHES = 4
SECONDS_BETWEEN_BATCHES = 0.05

_log = logging.getLogger(__name__)


class Chat:
    """Answers in the conversation in whose context it is called."""

    def __init__(self, service: Service, keeper: Keeper, known: Container[str], log: Log) -> None:
        """Answer by `service`, kept by `keeper`, noted in `log`; `known` are ids of all records."""
        self._service = service
        self._keeper = keeper
        self._past = Past(keeper, known)
        self._log = log

    async def start(self) -> None:
        """Greet a new conversation: with silence when all is well."""
        language = current_language()
        if forsake_lost():
            await say(text("web.lost", language), language)
        try:
            await asyncio.to_thread(self._service.open)
        except AppError as error:
            await say(_not_ready(error, language), language)
        except Exception:
            _log.exception("the assistant could not be opened")
            await say(text("web.failed", language), language)

    async def resume(self, thread: ThreadDict) -> None:
        """Go on with a conversation that was kept."""
        try:
            await self._past.resume(thread)
        except Exception:
            # As above all of what Chainlit calls: it would show the text of the exception.
            _log.exception("a conversation could not be gone on with")

    async def connected(self) -> None:
        """Give a page that shows a kept conversation what belongs beside it."""
        await self._past.complete()

    async def end(self) -> None:
        """Forget the texts that Chainlit keeps of a conversation for language models."""
        chat_contexts.pop(cl.context.session.id, None)

    async def take(self, message: cl.Message) -> None:
        """Answer a typed question."""
        await self._answer(message.content)

    async def ask(self, question: str) -> None:
        """Show `question` as if it had been typed, and answer it."""
        async with _as_if_typed(question):
            await self._answer(question)

    async def quote(self, answer_id: str) -> None:
        """Show the quoting answer that a language model's answer stands for."""
        talk = current_talk()
        answer = talk.answers.get(answer_id)
        if answer is None or answer.quoting is None:
            language = current_language()
            await say(text("web.answer_gone", language), language)
            return
        async with _as_if_typed(text("web.show_quoting", answer.language)), talk.turn:
            await self._show(answer.quoting, talk)
            await self._warn_if_lost(talk, answer.language)

    async def _answer(self, question: str) -> None:
        talk = current_talk()
        language = current_language()
        async with talk.turn:
            try:
                turn = await watched(
                    partial(self._service.ask, question, talk.conversation, language),
                    self._service.threads,
                    language,
                )
            except QuestionError as error:
                await say(str(error), language)
            except AppError as error:
                await say(_not_ready(error, language), language)
            except Exception:
                # What went wrong is for the log; the page must not show the text of an exception.
                _log.exception("a question could not be answered")
                await asyncio.to_thread(self._log.failed, _who(), "fault")
                await say(text("web.failed", language), language)
            else:
                talk.conversation = turn.conversation
                await asyncio.to_thread(self._log.answered, _who(), turn.answer)
                await self._show(turn.answer, talk)
            await self._warn_if_lost(talk, language)

    async def _show(self, answer: Answer, talk: Talk) -> None:
        run = cl.context.current_run
        if run is not None:
            talk.remember(run.id, answer)
            self._past.remember(run.id, answer, talk.conversation)
        if actor() is not None:
            await cl.context.emitter.send_window_message({"thread": cl.context.session.thread_id})
        message = cl.Message(content="", author=text("web.assistant", answer.language))
        for batch in batches(answer_markdown(answer), BATCHES):
            await message.stream_token(batch)
            await asyncio.sleep(SECONDS_BETWEEN_BATCHES)
        if run is not None:
            message.actions = buttons(message.id, run.id, answer)
        await message.send()

    async def _warn_if_lost(self, talk: Talk, language: Language) -> None:
        """Say once that nothing is being kept, and again when that has been over in between."""
        kept = actor() is not None and await self._keeper.settled(cl.context.session.thread_id)
        if not kept and not talk.warned:
            await say(text("web.not_kept", language), language, metadata=UNKEPT)
        talk.warned = not kept


@asynccontextmanager
async def _as_if_typed(words: str) -> AsyncIterator[None]:
    """Show `words` as a reader's; what is said meanwhile answers them."""
    session, emitter = cl.context.session, cl.context.emitter
    await emitter.task_start()
    try:
        if not session.has_first_interaction:
            session.has_first_interaction = True
            await emitter.init_thread(words)
        asked = cl.Message(content=words, type="user_message", author="User")
        await asked.send()
        async with cl.Step(name="on_message", type="run", parent_id=asked.id):
            yield
    finally:
        await emitter.task_end()


def _not_ready(error: AppError, language: Language) -> str:
    # Without the detail: it may name folders of this machine.
    told = explain(error, language)
    lines = [text("web.not_ready", language, message=told.message)]
    if told.fix:
        lines.append(text("web.not_ready_fix", language, fix=told.fix))
    return "\n\n".join(lines)


def _who() -> str:
    user = cl.context.session.user
    return user.identifier if user else ""
