"""Negation and modality of a claim: as the cited sentences have them."""

import re
from collections.abc import Iterable

from assistant.verify.lexicon import lexicon
from assistant.verify.predicates import Predicate, predicates, without_idioms
from assistant.verify.words import stem
from corpus.folding import fold

_SENTENCES = re.compile(r"(?<=[。．！？!?\n])|(?<=[.!?])\s")

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")


def said_otherwise(claim: str, evidence: Iterable[str], beside: Iterable[str] = ()) -> str:
    """Why a Japanese claim denies what the evidence says, or says it more firmly; empty when not.

    Args:
        claim: The claim without its markers, with verbatim quotes taken out.
        evidence: The cited texts.
        beside: What else is known to be so.
    """
    said = predicates(claim)
    quoted = [one for text in evidence for one in predicates(text)]
    known = quoted + [one for text in beside for one in predicates(text)]
    return _negation(said, known, _denials_in(quoted)) or _firmness(claim, said, known, evidence)


def _negation(said: tuple[Predicate, ...], known: list[Predicate], denials: int) -> str:
    """Compare what is denied.

    Args:
        said: The claim's predicates.
        known: The evidence's.
        denials: How many of the evidence's own are denied.
    """
    denied = [one for one in said if one.negated]
    if _denials_in(said) > _denials_in(known):
        return f"denies {denied[-1].lemma}, which the evidence does not"
    for one in said:
        same = [other for other in known if one.same_as(other)]
        if one.negated:
            if any(other.negated for other in same):
                continue
            if same or not denials:
                return f"denies {one.lemma}, which the evidence does not"
        elif same and all(other.negated for other in same) and not _denied(one, said):
            return f"states {one.lemma}, which the evidence denies"
    return ""


def _denials_in(found: Iterable[Predicate]) -> int:
    """How often something is denied; what is said not to exist counts once."""
    return sum(one.negated and not (one.lemma == "EXIST" and one.argument != "") for one in found)


def _denied(one: Predicate, said: tuple[Predicate, ...]) -> bool:
    return any(other.negated and other.same_as(one) for other in said)


def _firmness(
    claim: str, said: tuple[Predicate, ...], known: list[Predicate], evidence: Iterable[str]
) -> str:
    japanese = lexicon().japanese
    told, there = fold(claim), fold("\n".join(evidence))
    if japanese.added_hedges.search(told) and not japanese.hedges[0].there.search(there):
        return "calls possible what the evidence does not"
    for sort in japanese.certain:
        if sort.said.search(told) and not sort.there.search(there):
            return "is more certain than the evidence"
    for hedge in japanese.hedges:
        if hedge.said.search(without_idioms(told)):
            continue
        for one in said:
            same = [other for other in known if one.same_as(other)]
            if same and all(hedge.name in other.hedges for other in same):
                return f"states {one.lemma}, which the evidence only calls {hedge.name}"
    return ""


def said_otherwise_in_english(claim: str, evidence: Iterable[str]) -> str:
    """The same for an English claim against English renderings of the cited texts."""
    texts = [
        sentence for text in evidence for sentence in _SENTENCES.split(text.lower()) if sentence
    ]
    said = _denials(claim.lower())
    known = [denial for text in texts for denial in _denials(text)]
    stems = {stem(word) for text in texts for word in _WORD.findall(text)}
    for denial in said:
        if not known:
            return f"denies {'/'.join(sorted(denial))}, which the evidence does not"
        if not any(denial & other for other in known) and denial <= stems:
            return f"denies {'/'.join(sorted(denial))}, which the evidence does not"
    words = frozenset(_WORD.findall(claim.lower()))
    there = frozenset(word for text in texts for word in _WORD.findall(text))
    may, must = lexicon().english.possible, lexicon().english.certain
    if words & may and not there & may:
        return "calls possible what the evidence does not"
    if words & must and not there & must:
        return "is more certain than the evidence"
    best = max(texts, key=lambda text: _shared(claim, text), default="")
    if _shared(claim, best) >= 0.5:
        if bool(_denials(best)) != bool(said):
            return "denies what the evidence says, or says what it denies"
        if frozenset(_WORD.findall(best)) & may and not words & may:
            return "states what the evidence only calls possible"
    return ""


def _denials(text: str) -> list[frozenset[str]]:
    """The words of meaning that each negation stands before."""
    english = lexicon().english
    read = _WORD.findall(
        english.idioms.sub(" ", text).replace("n't", " not").replace("n’t", " not")
    )
    found: list[frozenset[str]] = []
    for place, word in enumerate(read):
        if word in english.denying:
            after = [stem(one) for one in read[place + 1 :] if one not in english.links][:2]
            before = [stem(one) for one in read[:place] if one not in english.links][-1:]
            found.append(frozenset(after or before) or frozenset({word}))
    return found


def _shared(claim: str, text: str) -> float:
    """The share of a text's words of meaning that stand in the claim, 0 to 1."""
    english = lexicon().english
    wanted = {stem(word) for word in _WORD.findall(text.lower()) if word not in english.links}
    given = {stem(word) for word in _WORD.findall(claim.lower())}
    return len(wanted & given) / len(wanted) if wanted else 0.0
