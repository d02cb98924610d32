"""What happens in the chat: a question comes, an answer is streamed with what belongs beside it."""

# Chainlit's own functions are only partly typed.
# mypy: disallow-untyped-calls=False

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import chainlit as cl
from chainlit.chat_context import chat_contexts

from assistant.errors import AppError, QuestionError
from assistant.explain import explain
from assistant.messages import text
from assistant.types import Answer, Language
from assistant.web.language import page_language
from assistant.web.markdown import answer_markdown, batches, inert
from assistant.web.observing.log import Log
from assistant.web.progress import watched
from assistant.web.service import Service
from assistant.web.talk import Talk, current_talk

ASK = "ask"
QUOTING = "quoting"
# A reader sees the answer grow, and never waits a second for the rest of it.
BATCHES = 4
SECONDS_BETWEEN_BATCHES = 0.05

_log = logging.getLogger(__name__)


class Chat:
    """Answers in the conversation in whose context it is called."""

    def __init__(self, service: Service, log: Log) -> None:
        """Answer by `service`, and note in `log` that it was done."""
        self._service = service
        self._log = log

    async def start(self) -> None:
        """Greet a new conversation: with silence when all is well."""
        language = _page_language()
        if cl.context.session.thread_id_to_resume:
            await _say(text("web.lost", language), language)
        try:
            await asyncio.to_thread(self._service.open)
        except AppError as error:
            await _say(_not_ready(error, language), language)
        except Exception:
            _log.exception("the assistant could not be opened")
            await _say(text("web.failed", language), language)

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
            language = _page_language()
            await _say(text("web.answer_gone", language), language)
            return
        async with _as_if_typed(text("web.show_quoting", answer.language)), talk.turn:
            await _show(answer.quoting, talk)

    async def _answer(self, question: str) -> None:
        talk = current_talk()
        language = _page_language()
        async with talk.turn:
            try:
                turn = await watched(
                    partial(self._service.ask, question, talk.conversation, language),
                    self._service.threads,
                    language,
                )
            except QuestionError as error:
                await _say(str(error), language)
            except AppError as error:
                await _say(_not_ready(error, language), language)
            except Exception:
                # What went wrong is for the log; the page must not show the text of an exception.
                _log.exception("a question could not be answered")
                await asyncio.to_thread(self._log.failed, _who(), "fault")
                await _say(text("web.failed", language), language)
            else:
                talk.conversation = turn.conversation
                await asyncio.to_thread(self._log.answered, _who(), turn.answer)
                await _show(turn.answer, talk)


@asynccontextmanager
async def _as_if_typed(words: str) -> AsyncIterator[None]:
    """Show `words` as a reader's; what is said meanwhile answers them."""
    await cl.context.emitter.task_start()
    try:
        asked = cl.Message(content=words, type="user_message", author="User")
        await asked.send()
        async with cl.Step(name="on_message", type="run", parent_id=asked.id):
            yield
    finally:
        await cl.context.emitter.task_end()


async def _show(answer: Answer, talk: Talk) -> None:
    run = cl.context.current_run
    if run is not None:
        talk.remember(run.id, answer)
    message = cl.Message(content="", author=text("web.assistant", answer.language))
    for batch in batches(answer_markdown(answer), BATCHES):
        await message.stream_token(batch)
        await asyncio.sleep(SECONDS_BETWEEN_BATCHES)
    questions = dict.fromkeys(answer.choices + answer.suggestions)
    message.actions = [_question_action(question) for question in questions]
    if run is not None and answer.quoting is not None:
        message.actions.insert(0, _quoting_action(run.id, answer.language))
    await message.send()


def _question_action(question: str) -> cl.Action:
    return cl.Action(
        name=ASK, payload={"question": question}, label=question, icon="message-circle-question"
    )


def _quoting_action(answer_id: str, language: Language) -> cl.Action:
    label = text("web.show_quoting", language)
    return cl.Action(name=QUOTING, payload={"answer": answer_id}, label=label, icon="quote")


async def _say(plain: str, language: Language) -> None:
    await cl.Message(content=inert(plain), author=text("web.assistant", language)).send()


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


def _page_language() -> Language:
    environ = getattr(cl.context.session, "environ", {})
    return page_language(environ.get("HTTP_COOKIE", ""), environ.get("HTTP_ACCEPT_LANGUAGE", ""))
