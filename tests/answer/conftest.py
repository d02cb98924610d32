"""Asking the real pipeline over the real index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from assistant.conversation import EMPTY
from assistant.types import Answer, Language

if TYPE_CHECKING:
    from assistant.pipeline import Pipeline


class Ask(Protocol):
    """Holds a conversation and returns the answer to its last turn."""

    def __call__(self, *turns: str, language: Language | None = None) -> Answer: ...


@pytest.fixture(scope="session")
def ask(pipeline: Pipeline) -> Ask:
    def hold(*turns: str, language: Language | None = None) -> Answer:
        conversation = EMPTY
        for question in turns:
            turn = pipeline.ask(question, conversation, language=language)
            conversation = turn.conversation
        return turn.answer

    return hold
