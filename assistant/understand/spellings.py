"""Names in other spellings: in Latin letters, or in characters that sound the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.understand.homophones import HomophoneNames
from assistant.understand.romaji import RomanisedNames
from index.tokenizer import readings, readings_of

_KANJI = re.compile(r"[\u3400-\u9fff]")
_HIRAGANA = re.compile(r"[\u3041-\u3096]")
# In kana; a shorter phrase may be read like one of other words (競争する力, 共創する力).
_LONG_PHRASE = 12


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name found in another spelling.

    Attributes:
        start: First character in the folded question.
        end: One past the last.
        key: Of the name.
        romanised: In Latin letters; otherwise in other characters of the same sound.
    """

    start: int
    end: int
    key: str
    romanised: bool


class OtherSpellings:
    """Names to be found in spite of how they are spelt.

    Args:
        names: Each name's key with the folded name.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        spoken = [(key, name, _spoken(name)) for key, name in names if not name.isascii()]
        self._romanised = RomanisedNames(((key, kana) for key, _, kana in spoken), readings_of)
        self._homophones = HomophoneNames(
            (
                (key, kana)
                for key, name, kana in spoken
                if _KANJI.search(name) and (len(kana) >= _LONG_PHRASE or not _phrase(name))
            ),
            readings_of,
        )

    def find(self, folded: str) -> tuple[Spelling, ...]:
        """Names in a folded question; romanised ones first, each sort in reading order.

        Names that are written as they should be are found as well.
        """
        words = readings(folded)
        boundaries = {word.start for word in words} | {word.end for word in words}
        return (
            *(Spelling(*found, romanised=True) for found in self._romanised.find(folded)),
            *(
                Spelling(*found, romanised=False)
                for found in self._homophones.find(folded, boundaries)
            ),
        )


def _phrase(name: str) -> bool:
    """Whether words of grammar are in a name: others may say the same of something else."""
    return bool(_HIRAGANA.search(name.replace("的な", "")))


def _spoken(folded: str) -> str:
    """How a name is read, in katakana but for the Latin words in it."""
    return "".join(
        written if (written := folded[word.start : word.end]).isascii() else word.kana
        for word in readings(folded)
    )
