"""Sentences that cite several records: no clause may be put together from two of them.

「ゴールド認定の候補者は、Lv.3以上の知識を持ちます」 has words of two rules and is said by neither.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.types import Language
from assistant.verify.carried import Carried
from assistant.verify.coverage import coverage_of, english_coverage_of

# So much of a clause must be carried by one piece of evidence alone. Tuned on dev.
SHARE = 0.7
# Clauses of fewer words of meaning say too little to be told apart.
_FEWEST = 2
# The same of what stands before a marker inside a sentence.
_PART = 3
_CLAUSES = re.compile(
    r"(?<=[てでりしきちみびいえけせれずめ])、|(?<=[がを])、|[。;；\n]|、(?=一方|また|なお|さらに)|・(?=\s)"
)
_ENGLISH_CLAUSES = re.compile(r",? (?:and|whereas|while|but) |[;.\n]|, ")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a claim that says one thing.

    Attributes:
        rest: Without names, levels and quotations.
        named: For each skill, training item, programme or the like that it names: the records that
            may be meant.
    """

    rest: str
    named: tuple[frozenset[str], ...]


def clauses(claim: str, language: Language) -> tuple[str, ...]:
    """The parts of a claim that say one thing each."""
    pattern = _ENGLISH_CLAUSES if language == "en" else _CLAUSES
    return tuple(part for part in pattern.split(claim) if part.strip())


def crossed(parts: Iterable[Clause], singles: Sequence[Carried], language: Language) -> str:
    """The first clause that no single piece of evidence carries; empty when there is none.

    Args:
        parts: The clauses of the claim.
        singles: What each piece of the evidence carries by itself.
        language: Of the claim.
    """
    if len({record.id for one in singles for record in one.records}) < 2:
        return ""
    return next((part.rest for part in parts if _strewn(part, singles, language)), "")


def _strewn(clause: Clause, singles: Sequence[Carried], language: Language) -> bool:
    weigh = english_coverage_of if language == "en" else coverage_of
    weighed = [(single, weigh(clause.rest, single)) for single in singles]
    lacking = [{*found.bare, *found.light} for _, found in weighed]
    # What none of them carries is put together from nothing, and weighed with the whole claim.
    nobody = set[str].intersection(*lacking)
    told = weighed[0][1].told - len(nobody)
    if told < (1 if clause.named else _FEWEST):
        return False
    shares = [
        (single, 1 - len(lacks - nobody) / told)
        for (single, _), lacks in zip(weighed, lacking, strict=True)
    ]
    if not clause.named:
        return max(share for _, share in shares) < SHARE
    # What is said of a thing by name must be said of it by its own evidence.
    return any(
        max((share for one, share in shares if ids & one.record_ids), default=1.0) < SHARE
        for ids in clause.named
    )


def strange_to(part: str, carried: Carried, whole: Carried, language: Language) -> bool:
    """Whether a part says by the other markers of its sentence what its own do not carry."""
    weigh = english_coverage_of if language == "en" else coverage_of
    found, with_others = weigh(part, carried), weigh(part, whole)
    nobody = {*with_others.bare, *with_others.light}
    lacking = {*found.bare, *found.light} - nobody
    told = found.told - len(nobody)
    return told >= _PART and len(lacking) >= _FEWEST and len(lacking) > told * (1 - SHARE)
