"""What comes first and what follows from it: as the evidence has it.

「現状を可視化することで、領域を特定する」 and 「領域を特定することで、現状を可視化する」 have the
same words. A claim that says by its links (ことで, 場合, ために; by, if, so that) that one thing
leads to another is held to the order of the evidence: that of its links, and in Japanese, where it
has none, that of its telling.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from assistant.types import Language
from assistant.verify.links import Forms, Pair, Told, order_of, stated
from assistant.verify.links_en import FAR, order_in_english, stated_in_english
from assistant.verify.thesaurus import substitutes
from corpus.folding import fold

# So many pairs of words must stand the other way round before an order is called reversed, and so
# many times as many as stand the right way. Tuned on dev.
LEAST = 2
TIMES = 3


@dataclass(frozen=True, slots=True)
class _Known:
    """Where the evidence tells its words.

    Attributes:
        ranks: By form, the ranks of what tells it: of the words themselves, then of what may stand
            for them.
        reasons: The forms in what ends in 「ため」, which may be a cause or an aim.
    """

    ranks: tuple[Mapping[str, frozenset[float]], ...]
    reasons: frozenset[str]


def reversed_in(claim: str, evidence: Iterable[str], language: Language) -> str:
    """What the claim lets follow from what, in the evidence, follows from it; else empty.

    Args:
        claim: Without markers.
        evidence: The cited texts, in English their renderings.
        language: Of both.
    """
    folded = fold(claim)
    pairs = stated_in_english(folded) if language == "en" else stated(folded)
    if not pairs:
        return ""
    for text in evidence:
        known = _known(text, language)
        for pair in pairs:
            if turned := _turned(pair, known):
                return turned
    return ""


def _turned(pair: Pair, known: _Known) -> str:
    """The words that a claim puts last and the evidence first, where most are so; else empty."""
    both = {forms[0] for forms in pair.first} & {forms[0] for forms in pair.then}
    first, then = (
        [
            (rank, forms)
            for forms in side
            if forms[0] not in both and (rank := _rank(forms, known)) is not None
        ]
        for side in (pair.first, pair.then)
    )
    if pair.open:
        # What 「ため」 means is open: only its own two sides can have been exchanged.
        first = [(rank, forms) for rank, forms in first if not _is_reason(forms, known)]
        then = [(rank, forms) for rank, forms in then if _is_reason(forms, known)]
        wrong, right = len(first) * len(then), 0
    else:
        gaps = [one - other for (one, _), (other, _) in product(first, then)]
        gaps = [gap for gap in gaps if abs(gap) < FAR / 2]
        wrong, right = sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps)
    if wrong < LEAST or wrong < TIMES * right:
        return ""
    return "、".join(sorted(min(forms[0]) for _, forms in then)[:2])


def _is_reason(forms: Forms, known: _Known) -> bool:
    return any(not own.isdisjoint(known.reasons) for own in forms)


def _rank(forms: Forms, known: _Known) -> float | None:
    """The rank of what tells a word; None where nothing does, or several things."""
    for ranks_of, own in product(known.ranks, forms):
        ranks = frozenset[float]().union(*(ranks_of.get(one, ()) for one in own))
        if ranks:
            return next(iter(ranks)) if len(ranks) == 1 else None
    return None


@lru_cache(maxsize=512)
def _known(text: str, language: Language) -> _Known:
    told = order_in_english(fold(text)) if language == "en" else order_of(fold(text))
    far = [
        Told((frozenset(substitutes(one, language)),), piece.rank, piece.reason)
        for piece in told
        for one in piece.forms[0]
    ]
    reasons = (own for piece in told if piece.reason for own in piece.forms)
    return _Known((_ranks(told), _ranks(far)), frozenset[str]().union(*reasons))


def _ranks(told: Sequence[Told]) -> dict[str, frozenset[float]]:
    found: dict[str, frozenset[float]] = {}
    for piece in told:
        for one in frozenset[str]().union(*piece.forms):
            found[one] = found.get(one, frozenset()) | {piece.rank}
    return found
