"""Names, levels, facets and kinds in a claim: the evidence's own, and together as there."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from assistant.understand.language import JAPANESE
from assistant.verify.carried import KIND_NAMES, Carried
from assistant.verify.lexicon import lexicon
from assistant.verify.mentions import Mention
from assistant.verify.predicates import QUOTED
from assistant.verify.words import akin, english_words, stem, words
from corpus import Kind
from corpus.folding import fold

# Fewer words than these are too few to tell that a name is only put in another order.
_REWORDED = 2
# By what words a skill is called required or recommended.
_SKILLS = {
    Kind.REQUIRED_SKILL: re.compile(r"必須(?!(?:スキル)?では)|(?<!not )\brequired\b"),
    Kind.RECOMMENDED_SKILL: re.compile(r"推奨|\brecommended\b"),
}
# After one of these marks a name is what is spoken of.
_KANJI = re.compile(r"[一-鿿]+")
_SPOKEN_OF = re.compile(
    r"[」』)]|は|が|も|と(?:は|い)|で(?:す|あ|、|。|$)|だ|の(?:定義|活用|例|スキル|場合)|[、。・]|$"
)
_IN_BRACKETS = re.compile(
    r"[（(]([^（()）]*[\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff][^（()）]*)[)）]"
)


def names_disagree(names: Sequence[Mention], folded: str, carried: Carried, written_as: str) -> str:
    """Why a name in the claim is not the evidence's; empty when each is.

    Args:
        names: The names that the claim holds.
        folded: The claim, folded.
        carried: What the evidence carries.
        written_as: The claim with its capitals, by which English names are told from words.
    """
    quoted = fold("\n".join((*carried.quotes, *carried.english)))
    titles = [fold(title) for title in carried.headings]
    for mention in names:
        written = folded[mention.start : mention.end]
        # In 「DX人材育成体系」 the name of a thing is only a part of a word: of the whole title it
        # may be one here, too.
        text = quoted if _is_thing(mention) else "\n".join((quoted, *titles))
        if any(_stands_within(mention, title, folded) for title in titles):
            continue
        known = not mention.ids.isdisjoint(carried.record_ids)
        if mention.denied:
            if known:
                return f"denies {written}, which the evidence names"
        elif not known and written not in text and not _is_plain_word(mention, folded, written_as):
            return f"names {written}, which the evidence does not"
    return ""


def _stands_within(mention: Mention, title: str, folded: str) -> bool:
    """Whether a name stands in a title that the claim writes whole."""
    start = folded.find(title) if title else -1
    return 0 <= start <= mention.start and mention.end <= start + len(title)


def _is_thing(mention: Mention) -> bool:
    return _of(mention, "skill/", "recommended/", "training/", "programme/")


def _is_plain_word(mention: Mention, folded: str, written_as: str) -> bool:
    """Whether a name that is an everyday word (設計, planning) is used as one.

    In Japanese, when it is not what is spoken of; in English, when it has no capital.
    """
    written = folded[mention.start : mention.end]
    if written.isascii():
        # At the beginning of a sentence a capital says nothing.
        capital = f"(?<!^)\\b{written[0].upper()}(?i:{re.escape(written[1:])})\\b"
        return not re.search(capital, written_as)
    everyday = _KANJI.fullmatch(written) and len(words(written)) == 1
    return bool(everyday) and not _SPOKEN_OF.match(folded, mention.end)


def misglossed(claim: str, glosses: Mapping[str, frozenset[str]], general: Collection[str]) -> str:
    """The first Japanese name in brackets after English words that are not its English name.

    Args:
        claim: The claim as written.
        glosses: The folded English names by folded Japanese name.
        general: Words after which a name may stand as well: 「the skill (批判的思考)」.
    """
    for match in _IN_BRACKETS.finditer(claim):
        known = glosses.get(fold(match[1]))
        before = fold(claim[: match.start()].rstrip(" “”\"'‘’*"))
        if not known or not before[-1:].isascii() or not before[-1:].isalpha():
            continue
        last = claim[: match.start()].split()[-1]
        if before.endswith(tuple(known)):
            continue
        # Without a capital it is no name: a general word, or the English name in other words.
        own = {form for name in known for form in english_words(name)}
        described = _described(own, before.split()[-3:])
        if not last.islower() or (stem(last) not in general and not described):
            own -= {stem(one) for one in lexicon().english.links}
            if not _reworded(own, claim[: match.start()].split()):
                return match[1]
    return ""


def _described(own: Collection[str], before: Sequence[str]) -> bool:
    """Whether one of the words is a form of a word of the name."""
    return any(akin(one, form) for one in own for form in english_words(" ".join(before)))


def _reworded(own: Collection[str], before: Sequence[str]) -> bool:
    """Whether the words before a name are its English ones, only put in another order."""
    said = [form for word in before for form in english_words(word)]
    last = before[-len(own) - 1 :]
    capital = [form for word in last if word[:1].isupper() for form in english_words(word)]
    there = sum(any(akin(one, form) for form in said) for one in own)
    # Short names share a word by chance.
    return (
        len(own) >= _REWORDED
        and there > len(own) / 2
        and bool(capital)
        and all(any(akin(one, form) for one in own) for form in capital)
    )


def strange_aside(claim: str, text: str, names: Collection[str]) -> str:
    """The first Japanese words in brackets of an English claim that are neither name nor text."""
    known = fold(text)
    # A name may hold brackets of its own.
    known += "".join(name for name in names if "(" in name and name in fold(claim))
    for match in _IN_BRACKETS.finditer(claim):
        for part in re.split(r"\s*[,、;:→]\s*", match[1]):
            aside = fold(part)
            if JAPANESE.search(aside) and aside not in {*names, QUOTED} and aside not in known:
                return part
    return ""


def kinds_disagree(folded: str, carried: Carried) -> str:
    """Why the claim calls the records something that they are not."""
    said = (*carried.kind_statements("ja"), *carried.kind_statements("en"))
    text = fold("\n".join((carried.text, *carried.english, *carried.names, *said)))
    kinds = {record.kind for record in carried.records}
    for kind, names in KIND_NAMES.items():
        spoken_of = next((name for name in names if name in folded), "")
        if spoken_of and kind not in kinds and not any(name in text for name in names):
            return f"speaks of {spoken_of}, which the evidence does not"
    return ""


def relatively_placed(folded: str, carried: Carried) -> str:
    """Why a level or facet told by its relation to others is not proved; empty when it is."""
    relative = lexicon().relative
    text = fold("\n".join((*carried.quotes, *carried.english)))
    for pattern in (relative.ja, relative.en):
        for match in pattern.finditer(folded):
            if match[0] not in text and not _alike_placed(match, folded, text, carried):
                return f"places something relatively ({match[0]}), which the evidence does not"
    records = carried.records
    if relative.same_level.search(folded) and len({r.level for r in records}) != 1:
        return "says that levels are the same, which the records do not"
    if relative.same_facet.search(folded) and len({r.facet for r in records}) != 1:
        return "says that facets are the same, which the records do not"
    return ""


def _alike_placed(match: re.Match[str], folded: str, text: str, carried: Carried) -> bool:
    """Whether the evidence, or where the records stand, says the same in other words."""
    relative = lexicon().relative
    if any(one.said.fullmatch(match[0]) and one.there.search(text) for one in relative.alike):
        return True
    if any(at in carried.levels and end.search(folded) for at, end in relative.ends.items()):
        return True
    ends = {quote.field for record, quote in carried.evidence if record.kind is Kind.AXIS}
    if ends & {end for end, words in relative.sides.items() if words.search(match[0])}:
        return True
    # In a list, the order of the markers is that of the names.
    levels = [record.level for record in carried.records if record.level is not None]
    if len(levels) < 2:
        return False
    return (bool(relative.descending.search(folded)) and levels == sorted(levels)[::-1]) or (
        bool(relative.ascending.search(folded)) and levels == sorted(levels)
    )


def places_disagree(
    names: Sequence[Mention], levels: Sequence[Mention], folded: str, carried: Carried
) -> str:
    """Why a name is put at a level or in a facet where its record does not stand.

    Names belong to the level (or facet) written before or after them; a claim is right when they
    can be shared out so that each agrees.
    """
    stated = [one for one in names if not one.denied]
    # In 「業務遂行上必要な」 the facet's name is only a word of the text.
    text = fold("\n".join(carried.quotes))
    facets = [
        one for one in stated if _of(one, "facet/") and folded[one.start : one.end] not in text
    ]
    things = [one for one in stated if not _of(one, "facet/", "facet-group/", "level/", "layer/")]
    named = {one for mention in things for one in mention.ids}
    unnamed = [record for record in carried.records if record.id not in named]
    shown = [one for one in levels if not one.denied]
    level_of = {record.id: record.level for record in carried.records}
    facet_of = {r.id: f"facet/{r.facet}" for r in carried.records if r.facet}
    if not _shared_out(
        [(one.start, {level_of[i] for i in one.ids if level_of.get(i)}) for one in things],
        [(one.start, set(one.levels)) for one in shown],
        {record.level for record in unnamed},
    ):
        return "puts a name at a level where it does not stand"
    if not _shared_out(
        [(one.start, {facet_of[i] for i in one.ids if i in facet_of}) for one in things],
        [(one.start, set(one.ids)) for one in facets],
        {facet_of.get(record.id) for record in unnamed},
    ):
        return "puts a name in a facet where it does not stand"
    kind_of = {record.id: record.kind for record in carried.records if record.kind in _SKILLS}
    if len(set(kind_of.values())) > 1 and not _shared_out(
        [(one.start, {kind_of[i] for i in one.ids if i in kind_of}) for one in things],
        sorted(
            (match.start(), {kind})
            for kind, pattern in _SKILLS.items()
            for match in pattern.finditer(folded)
        ),
        {kind_of.get(record.id) for record in unnamed},
    ):
        return "calls a skill required or recommended which is not"
    layers = [one for one in stated if _of(one, "layer/")]
    if not _shared_out(
        [(one.start, set(one.levels)) for one in layers],
        [(one.start, set(one.levels)) for one in shown],
        set(),
    ):
        return "puts a layer at a level where it does not stand"
    cells = [record for record in carried.records if record.kind is Kind.ROLE_CELL]
    if len(cells) == len(carried.records) and not _shared_out(
        [(f.start, {c.level for c in cells if f"facet/{c.facet}" in f.ids}) for f in facets],
        [(one.start, set(one.levels)) for one in shown],
        {cell.level for cell in cells},
    ):
        return "puts a level and a facet together that do not belong together"
    return ""


def _of(mention: Mention, *prefixes: str) -> bool:
    return any(one.startswith(prefixes) for one in mention.ids)


def _shared_out(
    names: Sequence[tuple[int, set[Any]]], places: Sequence[tuple[int, set[Any]]], unnamed: set[Any]
) -> bool:
    """Whether each name can take the place before or after it, agreeing with it.

    Args:
        names: Where each name stands and what it belongs to.
        places: Where each place stands and what it is.
        unnamed: What records belong to that the claim does not name; they excuse a place that no
            name takes, and so does another place of the same.
    """
    owned = [(start, own) for start, own in names if own]
    if not owned or not places:
        return True
    gaps: list[list[set[Any]]] = [[] for _ in range(len(places) + 1)]
    for start, own in owned:
        gaps[sum(place < start for place, _ in places)].append(own)
    taken_up_to = {0}
    for number, (_, place) in enumerate(places):
        others = [other for k, (_, other) in enumerate(places) if k != number]
        excused = any(place <= other for other in others) or not place.isdisjoint(unnamed)
        after = gaps[number + 1]
        last = number == len(places) - 1
        stops = [len(after)] if last else range(len(after) + 1)
        taken_up_to = {
            stop
            for begin in taken_up_to
            for stop in stops
            if (takers := gaps[number][begin:] + after[:stop]) or excused
            if all(not place.isdisjoint(own) for own in takers)
        }
    return bool(taken_up_to)
