"""Where the sentences of a text are, and which markers stand in them.

On purpose this shares nothing with the verifier that is judged: a slip there must not hide here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MARKER = re.compile(r"〔(\d+)〕")
QUOTED = re.compile(r"「([^「」]*)」")

_OPEN, _CLOSE = "「『（(", "」』）)"
_TRAILING = re.compile(r"(?:\s*〔\d+〕)+")
# Points that end no sentence.
_ABBREVIATED = re.compile(r"(?:Lv|lv|ver|TEL|e\.g|i\.e)\.$")
_BLANK = "\u3000"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text with its markers.

    Attributes:
        index: 0-based.
        start: Its first character in the text.
        end: One past its last, the full stop and its markers included.
    """

    index: int
    start: int
    end: int
    text: str

    @property
    def markers(self) -> tuple[int, ...]:
        """The numbers of its markers, in order of first use."""
        return tuple(dict.fromkeys(int(found) for found in MARKER.findall(self.text)))


@lru_cache(maxsize=16384)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text; what ends without a full stop is one, too."""
    return tuple(
        Sentence(index, start, end, text[start:end])
        for index, (start, end) in enumerate(_bounds(text))
    )


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    start = depth = position = 0
    while position < len(text):
        char = text[position]
        depth = max(0, depth + (char in _OPEN) - (char in _CLOSE))
        position += 1
        if depth or not _ends(text, position):
            continue
        trailing = _TRAILING.match(text, position)
        position = trailing.end() if trailing else position
        yield start, position
        while position < len(text) and text[position].isspace():
            position += 1
        start = position
    if text[start:].strip():
        yield start, len(text)


def _ends(text: str, position: int) -> bool:
    """Whether the character before `position` ends a sentence."""
    char = text[position - 1]
    if char in "。！？":
        return True
    if char != "." or not (position == len(text) or text[position].isspace()):
        return False
    return not _ABBREVIATED.search(text[max(0, position - 5) : position])


def blanked(text: str, *, names: frozenset[str] = frozenset()) -> str:
    """The text with markers and quotations blanked out, every other character in its place.

    Args:
        text: Any text.
        names: Quotations that are kept, because they are names and quote nothing.
    """

    def blank(match: re.Match[str]) -> str:
        return match[0] if match[1] in names else _BLANK * len(match[0])

    return QUOTED.sub(blank, MARKER.sub(lambda match: _BLANK * len(match[0]), text))
