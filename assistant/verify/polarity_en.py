"""Denials and firmness of an English claim: as the renderings of the cited sentences have them."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.verify.lexicon import lexicon
from assistant.verify.thesaurus import substitutes
from assistant.verify.words import put_plainly, stem

_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_KINDS = re.compile(
    r"\b(?<!not )(?<!not a )(?<!not one of the )(?<!not among the )"
    r"(?:(?:required|recommended) skills?|training items?)\b"
)
# One word, that it be no denial of training.
_TRAINING_ITEM = re.compile(r"\btraining items?\b")
# Stems with so many letters in common come from one word (certified, certification).
_COMMON = 5
# A hedge is of so many words of meaning after it.
_HEDGED = 2
# A denial is of what stands within so many words after it.
_NEAR = 5
# Within so many words of meaning the evidence may deny what a claim denies: 「not published in the
# common list」, "not in the common list".
_REACH = 4
_BOTH = {"neither", "nor"}
_FAR = 8
# A hedge of the cited sentence counts when it holds this share of the claim's words.
_ABOUT_THE_SAME = 0.5


@dataclass(frozen=True, slots=True)
class _Denial:
    """What a negation stands before: the stems of the next words of meaning, nearest first."""

    stems: tuple[str, ...]

    def like(self, other: "_Denial") -> bool:
        return any(_alike(self.stems[0], one) for one in other.stems) or any(
            _alike(one, other.stems[0]) for one in self.stems
        )


def said_otherwise_in_english(
    claim: str, evidence: Iterable[str], beside: Iterable[str] = (), original: str = ""
) -> str:
    """Why an English claim denies what the evidence says, or says it more firmly; empty when not.

    Args:
        claim: The claim without its markers.
        evidence: English renderings of the cited texts.
        beside: What else is known to be so.
        original: What of the cited text has no rendering.
    """
    told = claim.lower()
    sentences = [one for text in evidence for one in _SENTENCES.split(text.lower()) if one]
    return (
        _denied_otherwise(told, sentences, [one.lower() for one in beside])
        or _firmer(told, sentences, original)
        or _without_hedge(told, sentences)
    )


def _denied_otherwise(told: str, sentences: Sequence[str], beside: Sequence[str]) -> str:
    # That a skill is called a required one affirms nothing.
    told = _TRAINING_ITEM.sub("itemoftraining", _KINDS.sub("skills", told))
    beside = [_TRAINING_ITEM.sub("itemoftraining", text) for text in beside]
    said = _denials(told)
    known = [denial for text in (*sentences, *beside) for denial in _denials(text)]
    about = [denial for text in (*sentences, *beside) for denial in _denials(text, _REACH)]
    for denial in said:
        word = denial.stems[0]
        if any(denial.like(other) for other in about):
            continue
        quoted = any(_denials(text) for text in sentences)
        if not quoted or any(_affirmed(text, word) for text in (*sentences, *beside)):
            return f"denies {word}, which the evidence does not"
    for denial in known:
        word = denial.stems[0]
        affirmed = _affirmed(told, word) and not any(denial.like(other) for other in said)
        if affirmed and not any(_affirmed(text, word) for text in (*sentences, *beside)):
            return f"states {word}, which the evidence denies"
    return ""


def _affirmed(text: str, word: str) -> bool:
    """Whether a text says a word, or one like it, without denying it."""
    denied = [one for denial in _denials(text) for one in denial.stems]
    return any(_alike(one, word) and one not in denied for one in map(stem, _words(text)))


def _firmer(told: str, sentences: Sequence[str], original: str) -> str:
    read = _words(told)
    words = frozenset(read)
    there = frozenset(word for text in sentences for word in _words(text))
    english = lexicon().english
    if words & english.possible and not there & english.possible:
        return "calls possible what the evidence does not"
    denied = [n for n, word in enumerate(read) if word in english.denying]
    # "Not … all" is less than all.
    less = frozenset(word for n in denied for word in read[n : n + _NEAR])
    for sort in english.certain:
        said = words & sort.said - (less if sort.denied_is_less else frozenset())
        in_original = sort.original and sort.original.search(original)
        if said and not there & sort.there and not in_original:
            return "is more certain than the evidence"
    return ""


def _without_hedge(told: str, sentences: Sequence[str]) -> str:
    meant = {stem(word) for word in _words(told)} - _linking()
    best = max(sentences, key=lambda text: _shared(meant, text), default="")
    if _shared(meant, best) < _ABOUT_THE_SAME:
        return ""
    words, there = frozenset(_words(told)), frozenset(_words(best))
    for hedge in lexicon().english.hedges:
        if there & hedge.there and not words & hedge.said and _of_hedged(meant, best, hedge.there):
            return f"states what the evidence only calls {hedge.name}"
    return ""


def _of_hedged(meant: set[str], text: str, hedging: Collection[str]) -> bool:
    """Whether a claim says what a text hedges, rather than what it is conditional on.

    "Where requirements such as … are met, one may …": the requirements are none the less there.
    """
    if meant.isdisjoint(stem(word) for word in lexicon().english.conditions):
        return True
    read = _words(text)
    place = next(number for number, word in enumerate(read) if word in hedging)
    before = _meant(read[:place])
    hedged = [one for one in _meant(read[place + 1 :]) if one not in before][:_HEDGED]
    return any(_alike(one, other) for one in hedged for other in meant)


def _denials(text: str, reach: int = 2) -> list[_Denial]:
    english = lexicon().english
    read = _words(text)
    found: list[_Denial] = []
    for place, word in enumerate(read):
        if word in english.denying:
            # "Neither … nor …" denies what is said behind both of them.
            far = _FAR if word in _BOTH else reach
            rest = (one for one in read[place + 1 : place + 9] if one not in english.links)
            after = [stem(one) for one in rest][:far]
            before = [
                stem(one) for one in read[max(0, place - 8) : place] if one not in english.links
            ][-1:]
            found.append(_Denial(tuple(after or before) or (word,)))
    return found


def _meant(read: list[str]) -> list[str]:
    """The stems of the words of meaning among some words."""
    return [stem(one) for one in read if one not in lexicon().english.links]


def _words(text: str) -> list[str]:
    return _WORD.findall(lexicon().english.idioms.sub(" ", put_plainly(text)))


def _shared(meant: set[str], text: str) -> float:
    """The share of a claim's stems that stand in a text, 0 to 1."""
    given = {stem(word) for word in _words(text)}
    return len(meant & given) / len(meant) if meant else 0.0


def _linking() -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon().english.links)


def _alike(one: str, other: str) -> bool:
    """Whether two stems come from one word, or the first may stand for the second."""
    if one == other or one in substitutes(other, "en"):
        return True
    return min(len(one), len(other)) >= _COMMON and one[:_COMMON] == other[:_COMMON]
