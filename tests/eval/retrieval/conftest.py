"""The real parts, built once a session."""

from collections.abc import Iterator

import pytest

from corpus import Corpus
from eval.retrieval import RetrievalParts, open_parts
from index.types import IndexSettings


@pytest.fixture(scope="session")
def parts(corpus: Corpus, built_index_settings: IndexSettings) -> Iterator[RetrievalParts]:
    with open_parts(corpus, built_index_settings) as opened:
        yield opened
