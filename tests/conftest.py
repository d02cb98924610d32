"""What the tests share: the real corpus, one real index a session, the real pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus import Corpus, load_corpus
from index.types import IndexSettings

if TYPE_CHECKING:
    from assistant.pipeline import Pipeline


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The corpus of the checkout."""
    return load_corpus()


@pytest.fixture(scope="session")
def built_index_settings(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    """Settings of an index of the whole corpus, built once in a folder of its own. Do not alter."""
    # Imported here: tests that need no index should not pay for its libraries.
    from assistant.settings import Settings
    from index.build import build_index

    data_dir = tmp_path_factory.mktemp("session")
    settings = Settings(data_dir=data_dir).index
    build_index(corpus, settings)
    return settings


@pytest.fixture(scope="session")
def pipeline(built_index_settings: IndexSettings) -> Pipeline:
    """The pipeline over that index."""
    from assistant.pipeline import Pipeline
    from assistant.settings import Settings

    directory = built_index_settings.directory
    return Pipeline.open(Settings(data_dir=directory.parent, index_dir=directory))
