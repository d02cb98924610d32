"""Japanese names in Latin letters, however they are romanised.

One form stands for all the ways to write a name: Hepburn, Kunrei or as typed on a keyboard; long
vowels with a macron, a circumflex, doubled, with u or h, or not marked; with or without hyphens,
apostrophes and spaces. It is coarse on purpose: whole names are compared, not syllables.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

# The rows of the syllabary, by their consonant; the vowels in the order of the syllabary.
_VOWELS = "aiueo"
_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "g": "ガギグゲゴ",
    "s": "サシスセソ",
    "z": "ザジズゼゾ",
    "t": "タチツテト",
    "d": "ダヂヅデド",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "b": "バビブベボ",
    "p": "パピプペポ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
}
_SYLLABLES = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, _VOWELS, strict=True)
} | {
    "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "ヴ": "bu",
    "ヂ": "zi", "ヅ": "zu", "ー": "", "ッ": "",
}  # fmt: skip
_SMALL_Y = dict(zip("ャュョ", ("ya", "yu", "yo"), strict=True))
_SMALL_VOWELS = dict(zip("ァィゥェォ", _VOWELS, strict=True))
# What stays of a syllable before a small vowel, beside its consonant (シェ she, ウェ we).
_GLIDES = {"シ": "y", "チ": "y", "ジ": "y", "ウ": "w"}

_REWRITES = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"[^a-z0-9]", ""),
        (r"tch", "ch"),
        (r"oh(?![aiueoy])", "o"),
        (r"l", "r"),
        (r"v", "b"),
        (r"f", "h"),
        (r"sh", "sy"),
        (r"ch|cy", "ty"),
        (r"j", "zy"),
        (r"ts", "t"),
        (r"dz", "z"),
        (r"y+(?=i)", ""),
        (r"y+", "y"),
        (r"m(?=[^aiueoy])", "n"),
        (r"wo", "o"),
        (r"o[ou]+", "o"),
        (r"e[ei]+", "e"),
        (r"(.)\1+", r"\1"),
        (r"du", "zu"),
    )
)
_WORD = re.compile(r"[a-z0-9\u00df-\u017f]+")
_BETWEEN = re.compile(r"[ '’`・-]{0,3}")
_MOST_WORDS = 8
_FEWEST_TYPED = 5
_FEWEST_LETTERS = 4
# In a short name made of several words, too many English words meet (don't take: テック).
_FEWEST_JOINED = 6
_SHORTEST_ENGLISH = 3
_UNSETTLED = 2


def romanised(kana: str) -> str:
    """A reading in katakana in the one form of its romanisations; other letters stay."""
    parts: list[str] = []
    for place, char in enumerate(kana):
        if char in _SMALL_Y and parts:
            parts[-1] = parts[-1][:-1] + _SMALL_Y[char]
        elif char in _SMALL_VOWELS and parts:
            glide = _GLIDES.get(kana[place - 1], "")
            parts[-1] = parts[-1][:-1] + glide + _SMALL_VOWELS[char]
        else:
            parts.append(_SYLLABLES.get(char, char))
    return normal("".join(parts))


def normal(typed: str) -> str:
    """The one form of a romanised name as typed (`tekiō-ryoku`, `tekiou ryoku` give `tekioryoku`).

    Anything but letters and digits is dropped.
    """
    letters = unicodedata.normalize("NFD", typed.lower())
    for pattern, new in _REWRITES:
        letters = pattern.sub(new, letters)
    return letters


class RomanisedNames:
    """Names to be found in their romanisations.

    Args:
        names: Each name's key with its reading in katakana, Latin words in it as they are.
        readings_of: The readings of a word in the dictionary, in katakana.
    """

    def __init__(
        self, names: Iterable[tuple[str, str]], readings_of: Callable[[str], frozenset[str]]
    ) -> None:
        self._keys: dict[str, str] = {}
        self._readings_of = readings_of
        for key, kana in names:
            form = romanised(kana)
            if len(form) >= _FEWEST_LETTERS and form.isascii() and not kana.isascii():
                self._keys.setdefault(form, key)
        self._beginnings = {form[:end] for form in self._keys for end in range(len(form) + 1)}

    def find(self, folded: str) -> tuple[tuple[int, int, str], ...]:
        """Romanised names in a folded question as (start, end, key), longest first choice."""
        words = [match.span() for match in _WORD.finditer(folded)]
        found: list[tuple[int, int, str]] = []
        after = 0
        for first, (start, _) in enumerate(words):
            if start < after:
                continue
            run = _run(folded, words[first : first + _MOST_WORDS])
            if names := [*self._romanised(folded, run), *self._half_english(folded, run)]:
                after, key = max(names)
                found.append((start, after, key))
        return tuple(found)

    def _romanised(self, folded: str, run: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
        """Names that begin where a run of words does, with their ends."""
        typed = ""
        for start, end in run:
            typed += folded[start:end]
            form = normal(typed)
            fewest = _FEWEST_LETTERS if end == run[0][1] else _FEWEST_JOINED
            if len(typed) >= _FEWEST_TYPED and len(form) >= fewest and form in self._keys:
                yield end, self._keys[form]
            if not self._begins(form):
                return

    def _half_english(self, folded: str, run: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
        """The same with English words in them (`task kanri`), as they are said in Japanese."""
        form = ""
        kinds = set()
        for start, end in run:
            word = folded[start:end]
            said = self._readings_of(word) if len(word) >= _SHORTEST_ENGLISH else frozenset()
            kinds.add(bool(said))
            form = normal(form + (romanised(min(said)) if said else word))
            if len(kinds) == 2 and len(form) >= _FEWEST_JOINED and form in self._keys:
                yield end, self._keys[form]
            if not self._begins(form):
                return

    def _begins(self, form: str) -> bool:
        """Whether a name may begin so; what comes next can still change the last letters."""
        return form[:-_UNSETTLED] in self._beginnings


def _run(folded: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first of the words and those that follow it without a break."""
    run = words[:1]
    for word in words[1:]:
        if not _BETWEEN.fullmatch(folded[run[-1][1] : word[0]]):
            break
        run.append(word)
    return run
