"""The only file that knows a chat model: LangChain's clients, and their faults as ours.

Importing it imports LangChain's clients, so it is imported only where a model is set.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Coroutine
from concurrent.futures import CancelledError
from typing import Any
from urllib.parse import urlsplit

import httpx
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from langchain_openai.chat_models.base import BaseChatOpenAI
from langsmith import tracing_context
from pydantic import SecretStr

from assistant.errors import (
    ModelBusy,
    ModelFailure,
    ModelGarbled,
    ModelRefused,
    ModelTooSlow,
    ModelUnreachable,
    SettingsError,
)
from assistant.generate.types import ModelSettings, Prompt, Reply, Watch, Writing
from assistant.settings import variable
from assistant.types import Tokens

# What is read of an answer; the longest quoting answers have a quarter of that.
MOST_CHARS = 20_000
_SECONDS_BEFORE_RETRY = 0.3
_SECONDS_BETWEEN_REPORTS = 0.2
_TOO_MANY = 429
_NEWER = (".openai.com", ".openai.azure.com")
# Answers by which a server says that the request itself is at fault.
_REFUSALS = range(400, 429)

# At their finest these write requests, and so questions, into the log.
for _name in ("openai", "httpx", "httpcore", "langchain_openai"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class ChatClient:
    """One chat model, asked from any thread.

    Args:
        settings: Which, and how.

    Raises:
        SettingsError: There is no client for this provider, or it lacks a setting.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        # Not LangChain's, which all its clients share whatever loop they run in. It follows no
        # redirection, so that a question goes to the host that was named or nowhere.
        self._http = httpx.AsyncClient(timeout=settings.timeout_s)
        self._model = _model(settings, self._http)
        # One loop for all answers: the client keeps its connections open from one to the next.
        self._loop = asyncio.new_event_loop()
        self._closed = False
        self._thread = threading.Thread(target=self._loop.run_forever, name="model", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Give up what is being written, end every connection; nothing can be asked afterwards."""
        if self._closed:
            return
        self._closed = True
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def write(self, prompt: Prompt, *, until: float, watch: Watch) -> Reply:
        """Have the model write, asking once more where that may help.

        Args:
            prompt: What it is told.
            until: When to give up, on the clock of `time.monotonic`.
            watch: Told from time to time how much has come.

        Raises:
            ModelFailure: There is no answer that can be used.
        """
        if self._closed:
            raise ModelUnreachable("the client of the model is closed.")
        writing = asyncio.run_coroutine_threadsafe(
            _within(until, self._write(prompt, watch)), self._loop
        )
        try:
            return writing.result()
        except CancelledError as error:
            raise ModelUnreachable("the client of the model was closed.") from error

    async def _end(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._http.aclose()

    async def _write(self, prompt: Prompt, watch: Watch) -> Reply:
        try:
            return await self._attempt(prompt, watch)
        except (ModelUnreachable, ModelBusy, ModelGarbled):
            await asyncio.sleep(_SECONDS_BEFORE_RETRY)
            return await self._attempt(prompt, watch)

    async def _attempt(self, prompt: Prompt, watch: Watch) -> Reply:
        try:
            # Settings of LangSmith in the environment would send questions to its host.
            with tracing_context(enabled=False):
                reply = await self._read(prompt, watch)
        except ModelFailure:
            raise
        # Clients raise kinds of their own without a common base, also for what is no JSON.
        except Exception as error:
            raise _mapped(error) from error
        if not reply.text.strip():
            raise ModelGarbled("the model wrote nothing.")
        return reply

    async def _read(self, prompt: Prompt, watch: Watch) -> Reply:
        pieces: list[str] = []
        length, reported = 0, time.monotonic()
        tokens, finished = Tokens(), self._settings.provider != "openai"
        stream = self._model.astream([SystemMessage(prompt.system), HumanMessage(prompt.user)])
        async for chunk in stream:
            pieces.append(str(chunk.text))
            length += len(pieces[-1])
            tokens = _counted(chunk) or tokens
            finished = finished or "finish_reason" in chunk.response_metadata
            if length > MOST_CHARS:
                await stream.aclose()  # type: ignore[attr-defined]
                finished = True
                break
            if time.monotonic() - reported >= _SECONDS_BETWEEN_REPORTS:
                reported = time.monotonic()
                watch(Writing(length))
        if pieces and not finished:
            raise ModelUnreachable("the model's answer broke off.")
        return Reply("".join(pieces)[:MOST_CHARS], tokens)


async def _within(until: float, writing: Coroutine[Any, Any, Reply]) -> Reply:
    try:
        async with asyncio.timeout(until - time.monotonic()):
            return await writing
    except TimeoutError as error:
        raise ModelTooSlow("the time was over before the model had finished.") from error


def _model(settings: ModelSettings, http: httpx.AsyncClient) -> BaseChatModel:
    common: dict[str, Any] = {
        "temperature": 0,
        "max_tokens": settings.max_tokens or None,
        "timeout": settings.timeout_s,
        "max_retries": 0,
        "disable_streaming": not settings.streaming,
    }
    if settings.provider == "openai":
        # OpenAI's own models take the limit under a newer name only, most other servers under the
        # older one only.
        host = urlsplit(settings.base_url).hostname or ""
        client = ChatOpenAI if host.endswith(_NEWER) else BaseChatOpenAI
        return client(
            model=settings.name,
            base_url=settings.base_url,
            # Never left out: the client would then send a key meant for another host.
            api_key=SecretStr(settings.api_key or "none"),
            seed=0,
            stream_chunk_timeout=None,
            http_async_client=http,
            **common,
        )
    if settings.base_url:
        common["base_url"] = settings.base_url
    if settings.api_key:
        common["api_key"] = settings.api_key
    try:
        model: BaseChatModel = init_chat_model(
            settings.name, model_provider=settings.provider, **common
        )
    # An unknown provider, a package that is not installed, a setting that the provider misses.
    except (ValueError, ImportError, TypeError) as error:
        raise SettingsError(
            f"{variable('model_provider')}: there is no client for {settings.provider}, or it "
            f"lacks something ({type(error).__name__}).",
            fix=f"Install langchain-{settings.provider}, or use the provider openai with "
            f"{variable('model_base_url')}.",
        ) from error
    return model


def _counted(chunk: AIMessageChunk) -> Tokens | None:
    usage = chunk.usage_metadata
    return Tokens(usage["input_tokens"], usage["output_tokens"]) if usage else None


def _mapped(error: Exception) -> ModelFailure:
    """Our error for a client's. Not with its text, which may repeat the question or the key."""
    kind = type(error).__name__
    status = getattr(error, "status_code", None)
    if status == _TOO_MANY:
        return ModelBusy("the model's server says that it is asked too often (429).")
    if isinstance(status, int) and status in _REFUSALS:
        return ModelRefused(f"the model's server refuses the request ({status}).")
    if isinstance(status, int):
        return ModelUnreachable(f"the model's server answers with a fault ({status}).")
    if isinstance(error, ValueError | TypeError | KeyError | AttributeError):
        return ModelGarbled(f"the model's server sends what cannot be read ({kind}).")
    return ModelUnreachable(f"the model's server does not answer as it should ({kind}).")
