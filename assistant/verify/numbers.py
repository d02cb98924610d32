"""Numbers, dates and counts in a claim: the evidence's own, or counted from the records."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.verify.carried import KIND_NAMES, Carried
from assistant.verify.lexicon import lexicon
from assistant.verify.mentions import Mention
from corpus import Corpus, Kind
from corpus.folding import fold

_KANJI = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"十": 10, "百": 100, "千": 1000}
_NUMBERS = lexicon().numbers
_ENGLISH = {word: number for number, word in enumerate(_NUMBERS.english.numbers)}
_MONTHS = {word: number for number, word in enumerate(_NUMBERS.english.months, start=1)}
_UNITS = {word: unit for unit, words in _NUMBERS.units.items() for word in words}
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=lambda unit: (-len(unit), unit)))
_COUNTER = "|".join(sorted(_NUMBERS.kanji.counters, key=lambda counter: (-len(counter), counter)))
_DIGITS = re.compile(rf"(?<![\w.])?(\d[\d,]{{0,14}}(?:\.\d{{1,6}})?)\s?({_COUNTER}|{_UNIT})?")
_IN_KANJI = re.compile(
    rf"([〇一二三四五六七八九十百千]{{1,8}})({_COUNTER}|{_UNIT})(?:(?![一-鿿])|(?=[一二三四五六七八九十]))"
)
_FRACTION = re.compile(
    r"(\d{1,6}|[一二三四五六七八九十]{1,4})(?:分の|人に)(\d{1,6}|[一二三四五六七八九十]{1,4})"
    r"|(\d)/(\d)(?!\d)"
)
_IN_ENGLISH = re.compile(rf"\b({'|'.join([*_ENGLISH, *_MONTHS])})\b(?:[\s-]({_UNIT})\b)?")
_LEVEL = re.compile(r"lv\.?\s?\d(?:\s?[~～〜→-]\s?(?:lv\.?)?\d)*")
_SPLIT = re.compile(r"lv\.?(\d)\s?:\s?(\d+)")
# What a text lists between marks, to the end.
_LISTED = re.compile(r"(?:「[^「」]+」[、・と]?){3,}(?!など|等)")
# A count of everything, not of what is cited.
_IN_ALL = re.compile(r"全部|全体|合計|総|計\d|\b(?:in all|in total|total|altogether)\b")
# The month, not the verb.
_MAY = re.compile(r"\bmay (?:\d{1,2}|of)\b|\b(?:in|by|around) may\b")
# By what words the claim speaks of these kinds.
_COUNTED = {
    Kind.LEVEL: ("レベル", "段階", "level"),
    Kind.FACET: ("区分", "要素", "観点", "facet"),
    Kind.LAYER: ("層", "layer", "認定"),
    Kind.CATEGORY: ("分野", "categor"),
    Kind.AXIS: ("軸", "axes"),
    Kind.PROGRAMME: ("研修・施策・制度", "programme"),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a claim or the evidence says it.

    Attributes:
        value: The number.
        unit: What it counts, where a unit was written that counts alike; empty else.
    """

    value: float
    unit: str


def numbers_in(folded: str) -> Iterator[Number]:
    """Every number of a folded text: digits, kanji before a counter, English words and months."""
    text = _NUMBERS.kanji.words.sub(" ", unicodedata.normalize("NFKC", folded))
    for match in _FRACTION.finditer(text):
        whole, part = (match[1], match[2]) if match[1] else (match[4], match[3])
        yield Number(_value(part) / max(1, _value(whole)), "share")
    text = _FRACTION.sub(" ", text)
    for match in _DIGITS.finditer(text):
        yield Number(float(match[1].replace(",", "")), _UNITS.get(match[2] or "", ""))
    for match in _IN_KANJI.finditer(text):
        yield Number(_kanji(match[1]), _UNITS.get(match[2], ""))
    for match in _IN_ENGLISH.finditer(text):
        if match[1] in _MONTHS:
            if match[1] != "may" or _MAY.search(text):
                yield Number(_MONTHS[match[1]], "month")
        elif match[1] != "one":
            yield Number(_ENGLISH[match[1]], _UNITS.get(match[2] or "", ""))


def numbers_disagree(
    folded: str,
    levels: Sequence[Mention],
    carried: Carried,
    counts: Collection[float] | None,
    corpus: Corpus | None,
) -> str:
    """Why a number in the claim is neither the evidence's nor a right count; empty when each is.

    Args:
        folded: The claim.
        levels: The levels that it names, which are not numbers.
        carried: What its evidence carries.
        counts: Numbers known to be right counts; None to count what the claim speaks of.
        corpus: What is counted; None when there is nothing to count.
    """
    if counts is None:
        if corpus and (wrong := _split_wrongly(folded, carried, corpus)):
            return wrong
        counts = _counts(folded, levels, carried, corpus) if corpus else ()
    claim = _without(folded, levels)
    known_text = "\n".join((*carried.quotes, *carried.english)).lower()
    known = set(numbers_in(_LEVEL.sub(" ", known_text)))
    values = {number.value for number in known}
    # 令和8年 is 2026; the text has both eras' years of some dates only.
    known |= {Number(n.value + 2018, "year") for n in known if n.unit == "year" and n.value < 50}
    for number in numbers_in(claim):
        if number in known or (not number.unit and number.value in values):
            continue
        if not number.unit and number.value in counts:
            continue
        return f"says {number.value:g}, which the evidence does not"
    return ""


def _without(folded: str, mentions: Sequence[Mention]) -> str:
    for mention in sorted(mentions, key=lambda one: -one.start):
        folded = f"{folded[: mention.start]} {folded[mention.end :]}"
    return folded


def _split_wrongly(folded: str, carried: Carried, corpus: Corpus) -> str:
    """Why a count by levels (「Lv.1:8、Lv.2:6」) is not so; empty when it is."""
    kinds, facets = _kinds_and_facets(folded, carried, corpus)
    for level, count in _SPLIT.findall(folded):
        rights = {
            sum(not facets or one.facet in facets for one in corpus.of(kind, level=int(level)))
            for kind in kinds
        }
        if rights and int(count) not in rights:
            return f"counts {count} at Lv.{level}, which is not so"
    return ""


def _kinds_and_facets(
    folded: str, carried: Carried, corpus: Corpus
) -> tuple[list[Kind], list[str]]:
    """The kinds of things that a claim speaks of, and the facets that it narrows them to."""
    kinds = [kind for kind, names in KIND_NAMES.items() if any(n in folded for n in names)]
    kinds = kinds or [r.kind for r in carried.records if r.kind in KIND_NAMES]
    facets = [f.facet for f in corpus.of(Kind.FACET) if f.id in carried.record_ids]
    named = [
        f
        for f in facets
        if f and (corpus.facets[f].name in folded or fold(corpus.facets[f].name_en) in folded)
    ]
    return list(dict.fromkeys(kinds)), named


def _counts(
    folded: str, levels: Sequence[Mention], carried: Carried, corpus: Corpus
) -> frozenset[float]:
    """Every number that a count of the things the claim speaks of can give."""
    kinds, facets = _kinds_and_facets(folded, carried, corpus)
    groups = {r.group for r in carried.records if r.kind is Kind.RECOMMENDED_SKILL}
    groups |= {r.id.split("/")[1] for r in carried.records if r.kind is Kind.CATEGORY}
    meant = [sorted(one.levels) for one in levels]
    counts: set[int] = set()
    for kind in kinds:
        every = corpus.of(kind)
        if not levels and not facets and kind is not Kind.RECOMMENDED_SKILL:
            counts.add(len(every))
        if kind is Kind.RECOMMENDED_SKILL:
            named = [g for g in groups if g and corpus.get(f"category/{g}").name.lower() in folded]
            counts.add(sum(r.group in named for r in every) if named else len(every))
            continue
        here = [r for r in every if not facets or r.facet in facets]
        spoken_of = {level for one in meant for level in one} or {1, 2, 3, 4, 5}
        counts.add(sum(r.level in spoken_of for r in here))
        for wanted in () if _IN_ALL.search(folded) else meant:
            each = [sum(r.level == level for r in here) for level in wanted]
            counts |= {*each, *accumulate(each), *accumulate(reversed(each))}
    for kind, names in _COUNTED.items():
        if any(name in folded for name in names) and kind in {r.kind for r in carried.records}:
            counts.add(len(corpus.of(kind)))
    if not levels and not facets and not _IN_ALL.search(folded):
        # What is counted is what is cited: 「データ活用とセキュリティの二つ」.
        counts.add(len(carried.records))
    spoken = {level for one in meant for level in one}
    if any(r.level not in spoken for r in carried.records if r.kind in KIND_NAMES):
        # Then the number is not that of a level: 「…は二つあり、一つはLv.4の必須スキル」.
        counts.add(len(carried.records))
    for group in (r for r in carried.records if r.kind is Kind.FACET_GROUP):
        counts.add(len(corpus.of(Kind.FACET, group=group.id.split("/")[1])))
    counts |= {one[0].count("「") for text in carried.quotes for one in _LISTED.finditer(text)}
    counts.add(len([r for r in carried.records if r.kind not in KIND_NAMES]))
    if len(carried.records) == 1:
        # Two names of one thing, each quoted.
        counts.add(len(carried.evidence))
    return frozenset(counts)


def _value(written: str) -> float:
    return float(written) if written.isdigit() else _kanji(written)


def _kanji(written: str) -> float:
    total = current = 0
    for char in written:
        value = _KANJI[char]
        if value >= 10:
            total += (current or 1) * value
            current = 0
        else:
            current = current * 10 + value
    return total + current
