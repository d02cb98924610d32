"""Opening the index in use: checked first, then searched."""

import math
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from corpus import Corpus
from index import layout
from index.classifier import RecordClassifier
from index.embedder import Embedder
from index.errors import IndexDamaged, IndexMissing, IndexStale
from index.lexical import LexicalIndex
from index.manifest import BuildSettings, Manifest, hash_files, read_manifest
from index.passages import by_record
from index.types import Hit, IndexSettings, Origin, Passage, RecordHit
from index.versions import classifier_version, tokenizer_version

if TYPE_CHECKING:
    from index.store import VectorStore

_FIX = "Run `assistant index build`."
# Records of what the text is not about.
_OUTSIDE = "outside/"
# A token in this many passages is as familiar as can be; English ones are fewer.
_FAMILIAR_JAPANESE = 100
_FAMILIAR_ENGLISH = 20


class Index:
    """An open index. Safe to search from several threads.

    The model and the vector store are opened at the first dense search, because a question that is
    answered without one should not wait for them; `warm` opens them at once.
    """

    def __init__(
        self, folder: Path, manifest: Manifest, passages: tuple[Passage, ...], embedder: Embedder
    ) -> None:
        self.manifest = manifest
        self.passages = passages
        self._folder = folder
        self._embedder = embedder
        self._by_passage = LexicalIndex.load(folder / layout.PASSAGE_WORDS)
        self._by_record = LexicalIndex.load(folder / layout.RECORD_WORDS)
        self._classifier = RecordClassifier.load(folder / layout.CLASSIFIER)
        self._record_ids = tuple(by_record(passages))
        self._numbers = {passage.id: number for number, passage in enumerate(passages)}
        self._masks: dict[Origin, npt.NDArray[np.bool_]] = {}
        for origin in manifest.passages:
            self._masks[origin] = np.array([passage.origin == origin for passage in passages])
        self._inside = np.array([not p.record_ids[0].startswith(_OUTSIDE) for p in passages])
        self._store: VectorStore | None = None
        self._opening = threading.Lock()

    def lexical(self, text: str, k: int, *, origin: Origin | None = None) -> tuple[Hit, ...]:
        """The best `k` passages by BM25, best first; only those that share a token with `text`."""
        among = self._masks[origin] if origin else None
        return self._hits(self._by_passage.search(text, k, among=among))

    def records(self, text: str, k: int) -> tuple[RecordHit, ...]:
        """The best `k` records by BM25 over all that is indexed of each, best first.

        Adds up what a record's text, names and paraphrases have in common with `text`, where
        `lexical` takes each of them alone.
        """
        return tuple(
            RecordHit(self._record_ids[number], score, rank)
            for rank, (number, score) in enumerate(self._by_record.search(text, k), start=1)
        )

    def classified(self, text: str, k: int) -> tuple[RecordHit, ...]:
        """The `k` records that the classifier finds likeliest, by margin (about -1 to 1).

        Empty when the classifier knows nothing of `text`.
        """
        return tuple(
            RecordHit(record_id, margin, rank)
            for rank, (record_id, margin) in enumerate(self._classifier.search(text, k), start=1)
        )

    def familiarity(self, text: str) -> float:
        """How much of a text is in words that are used of the strategy, from 0 to 1.

        The mean over its tokens of log(1 + n) / log(most), at most 1, where n passages hold the
        token and `most` is 100, or 20 in Latin letters. Passages of matters outside the text don't
        count. 1 for a text without tokens.
        """
        spread = self._by_passage.spread(text, self._inside)
        each = [
            min(1.0, math.log1p(passages) / math.log(_most(token)))
            for token, passages in spread.items()
        ]
        return sum(each) / len(each) if each else 1.0

    def dense(self, text: str, k: int, *, origin: Origin | None = None) -> tuple[Hit, ...]:
        """The `k` nearest passages by cosine similarity (-1 to 1), best first.

        Empty when the model knows nothing of `text`.

        Raises:
            ModelUnavailable: The model cannot be loaded.
            IndexDamaged: The vector store cannot be read.
        """
        store = self._opened()
        vector = self._embedder.embed_queries([text])[0]
        if not vector.any():
            return ()
        found = [(self._numbers[i], score) for i, score in store.query(vector, k, origin=origin)]
        return self._hits(sorted(found, key=lambda pair: (-pair[1], pair[0])))

    def warm(self) -> None:
        """Open now what is otherwise opened at the first dense search.

        Raises:
            ModelUnavailable: The model cannot be loaded.
            IndexDamaged: The vector store cannot be read, or holds another number of vectors.
        """
        self._opened()

    def close(self) -> None:
        """Release the files of the vector store."""
        with self._opening:
            if self._store is not None:
                self._store.close()
                self._store = None

    def _hits(self, found: list[tuple[int, float]]) -> tuple[Hit, ...]:
        return tuple(
            Hit(self.passages[number], score, rank)
            for rank, (number, score) in enumerate(found, start=1)
        )

    def _opened(self) -> "VectorStore":
        with self._opening:
            if self._store is None:
                from index.store import ChromaStore

                self._embedder.load()
                store = ChromaStore.open(self._folder / layout.STORE)
                if store.count() != self.manifest.vectors:
                    count = store.count()
                    store.close()
                    raise IndexDamaged(
                        f"the vector store holds {count} vectors"
                        f" instead of {self.manifest.vectors}.",
                        fix=_FIX,
                    )
                self._store = store
            return self._store


def _most(token: str) -> int:
    return _FAMILIAR_ENGLISH if token.isascii() else _FAMILIAR_JAPANESE


def open_index(corpus: Corpus, settings: IndexSettings) -> Index:
    """Open the index in use, having checked that it is whole and fits.

    Raises:
        IndexMissing: There is none.
        IndexDamaged: A file of it is missing or altered.
        IndexStale: It was built from another corpus, model, setting or tokenizer.
        ModelUnavailable: The model's folder is missing.
    """
    folder = layout.current_build(settings.directory)
    manifest = read_manifest(folder)
    embedder = Embedder.of(settings)
    _check_fits(manifest, corpus, settings, embedder)
    _check_whole(folder, manifest)
    passages = layout.read_passages(folder)
    return Index(folder, manifest, passages, embedder)


@dataclass(frozen=True, slots=True)
class IndexState:
    """What a look at the index found.

    Attributes:
        status: `current` when it can be used as it is.
        reason: Why not, and what to do; empty when current.
        manifest: Of a current index; None otherwise.
    """

    status: Literal["current", "missing", "stale", "damaged"]
    reason: str = ""
    manifest: Manifest | None = None


def index_state(corpus: Corpus, settings: IndexSettings, *, deep: bool = False) -> IndexState:
    """Look whether the index can be used.

    Args:
        corpus: What it should be of.
        settings: With what it should be built.
        deep: Also load the model and open the vector store, which takes about a second.

    Raises:
        ModelUnavailable: The model cannot be found (or, when deep, loaded).
    """
    try:
        index = open_index(corpus, settings)
        if deep:
            index.warm()
        index.close()
    except IndexMissing as error:
        return IndexState("missing", str(error))
    except IndexStale as error:
        return IndexState("stale", str(error))
    except IndexDamaged as error:
        return IndexState("damaged", str(error))
    return IndexState("current", manifest=index.manifest)


def _check_fits(
    manifest: Manifest, corpus: Corpus, settings: IndexSettings, embedder: Embedder
) -> None:
    pairs = {
        "another text or other data of the corpus": (manifest.corpus_digest, corpus.digest),
        "another embedding model": (manifest.model_fingerprint, embedder.fingerprint()),
        "other settings": (manifest.settings, BuildSettings.of(settings)),
        "another tokenizer": (manifest.tokenizer, tokenizer_version()),
        "another classifier": (manifest.classifier, classifier_version()),
    }
    differing = [what for what, (built, wanted) in pairs.items() if built != wanted]
    if differing:
        raise IndexStale(f"the index was built with {', '.join(differing)}.", fix=_FIX)


def _check_whole(folder: Path, manifest: Manifest) -> None:
    found = hash_files(folder)
    wrong = sorted(
        path for path in manifest.files | found if manifest.files.get(path) != found.get(path)
    )
    if wrong:
        raise IndexDamaged(
            f"files of the index in {folder} are missing or altered: {', '.join(wrong[:3])}.",
            fix=_FIX,
        )
