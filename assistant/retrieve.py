"""Ranking records for a question: BM25, embeddings and a classifier over all that is indexed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from corpus import Corpus, Kind, Record
from index.types import Hit, RecordHit

# Half-saturation of BM25 scores. Makes them comparable between questions of different length.
_PASSAGE_HALF = 14.0
_RECORD_HALF = 25.0
_DEPTH = 120
# How many questions' rankings are kept, for the steps of answering them alone.
_REMEMBERED = 4
# A record of a level that was not asked for is rarely meant.
_OTHER_LEVEL = 0.55
# A statement of a part of the text that the question names is likelier meant.
_NAMED_TOPIC = 1.3


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the four rankings in the fused score; tuned on the development questions.

    Attributes:
        passages: BM25 of a record's best single passage.
        records: BM25 over all that is indexed of a record together.
        dense: Cosine similarity of a record's nearest passage.
        classifier: How surely the classifier takes the question for the record's.
    """

    passages: float = 0.085
    records: float = 0.51
    dense: float = 0.255
    classifier: float = 0.35


class Searcher(Protocol):
    """What retrieval needs of an index."""

    def lexical(self, text: str, k: int) -> tuple[Hit, ...]:
        """The `k` best passages by words."""

    def records(self, text: str, k: int) -> tuple[RecordHit, ...]:
        """The `k` best records by words."""

    def dense(self, text: str, k: int) -> tuple[Hit, ...]:
        """The `k` best passages by meaning."""

    def classified(self, text: str, k: int) -> tuple[RecordHit, ...]:
        """The `k` records that a classifier finds likeliest, by margin (about -1 to 1)."""

    def familiarity(self, text: str) -> float:
        """How much of a text is in words that are used of the strategy, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record with the reasons it was found.

    Attributes:
        score: Fused, 0 to the sum of the weights.
        lexical: Its two BM25 scores, saturated and weighed, 0 to 1.
        dense: Cosine similarity of its best passage.
        classified: Margin of the classifier, from -1..1 to 0..1.
        passage: The passage that spoke loudest for it.
    """

    record: Record
    score: float
    lexical: float
    dense: float
    classified: float
    passage: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything retrieval found for a question, best first."""

    candidates: tuple[Candidate, ...]

    def of(self, *kinds: Kind) -> tuple[Candidate, ...]:
        """Candidates of some kinds."""
        return tuple(c for c in self.candidates if c.record.kind in kinds)

    def where(self, keep: Callable[[Record], bool]) -> "Evidence":
        """The evidence narrowed to some records."""
        return Evidence(tuple(c for c in self.candidates if keep(c.record)))

    def lent(self, to: Mapping[str, Record]) -> "Evidence":
        """The evidence with the scores of some records given to others, where those are higher.

        Args:
            to: By record id, the record that is found as well as it.
        """
        best = {c.record.id: c for c in self.candidates}
        for candidate in self.candidates:
            other = to.get(candidate.record.id)
            if other and (other.id not in best or best[other.id].score < candidate.score):
                best[other.id] = replace(candidate, record=other)
        return Evidence(tuple(sorted(best.values(), key=lambda c: (-c.score, c.record.id))))

    def weighed(self, factor: Callable[[Record], float]) -> "Evidence":
        """The evidence with each score multiplied by a factor of its record, ranked anew."""
        candidates = [replace(c, score=c.score * factor(c.record)) for c in self.candidates]
        return Evidence(tuple(sorted(candidates, key=lambda c: (-c.score, c.record.id))))

    @property
    def best(self) -> Candidate | None:
        """The first candidate, if any."""
        return self.candidates[0] if self.candidates else None


class Retriever:
    """Ranks the records of a corpus through an index of their passages."""

    def __init__(self, corpus: Corpus, index: Searcher, weights: Weights = Weights()) -> None:
        self.corpus = corpus
        self._index = index
        self._weights = weights
        # Several steps look for the same; the ranking does not change between them.
        self._ranked = lru_cache(maxsize=_REMEMBERED)(self._rank)

    def retrieve(
        self, text: str, levels: tuple[int, ...] = (), topics: frozenset[str] = frozenset()
    ) -> Evidence:
        """Rank records for a question text, favouring the levels and topics it names.

        Args:
            text: The question.
            levels: Records of other levels count for less.
            topics: Keys of topics; their statements, and silences near them, count for more.
        """
        return self._ranked(text, levels, topics)

    def _rank(self, text: str, levels: tuple[int, ...], topics: frozenset[str]) -> Evidence:
        weights = self._weights
        words: dict[str, tuple[float, str]] = {}
        meaning: dict[str, tuple[float, str]] = {}
        for hit in self._index.lexical(text, _DEPTH):
            _keep_best(words, hit, hit.score / (hit.score + _PASSAGE_HALF))
        for hit in self._index.dense(text, _DEPTH):
            _keep_best(meaning, hit, max(0.0, hit.score))
        together = {
            hit.record_id: hit.score / (hit.score + _RECORD_HALF)
            for hit in self._index.records(text, _DEPTH)
        }
        margins = {
            hit.record_id: min(1.0, max(0.0, (hit.score + 1) / 2))
            for hit in self._index.classified(text, _DEPTH)
        }
        candidates = []
        for record_id in dict.fromkeys((*words, *meaning, *together, *margins)):
            record = self.corpus.get(record_id)
            alone, passage = words.get(record_id, (0.0, ""))
            dense, nearest = meaning.get(record_id, (0.0, ""))
            lexical = weights.passages * alone + weights.records * together.get(record_id, 0.0)
            classified = margins.get(record_id, 0.0)
            score = lexical + weights.dense * dense + weights.classifier * classified
            if levels and record.level is not None and record.level not in levels:
                score *= _OTHER_LEVEL
            if topics and self._is_about(record, topics):
                score *= _NAMED_TOPIC
            candidates.append(
                Candidate(record, score, lexical, dense, classified, nearest or passage)
            )
        candidates.sort(key=lambda c: (-c.score, c.record.id))
        return Evidence(tuple(candidates))

    def knows(self, words: Iterable[str]) -> bool:
        """Whether any of the words occurs in what is indexed; true for no words."""
        listed = tuple(words)
        return not listed or any(self._index.lexical(word, 1) for word in listed)

    def familiarity(self, text: str) -> float:
        """How much of a question is in words that are used of the strategy, from 0 to 1."""
        return self._index.familiarity(text)

    def _is_about(self, record: Record, topics: frozenset[str]) -> bool:
        if record.kind is Kind.SILENCE:
            return any(self.corpus.get(near).group in topics for near in record.near)
        return record.group in topics


def _keep_best(best: dict[str, tuple[float, str]], hit: Hit, score: float) -> None:
    # The principal record of a passage owns its score; others share it slightly reduced.
    for place, record_id in enumerate(hit.passage.record_ids):
        value = score if place == 0 else score * 0.9
        if record_id not in best or value > best[record_id][0]:
            best[record_id] = (value, hit.passage.text)
