"""How English links what comes first to what follows: by, if, because; so that, thereby.

A link stands before the clause that it belongs to. At the beginning of a sentence, or after
"and,", it looks ahead up to the comma ("By sharing …, a structure is built"), else back.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.verify.lexicon import lexicon
from assistant.verify.links import Forms, Pair, Told
from assistant.verify.words import english_words, stem

_SENTENCES = re.compile(r"[!?\n]|\.(?=\s|$)")
_SUBJECT = re.compile(r"^.*?\b(?:is|are|was|were|be|been|being)\b")
# Without its subject a clause must still say so much.
_PREDICATE = 2
# Ranks of different sentences are as far apart, at least; there is no order between them.
FAR = 100.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a sentence between links, commas and "and".

    Attributes:
        text: As written.
        link: The sort of link before it, or empty.
        comma: Whether a comma stands before it.
        ahead: Whether its link looks ahead.
    """

    text: str
    link: str
    comma: bool
    ahead: bool


def stated_in_english(folded: str) -> tuple[Pair, ...]:
    """What an English claim lets follow from what."""
    return tuple(
        pair
        for sentence in _SENTENCES.split(folded)
        for pair in _pairs(_pieces(sentence))
        if pair.first and pair.then
    )


def order_in_english(folded: str) -> tuple[Told, ...]:
    """The words of an English text: sources come first, aims last, within their sentence.

    What is only told one after the other has no order, as "with" and "such as" often turn it.
    """
    found: list[Told] = []
    for number, sentence in enumerate(_SENTENCES.split(folded)):
        shift = 0.0
        for piece in _pieces(sentence):
            if piece.link:
                shift = -1.0 if piece.link == "source" else 1.0
            elif piece.comma:
                shift = 0.0
            rank = number * FAR + shift
            found += [Told(forms, rank) for forms in _telling(piece.text)]
    return tuple(found)


def _pairs(pieces: Sequence[_Piece]) -> Iterator[Pair]:
    for place, piece in enumerate(pieces):
        if not piece.link:
            continue
        end = place + 1
        while end < len(pieces) and not pieces[end].link and not pieces[end].comma:
            end += 1
        own = _joined(pieces[place:end])
        if piece.ahead:
            stop = end
            while stop < len(pieces) and not pieces[stop].link:
                stop += 1
            other = _joined(pieces[end:stop])
        else:
            begin = place
            while begin and not pieces[begin - 1].link:
                begin -= 1
            other = _joined(pieces[begin:place])
        yield Pair(own, other) if piece.link == "source" else Pair(other, own)


def _pieces(sentence: str) -> list[_Piece]:
    found: list[_Piece] = []
    position, link, comma, anew, ahead = 0, "", False, True, False
    for match in [*_links().finditer(sentence), None]:
        text = sentence[position : match.start() if match else len(sentence)]
        if text.strip():
            found.append(_Piece(text, link, comma, ahead))
            link, comma, anew = "", False, False
        if match is None:
            break
        position = match.end()
        if match.lastgroup == "next":
            comma |= match[0].lstrip()[:1] in {",", ";"}
            anew |= "and" in match[0]
        else:
            link, ahead = match.lastgroup or "", anew
    # Nothing can be ahead of the last clause.
    last = max((n for n, one in enumerate(found) if one.comma), default=0)
    return [replace(one, ahead=one.ahead and place < last) for place, one in enumerate(found)]


@cache
def _links() -> re.Pattern[str]:
    sorts = lexicon().order["en"].items()
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in sorts))


def _telling(text: str) -> tuple[Forms, ...]:
    links = _linking()
    return tuple((frozenset((one,)),) for one in english_words(text) if one not in links)


@cache
def _linking() -> frozenset[str]:
    return frozenset(stem(one) for one in lexicon().english.links)


def _joined(pieces: Iterable[_Piece]) -> tuple[Forms, ...]:
    """The words of some pieces; what is done to a subject tells more than the subject."""
    found: list[Forms] = []
    for piece in pieces:
        whole, predicate = _telling(piece.text), _telling(_SUBJECT.sub("", piece.text))
        found += predicate if len(predicate) >= _PREDICATE else whole
    return tuple(found)
