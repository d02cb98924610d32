"""The ways of ranking records that are measured side by side."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from assistant.retrieve import Retriever, Searcher, Weights
from assistant.understand.language import detect_language
from assistant.understand.reader import Reader
from corpus.folding import clean
from eval.retrieval.parts import Piece, RetrievalParts
from eval.retrieval.relevance import Relevance
from index.tokenizer import content_words, reading
from index.types import Hit, RecordHit


class Variant(StrEnum):
    """A way of ranking records for a question.

    The hybrid and its parts are `assistant.retrieve` with the other weights at zero:
    `bm25-passages` ranks records by their best passage, `bm25-records` by all that is indexed of
    them together, `bm25-fused` by both, `dense` by the cosine of their nearest passage,
    `classifier` by the margin of the classifier. `hybrid` has the weights that are shipped,
    `hybrid-understood` also the levels and topics that the question was understood to name, which
    is how the pipeline calls it. `-unparaphrased` stands for the same over an index without
    authored paraphrases.

    The baseline is `eval.baseline`: `baseline` has the records that its four pieces of text cover,
    in the order of reading the pieces from the first one's top; `baseline-pieces` counts a whole
    piece of 1,000 characters as one hit, right when it covers what is needed.
    """

    BM25_PASSAGES = "bm25-passages"
    BM25_RECORDS = "bm25-records"
    BM25_FUSED = "bm25-fused"
    DENSE = "dense"
    CLASSIFIER = "classifier"
    HYBRID = "hybrid"
    HYBRID_UNDERSTOOD = "hybrid-understood"
    BM25_PASSAGES_UNPARAPHRASED = "bm25-passages-unparaphrased"
    BM25_RECORDS_UNPARAPHRASED = "bm25-records-unparaphrased"
    BM25_FUSED_UNPARAPHRASED = "bm25-fused-unparaphrased"
    DENSE_UNPARAPHRASED = "dense-unparaphrased"
    CLASSIFIER_UNPARAPHRASED = "classifier-unparaphrased"
    HYBRID_UNPARAPHRASED = "hybrid-unparaphrased"
    BASELINE = "baseline"
    BASELINE_PIECES = "baseline-pieces"


Found = TypeVar("Found")

SHIPPED = Weights()
_SUFFIX = "-unparaphrased"


def part_weights(shipped: Weights) -> Mapping[Variant, Weights]:
    """The weights that leave only a part of the hybrid."""
    none = Weights(passages=0.0, records=0.0, dense=0.0, classifier=0.0)
    return {
        Variant.BM25_PASSAGES: replace(none, passages=1.0),
        Variant.BM25_RECORDS: replace(none, records=1.0),
        Variant.BM25_FUSED: replace(shipped, dense=0.0, classifier=0.0),
        Variant.DENSE: replace(none, dense=1.0),
        Variant.CLASSIFIER: replace(none, classifier=1.0),
        Variant.HYBRID: shipped,
    }


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a variant found for one question: labels of `Relevance`, best first, each once."""

    labels: tuple[str, ...]


class Ranker:
    """Ranks records for questions in every variant."""

    def __init__(self, parts: RetrievalParts, *, weights: Weights = SHIPPED) -> None:
        self._parts = parts
        self._reader = Reader(parts.corpus, content_words, reading)
        self._retrievers: dict[Variant, Retriever] = {}
        full, bare = Remembering(parts.index), Remembering(parts.unparaphrased)
        self._searched = replace(parts, index=full, unparaphrased=bare)
        for variant, part in part_weights(weights).items():
            without = Variant(variant + _SUFFIX)
            self._retrievers[variant] = Retriever(parts.corpus, full, part)
            self._retrievers[without] = Retriever(parts.corpus, bare, part)

    def weighing(self, weights: Weights) -> "Ranker":
        """The same with other weights, without searching anew for what was searched for."""
        return Ranker(self._searched, weights=weights)

    def rank(self, variant: Variant, relevance: Relevance) -> Ranking:
        """The ranking of a variant for a question."""
        asked = clean(relevance.question.turns[-1].ask)
        if variant is Variant.BASELINE:
            pieces = self._parts.baseline(asked)
            found = [record_id for piece in pieces for record_id in piece.record_ids]
            return _labelled(found, relevance.label)
        if variant is Variant.BASELINE_PIECES:
            return _by_piece(self._parts.baseline(asked), relevance)
        if variant is Variant.HYBRID_UNDERSTOOD:
            query = self._reader.read(asked, detect_language(asked, "ja"))
            evidence = self._retrievers[Variant.HYBRID].retrieve(
                query.standalone, query.levels, query.topics
            )
        else:
            evidence = self._retrievers[variant].retrieve(asked)
        ids = [one.record.id for one in evidence.candidates if one.score > 0]
        return _labelled(ids, relevance.label)


class Remembering:
    """An index that is asked everything once: the variants search for the same questions."""

    def __init__(self, index: Searcher) -> None:
        self._index = index
        self._lexical: dict[tuple[str, int], tuple[Hit, ...]] = {}
        self._records: dict[tuple[str, int], tuple[RecordHit, ...]] = {}
        self._dense: dict[tuple[str, int], tuple[Hit, ...]] = {}
        self._classified: dict[tuple[str, int], tuple[RecordHit, ...]] = {}

    def lexical(self, text: str, k: int) -> tuple[Hit, ...]:
        """The `k` best passages by words."""
        return _remembered(self._lexical, (text, k), self._index.lexical)

    def records(self, text: str, k: int) -> tuple[RecordHit, ...]:
        """The `k` best records by words."""
        return _remembered(self._records, (text, k), self._index.records)

    def dense(self, text: str, k: int) -> tuple[Hit, ...]:
        """The `k` best passages by meaning."""
        return _remembered(self._dense, (text, k), self._index.dense)

    def classified(self, text: str, k: int) -> tuple[RecordHit, ...]:
        """The `k` likeliest records by the classifier."""
        return _remembered(self._classified, (text, k), self._index.classified)

    def familiarity(self, text: str) -> float:
        """How much of a text is in words that are used of the strategy, from 0 to 1."""
        return self._index.familiarity(text)


def _remembered(
    known: dict[tuple[str, int], Found], key: tuple[str, int], search: Callable[[str, int], Found]
) -> Found:
    if key not in known:
        known[key] = search(*key)
    return known[key]


def _labelled(record_ids: Iterable[str], label: Callable[[str], str]) -> Ranking:
    return Ranking(tuple(dict.fromkeys(label(record_id) for record_id in record_ids)))


def _by_piece(pieces: Sequence[Piece], relevance: Relevance) -> Ranking:
    """What each piece covers of the needs; one that covers none is a miss of one place."""
    labels: list[str] = []
    for number, piece in enumerate(pieces, start=1):
        covered = [relevance.label(record_id) for record_id in piece.record_ids]
        labels += [one for one in covered if one in relevance.relevant] or [f"piece {number}"]
    return Ranking(tuple(dict.fromkeys(labels)))
