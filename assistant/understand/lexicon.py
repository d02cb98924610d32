"""Entity linking: which records a question names, exactly, in another spelling, or nearly."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from assistant.understand.query import Mention
from assistant.understand.skeleton import skeleton
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
# One letter wrong is forgiven, two in a long name; with more, too many names meet.
_FUZZY_LENGTH = 5
_LONG = 10
_FUZZY_SCORE = 78.0
_WORD = re.compile(r"[a-z][a-z'-]*")
_MOST_WORDS = 6
_ASCII = re.compile(r"[a-z0-9]")
_KANA_OR_KANJI = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Name:
    """One way to name some records."""

    folded: str
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
        commonplace = {skeleton(fold(word))[0] for word in common}
        self._names = {
            key: _Name(shown[key], tuple(found), key in fuzzy, key in commonplace)
            for key, found in ids.items()
        }
        self._by_length = sorted(self._names, key=lambda key: (-len(key), key))

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
        if all(mention.weak for mention in mentions):
            near = self._near(letters, offsets, folded)
            # A misspelt name is likelier than an everyday word that happens to be part of it.
            if near and not any(_covers(m, near[0]) or _all_but_one(m, near[0]) for m in mentions):
                mentions = [m for m in mentions if not _overlap(m, near[0])] + near
        return tuple(sorted(mentions, key=lambda mention: mention.start))

    def _mention(self, key: str, start: int, end: int, folded: str, exact: bool = True) -> Mention:
        name = self._names[key]
        return Mention(start, end, folded[start:end], name.record_ids, exact, name.weak)

    def _near(self, letters: str, offsets: tuple[int, ...], folded: str) -> list[Mention]:
        """The one name nearest to a stretch of the question, if near enough."""
        best: tuple[float, int, str, int, int] | None = None
        for key in self._by_length:
            name = self._names[key]
            if not name.fuzzy or name.weak or len(key) < _FUZZY_LENGTH:
                continue
            spoken = _KANA_OR_KANJI.search(key) is not None
            near = _nearest_stretch(key, letters) if spoken else _nearest_words(key, folded)
            if near is None:
                continue
            score, start, end = near
            if spoken:
                start, end = offsets[start], offsets[end - 1] + 1
            rank = (score, len(key), key, start, end)
            best = max(best, rank) if best else rank
        if best is None:
            return []
        _, _, key, start, end = best
        return [self._mention(key, start, end, folded, exact=False)]


def _nearest_stretch(key: str, letters: str) -> tuple[float, int, int] | None:
    """The stretch of a skeleton that a Japanese name is nearest to, as (score, start, end)."""
    if len(letters) < len(key) - 1:
        return None
    found = fuzz.partial_ratio_alignment(key, letters, score_cutoff=_FUZZY_SCORE)
    if found is None:
        return None
    stretch = letters[found.dest_start : found.dest_end]
    if _distance(key, stretch) is None or not _KANA_OR_KANJI.search(stretch):
        return None
    return found.score, found.dest_start, found.dest_end


def _nearest_words(key: str, folded: str) -> tuple[float, int, int] | None:
    """The words of a folded question that an English name is nearest to, likewise."""
    words = [match.span() for match in _WORD.finditer(folded)]
    best: tuple[float, int, int] | None = None
    for first, (start, _) in enumerate(words):
        for _, end in words[first : first + _MOST_WORDS]:
            distance = _distance(key, skeleton(folded[start:end])[0])
            if distance is not None:
                found = (100.0 * (1 - distance / len(key)), start, end)
                best = max(best, found) if best else found
    return best


def _distance(key: str, stretch: str) -> int | None:
    """The edit distance, if the two are near enough to be the same name."""
    allowed = 2 if len(key) >= _LONG else 1
    distance = Levenshtein.distance(key, stretch, score_cutoff=allowed)
    return distance if distance <= allowed else None


def _covers(first: Mention, second: Mention) -> bool:
    return first.start <= second.start and second.end <= first.end


def _all_but_one(first: Mention, second: Mention) -> bool:
    """Whether a name found exactly is all of a near name but a letter (情報発信, 情報発信力)."""
    exact, near = skeleton(first.surface)[0], skeleton(second.surface)[0]
    return _overlap(first, second) and len(exact) >= len(near) - 1


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
