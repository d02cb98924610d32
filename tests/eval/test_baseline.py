"""The baseline is what it says: pieces by length, the nearest four."""

from pathlib import Path

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from corpus import Corpus, load_corpus
from eval.baseline import OVERLAP_CHARS, PIECE_CHARS, Baseline, K


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


def test_keeps_the_text_in_pieces_and_finds_four(corpus: Corpus, tmp_path: Path) -> None:
    baseline = Baseline(tmp_path, DeterministicFakeEmbedding(size=32))
    pieces = baseline.add(corpus.source.text)
    assert pieces >= len(corpus.source.text) / PIECE_CHARS
    assert pieces <= len(corpus.source.text) / (PIECE_CHARS - OVERLAP_CHARS) * 2
    found = baseline.search("批判的思考とは")
    assert len(found) == K == 4
    for document in found:
        assert len(document.page_content) <= PIECE_CHARS
        assert document.page_content in corpus.source.text


def test_finds_the_same_after_reopening(corpus: Corpus, tmp_path: Path) -> None:
    embeddings = DeterministicFakeEmbedding(size=32)
    Baseline(tmp_path, embeddings).add(corpus.source.text)
    first, again = (Baseline(tmp_path, embeddings).search("役割") for _ in range(2))
    assert [d.page_content for d in first] == [d.page_content for d in again]
    assert len(again) == K
