"""Corruptions that give one skill what is said of another."""

import re
from collections.abc import Iterator
from random import Random

from corpus import Kind, Record
from corpus.folding import fold
from eval.corruptions.places import LEVEL, place_of, renamed
from eval.corruptions.spots import Corrupted, Setting, names_of, overlap, spots
from eval.corruptions.types import Case

_TOLD = ("definition", "example")
# Above this much of a sentence in the quote, the quote might carry it after all.
_TOO_NEAR = 0.6


def give_other_definition(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Say of the skill cited what a true sentence says of another, quoted or paraphrased."""
    target = _told_of(case)
    if target is None:
        return
    record, field = target
    peers = list(setting.peers[case.split, case.language])
    rng.shuffle(peers)
    for peer in peers:
        told = _told_of(peer)
        if told is None or told[1] != field or told[0].id == record.id:
            continue
        other = told[0]
        if not any(fold(name) in fold(peer.text) for name in names_of(other)):
            continue
        text = _moved(peer.text, other, record, setting)
        said = _without_names(text, record)
        if overlap(said, record.quote(field).text) < _TOO_NEAR and _telling(said):
            yield Corrupted(text, case.evidence, 0)
            return


def _told_of(case: Case) -> tuple[Record, str] | None:
    """The skill and the field that a case of one sentence and one piece of evidence tells of."""
    if len(case.evidence) != 1 or len(spots(case)) != 1:
        return None
    record, quote = case.evidence[0]
    if record.kind is not Kind.REQUIRED_SKILL or quote.field not in _TOLD:
        return None
    return record, quote.field


def _moved(text: str, other: Record, record: Record, setting: Setting) -> str:
    """What is said of one skill, said of another one at its place."""
    facets = setting.corpus.facets
    text = renamed(text, other, record, setting)
    if place_of(other) != place_of(record):
        text = LEVEL.sub(rf"\g<1>{record.level}", text)
        if other.facet and record.facet:
            was, now = facets[other.facet], facets[record.facet]
            text = text.replace(was.name_en, now.name_en).replace(was.name, now.name)
    return text


def _without_names(text: str, record: Record) -> str:
    for name in (*names_of(record), record.name_en):
        text = text.replace(name, "")
    return LEVEL.sub("", text)


def _telling(said: str) -> bool:
    """Whether enough is said to tell one skill from another."""
    return len(re.findall(r"[一-龥ァ-ヶ]", said)) >= 10 or len(said.split()) >= 10
