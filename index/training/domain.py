"""The project's own words: what the strategy says of a thing, and how people ask for it.

Read through `corpus`, so that a new edition or new paraphrases need nothing here.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from sudachipy import Dictionary, SplitMode  # type: ignore[import-untyped]

from corpus import Corpus, Kind, Record
from index.training.data import sentences

Texts = dict[str, tuple[str, ...]]

# Words that the strategy itself writes in two ways.
SPELLINGS = (("人財", "人材"), ("フォロワーシップ", "フォローアップ"))

_ONE_SCRIPT = re.compile(r"[\u3400-\u9fff々]{2,4}|[ァ-ヴー]{2,12}|[a-z]{2,12}")
_JAPANESE = re.compile(r"[\u3400-\u9fff々]{2,3}|[ァ-ヴー]{2,8}")
_LARGEST_GROUP = 12
_LATIN = re.compile(r"[a-z]{2,}")
_CELL_END = re.compile(r"[\n\t]|</?p>")


def strategy_sentences(corpus: Corpus) -> list[str]:
    """Split the strategy text into sentences and table cells, without the markup of the cells."""
    return [piece for cell in _CELL_END.split(corpus.source.text) for piece in sentences(cell)]


def words(corpus: Corpus, synonyms: Mapping[int, Sequence[str]]) -> list[str]:
    """List the words that the strategy and its readers use, each in one script, lower case.

    Latin words of the strategy (dx, ai, ui) always count; any other word when the strategy, the
    records and the paraphrases hold it twice. Synonyms of such words follow them.

    Args:
        corpus: the strategy text, its records and their paraphrases.
        synonyms: groups of words of like meaning.
    """
    splitter = Dictionary().tokenizer(mode=SplitMode.A)
    texts = strategy_sentences(corpus)
    for groups in (record_texts(corpus), paraphrases(corpus)):
        texts += [text for group in groups.values() for text in group]
    counts = Counter(m.surface().lower() for text in texts for m in splitter.tokenize(text))
    used = {word for word, count in counts.items() if count > 1 and _ONE_SCRIPT.fullmatch(word)}
    used |= set(_LATIN.findall(corpus.source.text.lower()))
    related = {
        word.lower()
        for group in synonyms.values()
        if len(group) <= _LARGEST_GROUP and used.intersection(group)
        for word in group
    }
    return sorted(used | {word for word in related if _JAPANESE.fullmatch(word)})


def record_texts(corpus: Corpus) -> Texts:
    """Collect, by record id, the names and quotes under which the strategy knows a record.

    The outside, which stands for every other subject, is no subject and is left out.
    """
    return {record.id: _own_texts(record) for record in corpus.records.values() if _counts(record)}


def paraphrases(corpus: Corpus) -> Texts:
    """Collect, by record id, the authored words in which people ask for a record."""
    found: dict[str, list[str]] = {}
    for expansion in corpus.expansions:
        if _counts(corpus.records[expansion.record_id]):
            found.setdefault(expansion.record_id, []).append(expansion.text)
    return {record_id: tuple(texts) for record_id, texts in found.items()}


def hold_out(groups: Texts, every: int) -> tuple[Texts, Texts]:
    """Set aside every n-th text of each group.

    Args:
        groups: texts by record id.
        every: n; 0 sets nothing aside.

    Returns:
        The texts to learn from and those set aside, both by record id.
    """
    if every == 0:
        return groups, {}
    kept = {
        key: tuple(text for number, text in enumerate(texts, 1) if number % every)
        for key, texts in groups.items()
    }
    return kept, {key: texts[every - 1 :: every] for key, texts in groups.items()}


def _own_texts(record: Record) -> tuple[str, ...]:
    names = (record.name, record.name_en, *record.aliases)
    quotes = (quote.text for quote in record.quotes)
    return tuple(dict.fromkeys(text for text in (*names, *quotes) if text))


def _counts(record: Record) -> bool:
    return record.kind is not Kind.OUTSIDE
