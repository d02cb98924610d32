"""What is indexed and what a search returns."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.types import Span

Origin = Literal["text", "name", "expansion"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One unit of the index.

    Attributes:
        id: Stable: made from the record ids, the origin and the content.
        text: What is searched: a piece of the source with its names, a record's names alone, or
            one authored paraphrase.
        origin: `text` for a piece of the source, `name` for names and aliases (and for a silence,
            which has nothing else), `expansion` for an authored paraphrase. Only `text` passages
            may be quoted.
        record_ids: The records it stands for, the principal one first.
        spans: The pieces of the source it holds; empty unless the origin is `text`.
        heading_path: Titles above it, outermost first; empty unless the origin is `text`.
    """

    id: str
    text: str
    origin: Origin
    record_ids: tuple[str, ...]
    spans: tuple[Span, ...]
    heading_path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by one search.

    Attributes:
        score: Higher is better; comparable within one search only.
        rank: 1 for the best.
    """

    passage: Passage
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class RecordHit:
    """A record found by one search over everything that is indexed of it.

    Attributes:
        score: Higher is better; comparable within one search only.
        rank: 1 for the best.
    """

    record_id: str
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class LexicalSettings:
    """How BM25 scores (Robertson and Zaragoza 2009; the variants are those of bm25s).

    Attributes:
        method: `lucene`, `robertson` or `atire`: how rare words weigh.
        k1: How soon repeating a word stops paying, from 0.
        b: How far long passages are held back, 0 to 1.
    """

    method: Literal["lucene", "robertson", "atire"] = "lucene"
    k1: float = 1.2
    b: float = 0.75


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Where the index lives and with what it is built.

    Attributes:
        directory: The folder of all builds; the current one is found through a pointer in it.
        model: Path of a local sentence-transformers model, or a hub name (`org/name`, or
            `org/name@revision`).
        query_prefix: Put before every query (some models want it).
        passage_prefix: Put before every passage.
        passage_scoring: The parameters of BM25 over passages.
        record_scoring: The parameters of BM25 over whole records, which differ in length for no
            reason of their own: some were paraphrased more often.
    """

    directory: Path
    model: str
    query_prefix: str = ""
    passage_prefix: str = ""
    passage_scoring: LexicalSettings = LexicalSettings()
    record_scoring: LexicalSettings = LexicalSettings(b=0.4)
