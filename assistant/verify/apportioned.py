"""What one sentence of the evidence says of one level must not be said of another.

「Lv.2は実行を、Lv.3はそれに加えて企画も」 holds both levels and both words: only the order tells
which belong together.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.types import Language
from assistant.verify.lexicon import lexicon
from assistant.verify.mentions import Mention
from assistant.verify.thesaurus import substitutes
from assistant.verify.words import english_words, stem, words
from corpus.folding import fold

_CLAUSES = {
    "ja": re.compile(r"[。、;；\n]"),
    "en": re.compile(r"[.;\n](?=\s|$)|,? (?:and|whereas|while|but) "),
}
_LAST_OBJECT = re.compile(r".*[をも](?=[^をも]*$)", re.DOTALL)
# A part that adds to the one before says of its level what that said as well.
_ADDING = re.compile(r"それに(?:加え|併せ)|加えて|in addition to (?:that|it)|as well as that")


def said_of_another(
    claim: str,
    evidence: Iterable[str],
    levels: Callable[[str], Sequence[Mention]],
    language: Language,
) -> str:
    """The clause that says of a level what the evidence says of another; empty when none does.

    Args:
        claim: Without markers.
        evidence: The cited texts, in English their renderings.
        levels: Finds the levels of a folded text.
        language: Of both.
    """
    for text in evidence:
        parts = _parts(fold(text), levels, language)
        if len(parts) < 2:
            continue
        # Of one level alone everything is said.
        alone = len({one.levels for one in levels(fold(claim)) if not one.denied}) == 1
        for clause in [fold(claim)] if alone else _CLAUSES[language].split(fold(claim)):
            named = {one.levels for one in levels(clause) if not one.denied}
            if len(named) != 1 or (level := named.pop()) not in parts:
                continue
            told = _telling(clause, language)
            own = parts[level]
            rest = frozenset[str]().union(*(parts[one] for one in parts if one != level))
            if _said(rest - own, told, language) >= max(1, _said(own - rest, told, language)):
                return clause.strip()
    return ""


def _parts(
    folded: str, levels: Callable[[str], Sequence[Mention]], language: Language
) -> dict[frozenset[int], frozenset[str]]:
    """The words that a text says of each level that it names singly, from there to the next."""
    mentions = levels(folded)
    if any(len(one.levels) != 1 for one in mentions):
        return {}
    found: dict[frozenset[int], frozenset[str]] = {}
    before = frozenset[str]()
    # In Japanese all that is said of the levels together stands behind the last object.
    shared = _LAST_OBJECT.search(folded) if language == "ja" else None
    whole = shared.end() if shared else len(folded)
    for place, one in enumerate(mentions):
        end = mentions[place + 1].start if place + 1 < len(mentions) else max(one.end, whole)
        part = folded[one.end : end]
        told = _telling(part, language)
        found[one.levels] = told | before if _ADDING.search(part) else told
        before = told
    return found if len(found) == len(mentions) else {}


def _telling(text: str, language: Language) -> frozenset[str]:
    if language == "en":
        return frozenset(english_words(text)) - {stem(one) for one in lexicon().english.links}
    return frozenset(word.lemma for word in words(text) if word.says_something)


def _said(meant: Iterable[str], told: frozenset[str], language: Language) -> int:
    """How many words of a part a clause says, itself or by others that may stand for them."""
    return sum(one in told or not told.isdisjoint(substitutes(one, language)) for one in meant)
