"""Corruptions of where a thing stands: its level, its facet or category, its name."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from random import Random

from assistant.types import Language
from corpus import Kind, Record
from corpus.folding import close_up, fold
from eval.corruptions.spots import Corrupted, Setting, Spot, names_of, spots
from eval.corruptions.types import Case

LEVEL = re.compile(r"(Lv\.?\s?|レベル|[Ll]evel\s)([1-5１-５一二三四五])")
_RANGE = re.compile(r"Lv\.1[～~〜]([2-5])")
_VALUES = {
    char: value
    for row in ("12345", "１２３４５", "一二三四五")
    for value, char in enumerate(row, 1)
}
# A level that opens or continues a range or a row of arrows is part of a larger statement.
_CHAINED_BEFORE, _CHAINED_AFTER = ("～", "~", "〜", "→", "-", "–"), ("～", "~", "〜", "→", "-", "–")

Place = tuple[int | None, str | None, str | None]

_SWAPPED = (Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM, Kind.RECOMMENDED_SKILL)
_PLACED = (*_SWAPPED, Kind.ROLE_CELL, Kind.AXIS)


def swap_level(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Give one level of a sentence a number that none of what it cites or names has."""
    for spot in spots(case):
        open_text = spot.open_text(setting)
        wrong = sorted(set(range(1, 6)) - _levels_of(spot, setting))
        for found in LEVEL.finditer(open_text):
            before, after = open_text[: found.start()], open_text[found.end() :]
            if before.endswith(_CHAINED_BEFORE) or after.startswith(_CHAINED_AFTER) or not wrong:
                continue
            yield spot.replaced(
                found.start(), found.end(), _level(found, rng.choice(wrong), case.language, rng)
            )
        for found in _RANGE.finditer(open_text):
            others = [digit for digit in "2345" if f"1~{digit}" not in spot.quoted_text()]
            if others and found[1] not in others:
                yield spot.replaced(found.start(1), found.end(1), rng.choice(others))


def _level(found: re.Match[str], value: int, language: Language, rng: Random) -> str:
    """Another level, mostly as the sentence writes levels, now and then in another way."""
    if found[1].strip().isascii():
        if language == "en" or rng.random() < 0.75:
            return f"{found[1]}{value}"
        return rng.choice([f"レベル{value}", f"レベル{'一二三四五'[value - 1]}", f"Lv.{value}"])
    return f"{found[1]}{value}"


def _levels_of(spot: Spot, setting: Setting) -> set[int]:
    """Every level that the sentence may rightly speak of."""
    levels = {_VALUES[digit] for _, digit in LEVEL.findall(spot.text)}
    for record in (*spot.records.values(), *setting.records_named(spot.text)):
        if record.level is not None:
            levels.add(record.level)
    levels |= {int(digit) for digit in re.findall(r"lv\.(\d)", spot.quoted_text())}
    levels |= {int(digit) for digit in re.findall(r"lv\.\d~(\d)", spot.quoted_text())}
    return levels


def swap_facet(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Give a sentence the facet or category that none of what it cites or names has."""
    facets = setting.corpus.of(Kind.FACET)
    categories = setting.corpus.of(Kind.CATEGORY)
    for spot in spots(case):
        if not any(record.kind in _PLACED for record in spot.records.values()):
            continue
        if any(record.kind in (Kind.FACET, Kind.CATEGORY) for record in spot.records.values()):
            continue
        for group in (facets, categories):
            yield from _swap_place(spot, group, setting, rng)


def _swap_place(
    spot: Spot, group: tuple[Record, ...], setting: Setting, rng: Random
) -> Iterator[Corrupted]:
    related = [*spot.records.values(), *setting.records_named(spot.text)]
    held = {record.facet or record.group for record in related if record.kind in _PLACED}
    quoted = spot.quoted_text()
    wrong = [one for one in group if _key(one) not in held and one.name not in spot.text]
    for right in group:
        if _key(right) not in held or fold(right.name) in quoted or not wrong:
            continue
        for written in _written(right):
            found = re.search(rf"(?<![・ー]){re.escape(written)}(?![・ー上])", spot.text)
            if found and _inside_name(spot, right, setting) is False:
                other = rng.choice(wrong)
                new = other.name
                if written != right.name:
                    new = other.name_en if "(" not in written else f"{other.name_en} ({other.name})"
                yield spot.replaced(found.start(), found.end(), new)
                break


def _key(record: Record) -> str | None:
    return record.facet or record.group or record.id.rpartition("/")[2]


def _written(record: Record) -> list[str]:
    return [f"{record.name_en} ({record.name})", record.name]


def _inside_name(spot: Spot, place: Record, setting: Setting) -> bool:
    """Whether the place's name stands only inside the longer name of a thing."""
    rest = spot.text
    for name, record in setting.named:
        if record.id != place.id and place.name in name and name != place.name:
            rest = rest.replace(name, "\n")
    return place.name not in rest


def swap_skill(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Put the name of another skill or item, of another place, where the one cited stands."""
    for spot in spots(case):
        for record in spot.records.values():
            if record.kind not in _SWAPPED:
                continue
            others = [
                other
                for other in setting.corpus.of(record.kind)
                if _may_replace(other, record, spot, setting)
            ]
            if others:
                other = rng.choice(others)
                text = renamed(spot.text, record, other, setting)
                if text != spot.text:
                    yield spot.rewritten(text)


def _may_replace(other: Record, record: Record, spot: Spot, setting: Setting) -> bool:
    if other.id in spot.records or place_of(other) == place_of(record):
        return False
    folded = fold(spot.text)
    if any(fold(name) in folded or fold(record.name) in fold(name) for name in names_of(other)):
        return False
    # A training item of the same name at the place of the sentence would make it true again.
    return not _names_at(setting)[place_of(record)] & {fold(name) for name in names_of(other)}


@lru_cache(maxsize=4)
def _names_at(setting: Setting) -> dict[Place, set[str]]:
    """The folded names of everything that may be swapped, by place."""
    found: dict[Place, set[str]] = defaultdict(set)
    for record in setting.corpus.records.values():
        if record.kind in _SWAPPED:
            found[place_of(record)] |= {fold(name) for name in names_of(record)}
    return found


def place_of(record: Record) -> Place:
    """Level, facet and category of a record."""
    return record.level, record.facet, record.group


def renamed(text: str, record: Record, other: Record, setting: Setting) -> str:
    """A text with every name of one record as that of another, longer names left alone."""
    longer = sorted(
        {
            name
            for name, one in setting.named
            if one.id != record.id
            and any(mine in name and mine != name for mine in names_of(record))
        },
        key=len,
        reverse=True,
    )
    for number, name in enumerate(longer):
        text = text.replace(name, f"\ue000{chr(0xE100 + number)}")
    text = text.replace(f"{record.name_en} (", f"{other.name_en} (")
    written = {record.name, *names_of(record), *(close_up(q.text) for q in record.quotes[:1])}
    for name in sorted(written, key=len, reverse=True):
        # Not where the name is a verb of its own definition.
        text = re.sub(rf"{re.escape(name)}(?!する)", lambda _: other.name, text)
    for number, name in enumerate(longer):
        text = text.replace(f"\ue000{chr(0xE100 + number)}", name)
    return text
