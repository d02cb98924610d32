"""Denials and firmness of a Japanese claim: as the cited sentences have them."""

from collections.abc import Collection, Iterable, Sequence

from assistant.verify.lexicon import lexicon
from assistant.verify.predicates import Predicate, predicates, without_idioms
from corpus.folding import fold

# A denial belongs to a word that stands at most so many words of meaning before it.
_NEAR = 3


def said_otherwise(
    claim: str,
    evidence: Iterable[str],
    beside: Iterable[str] = (),
    plain: Collection[str] = (),
) -> str:
    """Why a Japanese claim denies what the evidence says, or says it more firmly; empty when not.

    Args:
        claim: The claim without its markers, with verbatim quotes taken out.
        evidence: The cited texts.
        beside: What else is known to be so.
        plain: Words that cannot stand for a word that the evidence denies: the names and kinds of
            the records, and what tells how something is said.
    """
    said = predicates(claim)
    quoted = [one for text in evidence for one in predicates(text)]
    known = quoted + [one for text in beside for one in predicates(text)]
    return _negation(said, known, _denials_in(quoted), plain) or _firmness(
        claim, said, known, evidence
    )


def _negation(
    said: tuple[Predicate, ...], known: list[Predicate], denials: int, plain: Collection[str]
) -> str:
    """Compare what is denied.

    Args:
        said: The claim's predicates.
        known: The evidence's.
        denials: How many of the evidence's own are denied.
        plain: Words that cannot stand for a denied one.
    """
    denied = [one for one in said if one.negated]
    if _denials_in(said) > _denials_in(known):
        return f"denies {denied[-1].lemma}, which the evidence does not"
    for place, one in enumerate(said):
        same = [other for other in known if one.same_as(other)]
        if one.negated:
            if any(other.negated for other in same) or _lacking(one, known):
                continue
            reworded = denials and one.lemma not in plain and _denied_after(said[:place], known)
            if same or not reworded:
                return f"denies {one.lemma}, which the evidence does not"
        elif _denied_there(one, same) and not _denied(one, said) and not _unneeded(place, said):
            return f"states {one.lemma}, which the evidence denies"
    return ""


def _denials_in(found: Iterable[Predicate]) -> int:
    """How much is denied; what is said not to exist, or denied twice over, counts once."""
    denied = (one for one in found if one.negated)
    return len({one.lemma for one in denied if one.lemma != "EXIST" or not one.argument})


def _denied_after(before: Sequence[Predicate], known: list[Predicate]) -> bool:
    """Whether what stands before a denied word is, in the evidence, followed by a denial.

    Only then can the denied word be another word for the evidence's denied one.
    """
    if not before:
        return True
    places = [place for place, other in enumerate(known) if before[-1].same_as(other)]
    if not places:
        return True
    return any(other.negated for p in places for other in known[p : p + _NEAR + 1])


def _lacking(one: Predicate, known: Sequence[Predicate]) -> bool:
    """Whether what is said not to be there is denied in the evidence itself: 「説明がないもの」."""
    return one.lemma == "EXIST" and any(
        other.negated and other.lemma == one.argument for other in known
    )


def _denied_there(one: Predicate, same: Sequence[Predicate]) -> bool:
    """Whether the evidence denies what is said, whatever it affirms in another word for it."""
    affirmed = [other for other in same if not other.negated]
    denied = {other.lemma for other in same if other.negated}
    if any(other.lemma in denied for other in affirmed):
        # The evidence says it both ways: of what is and of what is to be.
        return False
    return len(affirmed) < len(same) and not any(one.lemma == other.lemma for other in affirmed)


def _unneeded(place: int, said: Sequence[Predicate]) -> bool:
    """Whether a word is what is then said not to be needed: 「来庁も待つことも不要」."""
    return any(other.negated and other.lemma == "NEED" for other in said[place : place + _NEAR + 1])


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
