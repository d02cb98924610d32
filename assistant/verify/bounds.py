"""What the evidence goes beyond or does without must not be said as if it were kept to.

「既存のツールにとらわれず」 speaks of existing tools, and 「既存のツールを使って」 has all of its
words: what is denied there is the tie to them. So where a claim names what the evidence leaves
behind, it must leave it behind as well, in whatever words.
"""

import re
from collections.abc import Iterable

from assistant.types import Language
from assistant.verify.coverage import frames
from assistant.verify.lexicon import lexicon
from assistant.verify.thesaurus import substitutes
from assistant.verify.words import english_words, words
from corpus.folding import fold

# A claim leaves behind what it names within so many characters.
_NEAR = {"ja": 40, "en": 90}
# Forms of an English word share so many letters.
_ROOT = 5


def keeps_to(claim: str, evidence: Iterable[str], language: Language) -> str:
    """What the claim says as if it were kept to while the evidence leaves it behind; else empty.

    Args:
        claim: Without markers.
        evidence: The cited texts, in English their renderings.
        language: Of both.
    """
    bounds = lexicon().bounds[language]
    told = fold(claim)
    for text in evidence:
        folded = fold(text)
        for match in bounds.left.finditer(folded):
            what = match["what"]
            if folded.count(what) == 1 and _named(what, told, language):
                place = _end_of(what, told, language)
                around = told[max(0, place - _NEAR[language]) : place + _NEAR[language]]
                if not bounds.leaving.search(around):
                    return what
    return ""


def leaves(claim: str, evidence: Iterable[str], language: Language) -> str:
    """What the claim leaves behind while the evidence leaves behind something else; else empty.

    Args:
        claim: Without markers.
        evidence: The cited texts, in English their renderings.
        language: Of both.
    """
    left = lexicon().bounds[language].left
    known = [_upto(match) for text in evidence for match in left.finditer(fold(text))]
    if not known:
        return ""
    meant = {word for text in known for word in _telling(text, language)}
    meant |= {other for word in meant for other in substitutes(word, language)}
    for match in left.finditer(fold(claim)):
        told = _telling(match["what"] if language == "en" else _upto(match), language)
        if told and meant.isdisjoint(told):
            return match["what"]
    return ""


def _upto(match: re.Match[str]) -> str:
    """The clause up to what is left behind, with it: it may be said of several things."""
    start = max(match.string.rfind(sign, 0, match.start("what")) for sign in "。、.,")
    return match.string[start + 1 : match.end("what")]


def _telling(text: str, language: Language) -> tuple[str, ...]:
    if language == "en":
        return tuple(word for word in english_words(text) if word not in frames("en"))
    told = (word.lemma for word in words(text) if word.says_something)
    return tuple(word for word in told if word not in frames("ja"))


def _named(what: str, told: str, language: Language) -> bool:
    """Whether a claim has all words of what is left behind."""
    meant = set(_telling(what, language))
    return bool(meant) and meant <= set(_telling(told, language))


def _end_of(what: str, told: str, language: Language) -> int:
    """Where the last word of it stands in the claim."""
    last = _telling(what, language)[-1]
    if language == "en":
        return max(0, told.find(last[:_ROOT]))
    return next((word.start for word in words(told) if word.lemma == last), 0)
