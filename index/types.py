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
        id: Stable: made from the record ids and the content.
        text: What is searched: a piece of the source with its names, a record's names alone, or
            one authored paraphrase.
        origin: `text` for a piece of the source, `name` for names and aliases, `expansion` for an
            authored paraphrase. Only `text` passages may be quoted.
        record_ids: The records it stands for, the principal one first.
        spans: The pieces of the source it holds; empty for an expansion.
        heading_path: Titles above it, outermost first.
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
class IndexSettings:
    """Where the index lives and with what it is built.

    Attributes:
        directory: The folder of all builds; the current one is found through a pointer in it.
        model: Path of a local sentence-transformers model, or a hub name.
        query_prefix: Put before every query (some models want it).
        passage_prefix: Put before every passage.
    """

    directory: Path
    model: str
    query_prefix: str = ""
    passage_prefix: str = ""
