"""A claim against a plain text: the checks that need no records."""

from assistant.types import Language, Verdict
from assistant.verify.carried import Carried
from assistant.verify.coverage import coverage_of, english_coverage_of, too_bare
from assistant.verify.numbers import numbers_disagree
from assistant.verify.polarity import said_otherwise
from assistant.verify.polarity_en import said_otherwise_in_english
from corpus.folding import fold


def judge_plain(claim: str, evidence: str, language: Language) -> Verdict:
    """Whether a text carries a claim: its numbers, denials, certainty and words.

    Args:
        claim: One sentence.
        evidence: The text that is to carry it, in the same language.
        language: Of both.
    """
    carried = Carried(
        evidence=(),
        quotes=(evidence,),
        headings=(),
        names=(),
        english=(evidence,) if language == "en" else (),
        unrendered="",
        kinds=(),
        others=frozenset(),
        levels=frozenset(),
        record_ids=frozenset(),
    )
    if language == "en":
        said = said_otherwise_in_english(claim, carried.english)
        coverage = english_coverage_of(claim, carried)
    else:
        said = said_otherwise(claim, carried.quotes)
        coverage = coverage_of(claim, carried)
    reason = numbers_disagree(fold(claim), (), carried, (), None) or said or too_bare(coverage)
    return Verdict(claim, not reason, reason)
