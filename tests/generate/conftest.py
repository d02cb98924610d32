"""A scripted model on a port of its own, the real client for it, the real pipeline with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from assistant.generate.types import ModelSettings
from index.types import IndexSettings
from tests.model.server import NAME, ModelServer, serving_model

if TYPE_CHECKING:
    from assistant.generate.chat import ChatClient
    from assistant.pipeline import Pipeline
    from corpus import Corpus
    from index.reader import Index

# Far beyond what a right answer takes, also where other processes keep the machine busy.
PATIENT = 60.0
# What a model that is too slow is given, and the most that giving it up may take.
HASTY = 1.0
PROMPT_ENOUGH = 10.0

Connect = Callable[..., "ChatClient"]
Open = Callable[..., "Pipeline"]


def model_settings(address: str, **changes: object) -> ModelSettings:
    """Settings for the scripted model."""
    given: dict[str, object] = {
        "name": NAME,
        "provider": "openai",
        "base_url": address,
        "api_key": "",
        "timeout_s": PATIENT,
        "max_tokens": 256,
        "concurrency": 2,
        "queue": 2,
        "streaming": True,
    }
    return ModelSettings(**{**given, **changes})  # type: ignore[arg-type]


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with serving_model() as server:
        yield server


@pytest.fixture
def connect(model: ModelServer) -> Iterator[Connect]:
    """Make clients of the model; they are closed at the end."""
    from assistant.generate.chat import ChatClient

    with ExitStack() as opened:

        def make(**changes: object) -> ChatClient:
            client = ChatClient(model_settings(model.address, **changes))
            opened.callback(client.close)
            return client

        yield make


@pytest.fixture(scope="session")
def index(corpus: Corpus, built_index_settings: IndexSettings) -> Iterator[Index]:
    from index.reader import open_index

    opened = open_index(corpus, built_index_settings)
    yield opened
    opened.close()


@pytest.fixture
def open_pipeline(corpus: Corpus, index: Index, model: ModelServer) -> Iterator[Open]:
    """Open pipelines that use the model, over one index; they are closed at the end."""
    from assistant.pipeline import Pipeline, model_writer
    from assistant.settings import Settings

    with ExitStack() as opened:

        def make(**changes: object) -> Pipeline:
            given: dict[str, object] = {
                "model": NAME,
                "model_base_url": model.address,
                "model_timeout_s": PATIENT,
            }
            settings = Settings(**{**given, **changes})
            pipeline = Pipeline(
                corpus,
                index,
                index_id=index.manifest.index_id,
                max_question_chars=settings.max_question_chars,
                writer=model_writer(settings, corpus),
            )
            opened.callback(pipeline.close)
            return pipeline

        yield make
