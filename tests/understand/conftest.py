"""A reader over the real corpus; it needs no index."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.conversation import Conversation, Shown
from assistant.understand.cues import load_cues
from assistant.understand.followup import FollowUps
from assistant.understand.lexicon import Lexicon
from assistant.understand.query import Query
from assistant.understand.reader import Reader
from corpus import Corpus
from index.tokenizer import content_words, reading


@pytest.fixture(scope="session")
def reader(corpus: Corpus) -> Reader:
    return Reader(corpus, content_words, reading)


@pytest.fixture(scope="session")
def lexicon(corpus: Corpus) -> Lexicon:
    return Lexicon(corpus, load_cues().common_names, reading)


@pytest.fixture(scope="session")
def after(reader: Reader, corpus: Corpus) -> Callable[..., Query]:
    """How a question is understood after another one, whose answer showed some records."""

    def ask(first: str, second: str, *shown: str) -> Query:
        quotes = tuple((i, quote.field) for i in shown for quote in corpus.get(i).quotes)
        conversation = Conversation((Shown(reader.read(first), shown, quotes),))
        return FollowUps(corpus, reader.read).complete(reader.read(second), conversation)

    return ask
