"""Corruptions of numbers: counts, dates, years, shares, telephone numbers, versions."""

import re
from collections.abc import Iterator
from random import Random

from corpus.folding import fold
from eval.corruptions.places import LEVEL
from eval.corruptions.spots import Corrupted, Setting, Spot, spots
from eval.corruptions.types import Case

# A comma that no digit follows is none of the number.
_DIGITS = re.compile(r"\d(?:[\d,]*\d)?")
_KANJI = re.compile(r"[二三四五六七八九十](?=つ|本柱|段階|層|年間|個|種類)")
_KANJI_ROW = "一二三四五六七八九十"
_WORD_ROW = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_WORDS = re.compile(rf"\b(?:{'|'.join(_WORD_ROW[1:])})\b", re.IGNORECASE)
# Counters before which a count is also written in kanji.
_COUNTED = re.compile(r"つ|本柱|段階|層|年間")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b(?! be\b)")


def change_number(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Change one number of a sentence to one that neither it nor what it cites holds."""
    for spot in spots(case):
        open_text = LEVEL.sub(lambda found: "\u3000" * len(found[0]), spot.open_text(setting))
        open_text = re.sub(r"(?<=[～~〜])[1-5]", "\u3000", open_text)
        held = _held(spot)
        for found in _DIGITS.finditer(open_text):
            new = _other_digits(found[0], held, rng)
            if _COUNTED.match(open_text, found.end()) and len(found[0]) == 1 and rng.random() < 0.3:
                new = _KANJI_ROW[int(new) - 1]
            yield spot.replaced(found.start(), found.end(), new)
        for found in _KANJI.finditer(open_text):
            value = _KANJI_ROW.index(found[0]) + 1
            new = _KANJI_ROW[_other(value, 10, held, rng) - 1]
            yield spot.replaced(found.start(), found.end(), new)
        for found in _WORDS.finditer(open_text):
            value = _WORD_ROW.index(found[0].lower()) + 1
            word = _WORD_ROW[_other(value, 12, held, rng) - 1]
            word = word.capitalize() if found[0][0].isupper() else word
            yield spot.replaced(found.start(), found.end(), word)
        for found in _MONTH.finditer(open_text):
            month = rng.choice([one for one in _MONTHS if one not in spot.text])
            yield spot.replaced(found.start(), found.end(), month)


def _held(spot: Spot) -> set[int]:
    text = f"{fold(spot.text)}\n{spot.quoted_text()}"
    numbers = {int(number.replace(",", "")) for number in _DIGITS.findall(text)}
    return numbers | {_KANJI_ROW.index(char) + 1 for char in _KANJI.findall(text)}


def _other_digits(written: str, held: set[int], rng: Random) -> str:
    """The number with one digit changed, or a near one where it is short."""
    if len(written) <= 2:
        return str(_other(int(written), 31, held, rng)).zfill(len(written))
    places = [at for at, char in enumerate(written) if char.isdigit()]
    while True:
        at = rng.choice(places)
        digit = rng.choice("123456789".replace(written[at], ""))
        new = f"{written[:at]}{digit}{written[at + 1 :]}"
        if int(new.replace(",", "")) not in held:
            return new


def _other(value: int, most: int, held: set[int], rng: Random) -> int:
    """A number from 2 to `most`, near where there is one that is not held."""
    free = [one for one in range(2, most + 1) if one not in held and one != value]
    near = [one for one in free if abs(one - value) <= 3]
    return rng.choice(near or free)
