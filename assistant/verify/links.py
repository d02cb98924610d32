"""How Japanese links what comes first to what follows: ことで, 場合, ので; に向けて, ために.

A sentence is cut at its links and at the commas of what is only told next. A link stands behind the
piece that it belongs to.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import nan

from assistant.verify.lexicon import lexicon
from assistant.verify.words import words

# The forms by which another text may have a word, the nearest first.
Forms = tuple[frozenset[str], ...]
_SENTENCES = re.compile(r"[。!?;；\n]")
# Links that say nothing of what comes first.
_LOOSE = {"", "next", "stop", "topic", "apart"}
# What stands before one of these goes with what comes after it, wherever that ends.
_BESIDE = {"topic", "apart"}


@dataclass(frozen=True, slots=True)
class Pair:
    """What a claim says to come first, and what then.

    Attributes:
        first: Words of what comes first.
        then: Words of what follows.
        open: Whether the link leaves open which is which.
    """

    first: Sequence[Forms]
    then: Sequence[Forms]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A word of the evidence.

    Attributes:
        forms: Of the word.
        rank: Of what tells it; what comes first has the lower one. Not a number where that is
            open.
        reason: Whether it stands in what 「ため」 ends.
    """

    forms: Forms
    rank: float
    reason: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    told: tuple[Forms, ...]
    link: str


def stated(folded: str) -> tuple[Pair, ...]:
    """What a Japanese claim lets follow from what."""
    return tuple(
        pair
        for sentence in _SENTENCES.split(folded)
        for pair in _pairs(_pieces(sentence))
        if pair.first and pair.then
    )


def order_of(folded: str) -> tuple[Told, ...]:
    """The words of a Japanese text in the order of what they tell: an aim comes last."""
    found: list[Told] = []
    start = 0.0
    for sentence in _SENTENCES.split(folded):
        pieces = _pieces(sentence)
        place = 0
        for piece in pieces:
            rank = start + (len(pieces) if piece.link == "aim" else place)
            # What 「ため」 means is open, so it comes neither before nor after.
            rank = nan if piece.link == "either" else rank
            place += piece.link not in _BESIDE
            found += [Told(forms, rank, piece.link == "either") for forms in piece.told]
        start += len(pieces) + 1
    return tuple(found)


def _pairs(pieces: Sequence[_Piece]) -> Iterator[Pair]:
    for place, piece in enumerate(pieces):
        if piece.link in _LOOSE:
            continue
        begin = place
        while begin and pieces[begin - 1].link == "next":
            begin -= 1
        end = next((n for n in range(place, len(pieces)) if pieces[n].link == "stop"), len(pieces))
        before, after = _joined(pieces[begin : place + 1]), _joined(pieces[place + 1 : end + 1])
        if not after:
            # 「…のは、…場合です」: what follows is told first.
            cut = next((n for n in range(place) if pieces[n].link == "topic"), place)
            before, after = _joined(pieces[cut + 1 : place + 1]), _joined(pieces[: cut + 1])
        if piece.link == "aim":
            # What is done for it ends where something else comes from that.
            stop = next((n for n in range(place + 1, end) if pieces[n].link not in _LOOSE), end)
            yield Pair(_joined(pieces[place + 1 : stop + 1]) or after, piece.told)
        elif piece.link == "either":
            yield Pair(before, after, open=True)
        else:
            yield Pair(before, after)
            # What comes next comes from it most surely.
            yield Pair(piece.told, _joined(pieces[place + 1 : place + 2]))


def _pieces(sentence: str) -> list[_Piece]:
    found: list[_Piece] = []
    position = 0
    for match in _links().finditer(sentence):
        told, link = _telling(sentence[position : match.start()]), match.lastgroup or ""
        position = match.end()
        if told or not found:
            found.append(_Piece(told, link))
        elif link not in _LOOSE:
            # 「…し、そこから」: the link is of what stands before the comma.
            found[-1] = replace(found[-1], link=link)
    found.append(_Piece(_telling(sentence[position:]), ""))
    return [one for one in found if one.told]


@cache
def _links() -> re.Pattern[str]:
    sorts = lexicon().order["ja"].items()
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in sorts))


def _telling(text: str) -> tuple[Forms, ...]:
    return tuple(
        (frozenset((word.lemma,)), frozenset(f"#{group}" for group in word.synonyms))
        for word in words(text)
        if word.says_something
    )


def _joined(pieces: Iterable[_Piece]) -> tuple[Forms, ...]:
    return tuple(forms for piece in pieces for forms in piece.told)
