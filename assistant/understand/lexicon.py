"""Entity linking: which records a question names, exactly, in another spelling, or nearly."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from assistant.understand.query import Mention
from assistant.understand.select import KIND_TOPICS
from assistant.understand.skeleton import skeleton
from assistant.understand.spellings import OtherSpellings
from corpus import Corpus, Kind, Record
from corpus.folding import fold

# Kinds whose names people use; a role cell, rule or silence is found by what it says.
_NAMED = (
    Kind.REQUIRED_SKILL,
    Kind.RECOMMENDED_SKILL,
    Kind.TRAINING_ITEM,
    Kind.PROGRAMME,
    Kind.FACET_GROUP,
    Kind.AXIS,
    Kind.TOPIC,
    Kind.FACT,
    Kind.RULE,
)
_FUZZY_KINDS = (
    Kind.REQUIRED_SKILL,
    Kind.RECOMMENDED_SKILL,
    Kind.TRAINING_ITEM,
    Kind.PROGRAMME,
    Kind.TOPIC,
)
# What a question can be about by itself; the rest are statements and kinds of things.
_THINGS = (
    Kind.REQUIRED_SKILL,
    Kind.RECOMMENDED_SKILL,
    Kind.TRAINING_ITEM,
    Kind.PROGRAMME,
    Kind.FACET_GROUP,
    Kind.AXIS,
)
# Their names are found elsewhere, but a near name must not take their place (データ活用).
_GROUPS = (Kind.FACET, Kind.LAYER, Kind.CATEGORY)
# One letter wrong is forgiven, two in a long name; with more, too many names meet.
_FUZZY_LENGTH = 5
_LONG = 10
_MOST_WRONG = 2
_FUZZY_SCORE = 78.0
_WORD = re.compile(r"[a-z][a-z'-]*")
_MOST_WORDS = 6
_ASCII = re.compile(r"[a-z0-9]")
_KANA_OR_KANJI = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


# How near (0 to 100), the name's length and skeleton, and where the words stand in the question.
_Rank = tuple[float, int, str, int, int]


@dataclass(frozen=True, slots=True)
class _Name:
    """One way to name some records."""

    record_ids: tuple[str, ...]
    fuzzy: bool
    weak: bool


class Lexicon:
    """All names of all records, ready to be found in a question.

    Args:
        corpus: Where the names come from.
        common: Names that are also everyday words; found, but marked weak.
        reading: How a Japanese name is read, in kana.
    """

    def __init__(
        self, corpus: Corpus, common: frozenset[str], reading: Callable[[str], str]
    ) -> None:
        ids: dict[str, list[str]] = defaultdict(list)
        shown: dict[str, str] = {}
        fuzzy: set[str] = set()
        for record in corpus.records.values():
            if record.kind not in _NAMED:
                continue
            names = [*names_of(record)]
            if record.kind in _FUZZY_KINDS:
                names.append(reading(record.name))
            for name in names:
                key = skeleton(fold(name))[0]
                if not key:
                    continue
                if record.id not in ids[key]:
                    ids[key].append(record.id)
                shown.setdefault(key, fold(name))
                if record.kind in _FUZZY_KINDS:
                    fuzzy.add(key)
        self._things = frozenset(r.id for kind in _THINGS for r in corpus.of(kind))
        groups = (r for kind in _GROUPS for r in corpus.of(kind))
        self._groups = frozenset(skeleton(fold(r.name))[0] for r in groups)
        commonplace = {skeleton(fold(word))[0] for word in common}
        self._names = {
            key: _Name(tuple(found), key in fuzzy, key in commonplace) for key, found in ids.items()
        }
        self._spellings = OtherSpellings(shown.items())
        self._by_length = sorted(self._names, key=lambda key: (-len(key), key))
        forgiving = [
            key
            for key, name in self._names.items()
            if name.fuzzy and not name.weak and len(key) >= _FUZZY_LENGTH
        ]
        self._spoken = tuple(key for key in forgiving if _KANA_OR_KANJI.search(key))
        self._written = tuple(key for key in forgiving if not _KANA_OR_KANJI.search(key))

    def find(self, folded: str) -> tuple[Mention, ...]:
        """Names in a folded question, longest first choice, in reading order, without overlap."""
        letters, offsets = skeleton(folded)
        taken = [False] * len(letters)
        mentions: list[Mention] = []
        for key in self._by_length:
            at = letters.find(key)
            while at >= 0:
                end = at + len(key)
                if not any(taken[at:end]) and _whole(folded, offsets, at, end, key):
                    taken[at:end] = [True] * len(key)
                    mentions.append(self._mention(key, offsets[at], offsets[end - 1] + 1, folded))
                at = letters.find(key, at + 1)
        mentions = self._respelt(mentions, folded)
        if not any(self._strong(mention) for mention in mentions):
            # A misspelt name is likelier than an everyday word that happens to be part of it.
            near = self._near(letters, offsets, folded, mentions)
            mentions = [m for m in mentions if not any(_overlap(m, n) for n in near)] + near
        return tuple(sorted(mentions, key=lambda mention: mention.start))

    def _respelt(self, mentions: list[Mention], folded: str) -> list[Mention]:
        """The mentions, and names in other spellings where none stands as it should."""
        found: list[Mention] = []
        for spelling in self._spellings.find(folded):
            name = self._names[spelling.key]
            mention = Mention(
                spelling.start,
                spelling.end,
                folded[spelling.start : spelling.end],
                name.record_ids,
                exact=spelling.romanised,
                # Among Latin letters an everyday word of Japanese is no longer one.
                weak=name.weak and not (spelling.romanised and self._thing(name.record_ids)),
            )
            counts = spelling.romanised or not mention.weak or self._thing(name.record_ids)
            if counts and not any(
                _overlap(other, mention) and not _within(other, mention) for other in mentions
            ):
                found.append(mention)
        strong = any(self._strong(mention) for mention in (*mentions, *found))
        found = [m for m in found if not (strong and m.weak)]
        return [m for m in mentions if not any(_overlap(m, other) for other in found)] + found

    def _group(self, near: Mention) -> bool:
        """Whether what a near name was found for is all but the name of a group (データ活用は)."""
        letters = skeleton(near.surface)[0]
        return letters in self._groups or letters[:-1] in self._groups

    def _strong(self, mention: Mention) -> bool:
        """Whether a mention names a thing, and not by an everyday word."""
        return not mention.weak and self._thing(mention.record_ids)

    def _thing(self, record_ids: tuple[str, ...]) -> bool:
        return not self._things.isdisjoint(record_ids)

    @staticmethod
    def _holds(found: Mention, near: Mention) -> bool:
        """Whether a name found stands against a near name in the same place."""
        if not _overlap(found, near):
            return False
        if not set(found.record_ids).isdisjoint(near.record_ids):
            return True
        everyday = found.weak or not KIND_TOPICS.isdisjoint(found.record_ids)
        return not everyday or _covers(found, near) or _all_but_one(found, near)

    def _mention(self, key: str, start: int, end: int, folded: str, exact: bool = True) -> Mention:
        name = self._names[key]
        return Mention(start, end, folded[start:end], name.record_ids, exact, name.weak)

    def _near(
        self, letters: str, offsets: tuple[int, ...], folded: str, found: list[Mention]
    ) -> list[Mention]:
        """The one name nearest to a stretch of the question that no name found holds, if any."""
        ranks: list[_Rank] = []
        for key in self._spoken:
            if near := _nearest_stretch(key, letters):
                score, start, end = near
                ranks.append((score, len(key), key, offsets[start], offsets[end - 1] + 1))
        ranks.extend(_nearest_words(self._written, folded))
        # Beside the name of a kind, that of a group stands for itself (推奨スキルのデータ活用).
        grouped = any(not mention.weak for mention in found)
        for _, _, key, start, end in sorted(ranks, reverse=True):
            mention = self._mention(key, start, end, folded, exact=False)
            if any(self._holds(other, mention) for other in found):
                continue
            if not (grouped and self._group(mention)):
                return [mention]
        return []


def _nearest_stretch(key: str, letters: str) -> tuple[float, int, int] | None:
    """The stretch of a skeleton that a Japanese name is nearest to, as (score, start, end)."""
    if len(letters) < len(key) - 1:
        return None
    found = fuzz.partial_ratio_alignment(key, letters, score_cutoff=_FUZZY_SCORE)
    if found is None:
        return None
    stretch = letters[found.dest_start : found.dest_end]
    allowed = _forgiven(key)
    distance = Levenshtein.distance(key, stretch, score_cutoff=allowed)
    if distance > allowed or not _KANA_OR_KANJI.search(stretch):
        return None
    return found.score, found.dest_start, found.dest_end


def _nearest_words(keys: Sequence[str], folded: str) -> Iterator[_Rank]:
    """The words of a folded question that English names are near to, likewise."""
    words = [match.span() for match in _WORD.finditer(folded)]
    spans = [
        (start, end)
        for first, (start, _) in enumerate(words)
        for _, end in words[first : first + _MOST_WORDS]
    ]
    stretches = [skeleton(folded[start:end])[0] for start, end in spans]
    distances = cdist(
        keys, stretches, scorer=Levenshtein.distance, score_cutoff=_MOST_WRONG, dtype=np.uint8
    )
    for row, column in np.argwhere(distances <= _MOST_WRONG):
        key, distance = keys[row], int(distances[row, column])
        if distance <= _forgiven(key):
            yield (100.0 * (1 - distance / len(key)), len(key), key, *spans[column])


def _forgiven(key: str) -> int:
    """How many letters of a name may be wrong."""
    return _MOST_WRONG if len(key) >= _LONG else 1


def _covers(first: Mention, second: Mention) -> bool:
    return first.start <= second.start and second.end <= first.end


def _all_but_one(first: Mention, second: Mention) -> bool:
    """Whether a name found exactly is all of a near name but a letter (情報発信, 情報発信力)."""
    exact, near = skeleton(first.surface)[0], skeleton(second.surface)[0]
    return _overlap(first, second) and len(exact) >= len(near) - 1


def _within(first: Mention, second: Mention) -> bool:
    """Whether an everyday word is only a part of a longer name."""
    return first.weak and _covers(second, first) and len(first.surface) < len(second.surface)


def _overlap(first: Mention, second: Mention) -> bool:
    return first.start < second.end and second.start < first.end


def names_of(record: Record) -> tuple[str, ...]:
    """Every name of a record: its own, its English one, its aliases, and its parts at a slash."""
    return (record.name, record.name_en, *record.aliases)


def _whole(folded: str, offsets: tuple[int, ...], start: int, end: int, key: str) -> bool:
    """Whether a Latin name stands as whole words (`pm` is not in `3pm` or `development`)."""
    first, last = offsets[start], offsets[end - 1]
    if _ASCII.match(key[0]) and first > 0 and _ASCII.match(folded[first - 1]):
        return False
    after = folded[last + 1 : last + 3]
    if _ASCII.match(key[-1]) and after[:1] and _ASCII.match(after[0]):
        # An English plural is the same word.
        return after[0] == "s" and not _ASCII.match(after[1:2] or " ")
    if _ASCII.match(key[0]) and not _KANA_OR_KANJI.search(key):
        # Separators that the skeleton drops must not glue parts of different words together.
        return "  " not in folded[first : last + 1]
    return True
