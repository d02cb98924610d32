"""The opposite of a word of the evidence must not be said in its place: 簡易 and 難しい.

Few strange words of a claim are excused; one that says the contrary of what the evidence says in
that place is not.
"""

from collections.abc import Iterable

from assistant.types import Language
from assistant.verify.lexicon import lexicon
from assistant.verify.predicates import predicates
from assistant.verify.words import english_words, put_plainly, stem, words
from corpus.folding import fold


def opposite_of(claim: str, evidence: Iterable[str], language: Language) -> str:
    """The first word of a claim whose opposite, and not itself, the evidence says; else empty.

    A claim that denies the word, or says both, says something else.

    Args:
        claim: Without markers.
        evidence: The cited texts, in English their renderings.
        language: Of both.
    """
    texts = tuple(evidence)
    told, there = _said(claim, language), _said("\n".join(texts), language)
    denied = {one.lemma for one in predicates(claim) if one.negated} if language == "ja" else set()
    if language == "en" and lexicon().english.denying & set(put_plainly(fold(claim)).split()):
        return ""
    for pair in lexicon().opposites[language].items():
        one, other = pair if language == "ja" else (stem(pair[0]), stem(pair[1]))
        for said, contrary in ((one, other), (other, one)):
            replaced = said in told - there and contrary in there - told
            if replaced and said not in denied:
                return said
    return ""


def _said(text: str, language: Language) -> frozenset[str]:
    if language == "en":
        return frozenset(english_words(put_plainly(fold(text))))
    return frozenset(form for word in words(text) for form in (word.lemma, word.surface))
