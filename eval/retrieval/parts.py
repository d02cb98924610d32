"""What retrieval is measured over: the index, one without paraphrases, and the plain baseline."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.retrieve import Searcher
from corpus import Corpus
from eval.baseline import Baseline
from index.build import build_index
from index.embedder import Embedder
from index.reader import open_index
from index.types import IndexSettings


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text as the baseline cuts it.

    Attributes:
        record_ids: The records that it covers, in the order of the text. A record is covered by a
            piece that holds its longest quote whole.
    """

    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetrievalParts:
    """Everything that ranks.

    Attributes:
        index: As the assistant uses it.
        unparaphrased: Of the same records, text and names, without the authored paraphrases.
        baseline: The pieces that the baseline finds for a question, best first.
    """

    corpus: Corpus
    index: Searcher
    unparaphrased: Searcher
    baseline: Callable[[str], tuple[Piece, ...]]


@contextmanager
def open_parts(corpus: Corpus, settings: IndexSettings) -> Iterator[RetrievalParts]:
    """Open the index that is in use and build the others beside it, in a folder for the while.

    Args:
        corpus: What the index is of.
        settings: Of the index in use; the others get the same model and scoring.

    Raises:
        IndexFailure: The index is missing, stale or damaged, or the model cannot be loaded.
    """
    index = open_index(corpus, settings)
    with tempfile.TemporaryDirectory(prefix="retrieval-") as name:
        folder = Path(name)
        bare = replace(corpus, expansions=())
        bare_settings = replace(settings, directory=folder / "index")
        build_index(bare, bare_settings)
        unparaphrased = open_index(bare, bare_settings)
        try:
            yield RetrievalParts(
                corpus=corpus,
                index=index,
                unparaphrased=unparaphrased,
                baseline=_baseline(corpus, folder / "baseline", Embedder.of(settings)),
            )
        finally:
            unparaphrased.close()
            index.close()


def _baseline(
    corpus: Corpus, folder: Path, embedder: Embedder
) -> Callable[[str], tuple[Piece, ...]]:
    plain = Baseline(folder, embedder)
    plain.add(corpus.source.text)

    def search(question: str) -> tuple[Piece, ...]:
        return tuple(piece_of(corpus, found.page_content) for found in plain.search(question))

    return search


def piece_of(corpus: Corpus, content: str) -> Piece:
    """The piece of the source that reads like this.

    Raises:
        ValueError: The source holds no such piece.
    """
    start = corpus.source.text.index(content)
    end = start + len(content)
    held: list[tuple[int, str]] = []
    for record in corpus.records.values():
        if record.quotes:
            span = max(record.quotes, key=lambda quote: len(quote.text)).span
            if start <= span.start and span.end <= end:
                held.append((span.start, record.id))
    return Piece(tuple(record_id for _, record_id in sorted(held)))
