"""Names of facets, layers and categories in a question, in any spelling."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from assistant.understand.lexicon import names_of
from assistant.understand.skeleton import skeleton
from assistant.understand.spellings import OtherSpellings, Spelling
from corpus import Corpus, Kind
from corpus.folding import fold

_LEFT_OUT_AFTER = re.compile(
    r"[」』\"]?(?:の?(?:列|欄|観点|カテゴリー?|区分))?(?:以外|を?除|を抜|のほか)"
)
_LEFT_OUT_BEFORE = re.compile(
    r"(?:except(?: for)?|other than|excluding|besides|apart from|leaving out)\s(?:the\s)?[「\"]?$"
)

_KANJI = re.compile(r"[一-鿿々]+")
_KATAKANA = re.compile(r"[ァ-ヶー]+")
# A shorter name may be another word with one letter in common too few.
_LONG_ENOUGH = 4
_SHORT = 2
# What may follow a short name without making another word of it (思考面).
_AFTER_A_NAME = "面系側列欄的軸層別"


@dataclass(frozen=True, slots=True)
class GroupMention:
    """A group named in the question.

    Attributes:
        key: Of the group (`thinking`, `gold`, `security`).
        length: Of the name, in letters of its skeleton.
        start: First character in the question.
        end: One past the last.
        exact: Whether it is written as the text writes it.
    """

    key: str
    length: int
    start: int
    end: int
    exact: bool = True


class GroupNames:
    """Every name of the groups of a kind."""

    def __init__(self, corpus: Corpus, kind: Kind) -> None:
        keys: dict[str, list[str]] = {}
        written: dict[str, str] = {}
        for record in corpus.of(kind):
            for name in names_of(record):
                short = record.id.split("/")[-1]
                key = skeleton(fold(name))[0]
                written.setdefault(key, fold(name))
                owners = keys.setdefault(key, [])
                if short not in owners:
                    owners.append(short)
        self._keys = dict(sorted(keys.items(), key=lambda pair: (-len(pair[0]), pair[0])))
        self._spellings = OtherSpellings(written.items())
        self.romanised_words = self._spellings.romanised_words

    def find(self, masked: str) -> tuple[GroupMention, ...]:
        """The groups named, in reading order; a longer name hides the shorter ones in it."""
        letters, offsets = skeleton(masked)
        taken = [False] * len(letters)
        found: list[GroupMention] = []
        for name, keys in self._keys.items():
            at = letters.find(name)
            while at >= 0:
                end = at + len(name)
                if not any(taken[at:end]) and _word(masked, offsets[at], offsets[end - 1] + 1):
                    taken[at:end] = [True] * len(name)
                    place = (offsets[at], offsets[end - 1] + 1)
                    found.extend(GroupMention(key, len(name), *place) for key in keys)
                at = letters.find(name, at + 1)
        for other in self._spellings.find(masked):
            # A longer name wins over one that is only a part of it (使命官 over 使命).
            found = [one for one in found if not _part(one, other)]
            if not any(one.start < other.end and other.start < one.end for one in found):
                found.extend(
                    GroupMention(key, len(other.key), other.start, other.end)
                    for key in self._keys[other.key]
                )
        if not found:
            found.extend(self._misspelt(letters, offsets))
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _misspelt(self, letters: str, offsets: Sequence[int]) -> Iterator[GroupMention]:
        """Names with one other kanji (業務逐行), or in kana but for voicing (ブロンス)."""
        for name, keys in self._keys.items():
            if len(name) >= _LONG_ENOUGH and _KATAKANA.fullmatch(name):
                at = _unvoiced(letters).find(_unvoiced(name))
                if at >= 0:
                    place = (offsets[at], offsets[at + len(name) - 1] + 1)
                    yield from (GroupMention(key, len(name), *place) for key in keys)
                    return
            if len(name) < _LONG_ENOUGH or not _KANJI.fullmatch(name):
                continue
            for at in range(len(letters) - len(name) + 1):
                window = letters[at : at + len(name)]
                wrong = sum(a != b for a, b in zip(window, name, strict=True))
                if wrong == 1 and _KANJI.fullmatch(window):
                    place = (offsets[at], offsets[at + len(name) - 1] + 1)
                    yield from (GroupMention(key, len(name), *place, exact=False) for key in keys)
                    return


def meant(found: Iterable[GroupMention], masked: str, everything: Iterable[str]) -> tuple[str, ...]:
    """The keys meant: those named, or all others where the question leaves them out.

    Args:
        found: What is named.
        masked: The question.
        everything: All keys, for 「…以外」.
    """
    keys = dict.fromkeys(mention.key for mention in found)
    left_out = {
        mention.key
        for mention in found
        if _LEFT_OUT_AFTER.match(masked, mention.end)
        or _LEFT_OUT_BEFORE.search(masked[: mention.start])
    }
    if not left_out:
        return tuple(keys)
    rest = tuple(key for key in keys if key not in left_out)
    return rest or tuple(key for key in everything if key not in left_out)


def _unvoiced(text: str) -> str:
    """The letters without the marks of voicing, as many as before."""
    return "".join(normalize("NFD", letter)[0] for letter in text)


def _part(mention: GroupMention, whole: Spelling) -> bool:
    """Whether a mention stands in a longer name."""
    shorter = mention.end - mention.start < whole.end - whole.start
    return shorter and whole.start <= mention.start and mention.end <= whole.end


def _word(text: str, start: int, end: int) -> bool:
    """Whether a name stands by itself, and is no part of another word (外部環境)."""
    if not text[start].isascii():
        short = end - start <= _SHORT and bool(_KANJI.fullmatch(text[start:end]))
        return not (short and (_KANJI.match(text[end:]) and text[end] not in _AFTER_A_NAME))
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
