"""Corruptions of what carries a sentence: its markers and its quotations."""

from collections.abc import Iterator
from random import Random

from corpus import Quote, Record
from corpus.folding import close_up, fold
from eval.corruptions.files import SHORTEST_QUOTE
from eval.corruptions.places import place_of
from eval.corruptions.sentences import MARKER, QUOTED
from eval.corruptions.spots import Corrupted, Setting, Spot, names_of, overlap, spots
from eval.corruptions.types import Case

# Above this much of a sentence in a quote, the quote might carry it after all.
_TOO_NEAR = 0.45
_HIRAGANA = "をがにはでとのもへやか"


def swap_citation(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Let one marker of a sentence stand for a quote of another record, which doesn't carry it."""
    for spot in spots(case):
        number = rng.choice(spot.sentence.markers)
        record, quote = case.evidence[number - 1]
        if not _told_alone(spot, record, number):
            continue
        others = [
            (other, other.quote(quote.field))
            for other in setting.corpus.of(record.kind)
            if other.has(quote.field) and _carries_nothing(spot, record, other, quote)
        ]
        if others:
            evidence = list(case.evidence)
            evidence[number - 1] = rng.choice(others)
            yield spot.rewritten(spot.text, evidence=tuple(evidence))


def _told_alone(spot: Spot, record: Record, number: int) -> bool:
    """Whether the sentence says something of a record that only this marker carries."""
    others = [
        pair
        for at, pair in enumerate(spot.case.evidence, start=1)
        if at != number and at in spot.sentence.markers
    ]
    if any(one.id == record.id for one, _ in others):
        return False
    if not others:
        return True
    folded = fold(spot.text)
    return any(fold(name) in folded for name in (*names_of(record), record.name_en))


def _carries_nothing(spot: Spot, record: Record, other: Record, quote: Quote) -> bool:
    """Whether a quote of another record says nothing of what the sentence says."""
    if other.id in spot.records or place_of(other) == place_of(record):
        return False
    folded = fold(spot.text)
    if any(fold(name) in folded for name in (*names_of(other), other.name_en)):
        return False
    text = close_up(other.quote(quote.field).text)
    return fold(text) != fold(close_up(quote.text)) and overlap(spot.text, text) < _TOO_NEAR


def cite_nothing(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Give a sentence a marker beyond the evidence, in place of its own or of one of them."""
    for spot in spots(case):
        beyond = rng.choice([0, *(len(case.evidence) + step for step in (1, 1, 2, 3, 7, 40))])
        found = rng.choice(list(MARKER.finditer(spot.text)))
        yield spot.replaced(found.start(), found.end(), f"〔{beyond}〕")


def alter_quote(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Change, drop, double or exchange one character inside a quotation."""
    source = fold(setting.corpus.source.text)
    for spot in spots(case):
        quoted = [fold(close_up(quote.text)) for _, quote in spot.cited]
        for found in QUOTED.finditer(spot.text):
            if len(found[1]) < SHORTEST_QUOTE or found[1] in setting.names:
                continue
            for _ in range(20):
                at = rng.randrange(len(found[1]))
                changed = _altered(found[1], at, setting.corpus.source.text, rng)
                form = fold(changed)
                if form not in source and not any(form in text for text in quoted):
                    yield spot.replaced(found.start(1), found.end(1), changed)
                    break


def _altered(text: str, at: int, source: str, rng: Random) -> str:
    char = text[at]
    if char in _HIRAGANA:
        put = rng.choice(_HIRAGANA.replace(char, ""))
    elif rng.random() < 0.25:
        put = ""
    elif rng.random() < 0.2:
        put = char * 2
    else:
        put = rng.choice([one for one in source if one.isalpha() and ord(one) > 0x3000])
    return text[:at] + put + text[at + 1 :]
