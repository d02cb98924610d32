"""The project's own words: what the strategy says of a thing, and how people ask for it.

Read through `corpus`, so that a new edition or new paraphrases need nothing here.
"""

import re

from corpus import Corpus, Kind, Record
from index.training.data import sentences

_LATIN = re.compile(r"[a-z]{2,}")
_CELL_END = re.compile(r"[\n\t]|</?p>")


def strategy_sentences(corpus: Corpus) -> list[str]:
    """Split the strategy text into sentences and table cells, without the markup of the cells."""
    return [piece for cell in _CELL_END.split(corpus.source.text) for piece in sentences(cell)]


def abbreviations(corpus: Corpus) -> list[str]:
    """List the Latin words of the strategy, lower case: each shall be one piece (dx, ai, ui)."""
    return sorted(set(_LATIN.findall(corpus.source.text.lower())))


def record_texts(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Collect, by record id, the names and quotes under which the strategy knows a record.

    The outside, which stands for every other subject, is no subject and is left out.
    """
    return {record.id: _own_texts(record) for record in corpus.records.values() if _counts(record)}


def paraphrases(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Collect, by record id, the authored words in which people ask for a record."""
    found: dict[str, list[str]] = {}
    for expansion in corpus.expansions:
        if _counts(corpus.records[expansion.record_id]):
            found.setdefault(expansion.record_id, []).append(expansion.text)
    return {record_id: tuple(texts) for record_id, texts in found.items()}


def _own_texts(record: Record) -> tuple[str, ...]:
    names = (record.name, record.name_en, *record.aliases)
    quotes = (quote.text for quote in record.quotes)
    return tuple(dict.fromkeys(text for text in (*names, *quotes) if text))


def _counts(record: Record) -> bool:
    return record.kind is not Kind.OUTSIDE
