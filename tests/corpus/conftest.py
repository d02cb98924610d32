import shutil
from pathlib import Path

import pytest

from corpus import Corpus
from corpus.framework import CORPUS_DIR


@pytest.fixture(scope="session")
def lines(corpus: Corpus) -> list[str]:
    """The lines of the source; `lines[205]` is the one that the notes call L205."""
    return ["", *corpus.source.text.split("\n")]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the corpus that a test may damage."""
    return Path(shutil.copytree(CORPUS_DIR, tmp_path / "corpus", copy_function=shutil.copyfile))
