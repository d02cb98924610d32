"""Corruptions that add what the strategy does not say, beside or inside what it does say."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from random import Random

from assistant.types import Language
from corpus import Kind, Record
from corpus.folding import fold
from eval.corruptions.places import place_of
from eval.corruptions.sentences import MARKER
from eval.corruptions.spots import Corrupted, Setting, Spot, names_of, overlap, spots
from eval.corruptions.types import Case, SuiteSplit

# How often what is added is a clause of the true sentence, not a sentence of its own.
_INSIDE = 0.4
# Above this much of an added clause in the quote, the quote might carry it after all.
_TOO_NEAR = 0.5
_TAIL = re.compile(r"(です|である|ます|ました)((?:〔\d+〕)*)。((?:〔\d+〕)*)$")
_TAIL_EN = re.compile(r"(\s*(?:〔\d+〕)*)\.(\s*(?:〔\d+〕)*)$")
_JOINED = {"です": "ですが、", "である": "であり、", "ます": "ますが、", "ました": "ましたが、"}
_ACRONYM = re.compile(r"[A-Z]{2}|[A-Z][a-z]*[A-Z]|KITAQ|Lv\.|Gold|Silver|Bronze|Kitakyushu|I ")


def invent_programme(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Name a programme that there is not: in a list, or in a clause or sentence of its own."""
    pools = setting.pools(case)
    for spot in spots(case):
        name = rng.choice(pools.programmes)
        for record in spot.records.values():
            if record.kind is Kind.PROGRAMME and record.name in spot.text:
                joint = "と" if case.language == "ja" else " and "
                put = name if rng.random() < 0.5 else f"{name}{joint}{record.name}"
                yield spot.rewritten(spot.text.replace(record.name, put, 1))
                break
        yield added(spot, rng.choice(pools.programme_frames).format(name=name), rng)


def invent_condition(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Add a condition, a duty or a limit that stands nowhere."""
    for spot in spots(case):
        yield added(spot, rng.choice(setting.pools(case).conditions), rng)


def add_plausible(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Add what sounds right and stands nowhere."""
    for spot in spots(case):
        yield added(spot, rng.choice(setting.pools(case).additions), rng)


def mix_clauses(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Join to the true clause one that is not true of what is cited, in the same sentence."""
    for spot in spots(case):
        clauses = [*_wrong_places(spot, setting, rng), *_of_others(spot, setting, rng)]
        rng.shuffle(clauses)
        for clause in clauses:
            joined = _inside(spot, clause)
            if joined is not None:
                yield joined
                break


def added(spot: Spot, words: str, rng: Random) -> Corrupted:
    """Words beside a sentence under its markers: after it, or at times as a clause inside it."""
    if rng.random() < _INSIDE:
        inside = _inside(spot, words)
        if inside is not None:
            return inside
    markers = "".join(f"〔{number}〕" for number in spot.sentence.markers)
    if spot.case.language == "ja":
        extra = f"{words}{markers}。"
        sentence = spot.text if spot.text.rstrip().endswith(("。", "〕")) else f"{spot.text}。"
    else:
        extra = f" {words} {markers}."
        sentence = spot.text
    changed = spot.rewritten(sentence + extra)
    return Corrupted(changed.text, changed.evidence, spot.sentence.index + 1)


def _inside(spot: Spot, words: str) -> Corrupted | None:
    """The words as a second clause of the sentence; None where its ending takes none."""
    if spot.case.language == "ja":
        found = _TAIL.search(spot.text)
        if found is None:
            return None
        start = MARKER.sub("", spot.text[: found.start()])
        kept = spot.text[: found.start()] if len(spot.sentence.markers) > 1 else start
        tail = f"{_JOINED[found[1]]}{words}{found[2]}。{found[3]}"
        return spot.rewritten(kept + tail)
    found = _TAIL_EN.search(spot.text)
    if found is None:
        return None
    lowered = words if _ACRONYM.match(words) else words[0].lower() + words[1:]
    return spot.rewritten(f"{spot.text[: found.start()]}, and {lowered}{found[0]}")


def _wrong_places(spot: Spot, setting: Setting, rng: Random) -> Iterator[str]:
    """A clause that puts what is cited at a level where nothing of its name stands."""
    words: dict[Kind, dict[Language, Sequence[str]]] = {
        Kind.REQUIRED_SKILL: {
            "ja": ("Lv.{}の必須スキルでもあります", "Lv.{}でも求められます"),
            "en": ("It is also a required skill at Lv.{}", "It is asked for at Lv.{} as well"),
        },
        Kind.TRAINING_ITEM: {
            "ja": ("Lv.{}の育成項目でもあります", "Lv.{}にも同じ項目があります"),
            "en": ("It is also a training item at Lv.{}", "It stands at Lv.{} as well"),
        },
    }
    for record in spot.records.values():
        if record.kind not in words:
            continue
        forms = {fold(name) for name in names_of(record)}
        held = {
            one.level
            for one in setting.corpus.records.values()
            if forms & {fold(name) for name in names_of(one)}
        }
        held |= {one.level for one in spot.records.values()}
        free = [level for level in range(1, 6) if level not in held]
        if free:
            yield rng.choice(words[record.kind][spot.case.language]).format(rng.choice(free))


def _of_others(spot: Spot, setting: Setting, rng: Random) -> Iterator[str]:
    """A clause that says of what is cited what the text says of another skill or role."""
    peers = [
        clause
        for record, clause in _clauses(setting, spot.case.split, spot.case.language)
        if record.id not in spot.records
        and all(
            one.kind is record.kind and place_of(record) != place_of(one)
            for one in spot.records.values()
        )
    ]
    rng.shuffle(peers)
    quoted = spot.quoted_text()
    for clause in peers[:4]:
        if overlap(clause, quoted) < _TOO_NEAR:
            yield clause


@lru_cache(maxsize=16)
def _clauses(
    setting: Setting, split: SuiteSplit, language: Language
) -> tuple[tuple[Record, str], ...]:
    """What true sentences of a split say of one skill or role, without its subject."""
    return tuple(_found_clauses(setting.peers[split, language], language))


def _found_clauses(peers: Sequence[Case], language: Language) -> Iterator[tuple[Record, str]]:
    for peer in peers:
        if len(peer.evidence) != 1 or len(spots(peer)) != 1:
            continue
        record, quote = peer.evidence[0]
        told = (record.kind, quote.field) in (
            (Kind.REQUIRED_SKILL, "definition"),
            (Kind.REQUIRED_SKILL, "example"),
            (Kind.ROLE_CELL, "text"),
        )
        text = MARKER.sub("", peer.text).strip()
        if not told:
            continue
        if language == "ja":
            _head, _, rest = text.removesuffix("。").partition("、")
            if rest.endswith(("です", "ます")) and len(rest) >= 12 and not set(rest) & set("「」"):
                yield record, rest
        else:
            found = re.match(r"[^.]*?\) (?:is|means) (the ability to [^.「]+)\.?$", text)
            if found:
                yield record, f"it is {found[1].strip()}"
