"""Sentences that cite several records: no clause may be put together from two of them.

「ゴールド認定の候補者は、Lv.3以上の知識を持ちます」 has words of two rules and is said by neither.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.types import Language
from assistant.verify.carried import Carried
from assistant.verify.coverage import coverage_of, english_coverage_of

# So much of a clause must be carried by one piece of evidence alone. Tuned on dev.
SHARE = 0.7
# Clauses of fewer words of meaning say too little to be told apart.
_FEWEST = 2
_CLAUSES = re.compile(
    r"(?<=[てでりしきちみびいえけせれずめ])、|(?<=[がを])、|[。;；\n]|、(?=一方|また|なお|さらに)|・(?=\s)"
)
_ENGLISH_CLAUSES = re.compile(r",? (?:and|whereas|while|but) |[;.\n]|, ")


def crossed(claim: str, singles: Sequence[Carried], language: Language) -> str:
    """The first clause that no single piece of evidence carries; empty when there is none.

    Args:
        claim: The claim without markers, quotes, names and levels.
        singles: What each piece of the evidence carries by itself.
        language: Of the claim.
    """
    if len({record.id for one in singles for record in one.records}) < 2:
        return ""
    return next(
        (clause for clause in _clauses(claim, language) if _strewn(clause, singles, language)), ""
    )


def _clauses(claim: str, language: Language) -> Iterator[str]:
    pattern = _ENGLISH_CLAUSES if language == "en" else _CLAUSES
    return (part for part in pattern.split(claim) if part.strip())


def _strewn(clause: str, singles: Sequence[Carried], language: Language) -> bool:
    weigh = english_coverage_of if language == "en" else coverage_of
    best = 0.0
    for single in singles:
        found = weigh(clause, single)
        if found.told < _FEWEST:
            return False
        lacking = len(found.bare) + len(found.light)
        best = max(best, 1 - lacking / found.told)
    return best < SHARE
