"""What earlier turns showed, as lists that a follow-up can point into, narrow or go on from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.conversation import Shown
from assistant.types import Status
from assistant.understand.levels import find_levels
from assistant.understand.pointing import Dimension
from assistant.understand.query import Query, Subject
from corpus import Corpus, Kind, Record
from corpus.folding import fold

KIND_OF = {
    Subject.SKILL: Kind.REQUIRED_SKILL,
    Subject.RECOMMENDED: Kind.RECOMMENDED_SKILL,
    Subject.TRAINING: Kind.TRAINING_ITEM,
    Subject.PROGRAMME: Kind.PROGRAMME,
    Subject.ROLE: Kind.ROLE_CELL,
    Subject.AXIS: Kind.AXIS,
    Subject.LAYER: Kind.LAYER,
    Subject.CATEGORY: Kind.CATEGORY,
    Subject.FACET: Kind.FACET,
}
SUBJECT_OF = {kind: subject for subject, kind in KIND_OF.items()}
_THINGS = (
    Kind.REQUIRED_SKILL,
    Kind.RECOMMENDED_SKILL,
    Kind.TRAINING_ITEM,
    Kind.PROGRAMME,
    Kind.ROLE_CELL,
    Kind.AXIS,
)
_GROUPS = (Kind.LEVEL, Kind.FACET, Kind.LAYER, Kind.CATEGORY, Kind.FACET_GROUP)
_NUMBERED = re.compile(r"[a-z]+\d+")
# Quotes that introduce or close what a record lists.
_FRAME = frozenset({"heading", "title"})


@dataclass(frozen=True, slots=True)
class Item:
    """One of what was shown: a record, or one quote of it.

    Attributes:
        record: The record.
        field: Its quote, where the record was shown quote by quote.
    """

    record: Record
    field: str | None = None


def records_of(corpus: Corpus, turn: Shown) -> tuple[Record, ...]:
    """The records that a turn was about."""
    return tuple(corpus.get(record_id) for record_id in turn.record_ids)


def items_of(
    corpus: Corpus, turn: Shown, kind: Kind | None = None, *, loosely: bool = True
) -> tuple[Item, ...]:
    """What a turn showed one after the other.

    The records that it was about; where that is one statement of several parts, its parts; where it
    is a place of the tables, the things shown there.

    Args:
        corpus: The records.
        turn: The turn.
        kind: Only records of this kind.
        loosely: Whether the quotes of a statement count too where the text does not number them.
    """
    about = records_of(corpus, turn)
    quoted = tuple(dict.fromkeys(corpus.get(record_id) for record_id, _ in turn.quotes))
    if kind is not None:
        for records in (about, quoted):
            if of_kind := tuple(Item(r) for r in records if r.kind is kind):
                return of_kind
        return ()
    if len(about) > 1:
        return tuple(map(Item, about))
    if len(about) == 1 and about[0].kind in (Kind.FACT, Kind.RULE):
        return _parts_of(about[0], turn, loosely=loosely)
    if len(about) == 1 and about[0].kind not in _GROUPS:
        return (Item(about[0]),)
    for one in _THINGS:
        if found := tuple(Item(r) for r in quoted if r.kind is one):
            return found
    return tuple(map(Item, about))


def _parts_of(record: Record, turn: Shown, *, loosely: bool) -> tuple[Item, ...]:
    """The parts of a statement, in the order shown, without what only frames them."""
    fields = [field for record_id, field in turn.quotes if record_id == record.id]
    numbered = [field for field in fields if _NUMBERED.fullmatch(field)]
    told = numbered
    if len(numbered) < 2:
        told = [field for field in fields if field not in _FRAME] if loosely else []
    return tuple(Item(record, field) for field in told) or (Item(record),)


def last_list(
    corpus: Corpus, turns: Sequence[Shown], kind: Kind | None = None, *, loosely: bool = True
) -> tuple[int, tuple[Item, ...]] | None:
    """The newest turn that showed several, and what it showed.

    Args:
        corpus: The records.
        turns: The newest at the end.
        kind: Only records of this kind count.
        loosely: Whether unnumbered quotes of one statement count, in the newest turn.
    """
    for place in range(len(turns) - 1, -1, -1):
        newest = place == len(turns) - 1
        items = items_of(corpus, turns[place], kind, loosely=loosely and newest)
        if turns[place].status is Status.ANSWERED and len(items) > 1:
            return place, items
    return None


def last_told(turns: Sequence[Shown]) -> Shown:
    """The newest turn that told something; the newest of all when none did."""
    return next((turn for turn in reversed(turns) if turn.told), turns[-1])


def level_in_view(corpus: Corpus, turn: Shown) -> int | None:
    """The one level that a turn was about: asked for, of what it showed, or named in its quotes."""
    if turn.query.levels:
        return turn.query.levels[0] if len(turn.query.levels) == 1 else None
    levels: set[int] = {r.level for r in records_of(corpus, turn) if r.level}
    if not levels:
        quotes = (corpus.get(record_id).quote(field) for record_id, field in turn.quotes)
        levels = {level for q in quotes for level in find_levels(fold(q.text)).named}
    return levels.pop() if len(levels) == 1 else None


def facet_in_view(corpus: Corpus, turn: Shown) -> tuple[str, ...]:
    """The one facet of what a turn showed, or those asked for."""
    facets = {record.facet for record in records_of(corpus, turn)} - {None}
    if len(facets) == 1:
        return tuple(facet for facet in facets if facet)
    return turn.query.facets


def placed(corpus: Corpus, items: Iterable[Item], query: Query) -> tuple[Item, ...]:
    """Those of what was shown that stand where the question says."""
    levels = set(query.levels)
    if not levels:
        layered = (r for key in query.layers for r in corpus.of(Kind.LEVEL, group=key))
        levels = {r.level for r in layered if r.level}
    return tuple(
        item
        for item in items
        if (not levels or item.record.level in levels)
        and (not query.facets or item.record.facet in query.facets)
        and (not query.categories or item.record.group in query.categories)
    )


def worded(items: Iterable[Item], words: Sequence[str]) -> tuple[Item, ...]:
    """Those of what was shown whose name, else whose text, holds one of the words."""
    items = tuple(items)
    folded = [fold(word) for word in words]
    for texts in (_names, _texts):
        found = tuple(
            item for item in items if any(word in text for word in folded for text in texts(item))
        )
        if found:
            return found
    return ()


def _names(item: Item) -> list[str]:
    if item.field is not None:
        return [fold(item.record.quote(item.field).text)]
    return [fold(name) for name in (item.record.name, item.record.name_en)]


def _texts(item: Item) -> list[str]:
    if item.field is not None:
        return []
    return [
        *(fold(alias) for alias in item.record.aliases),
        *(fold(q.text) for q in item.record.quotes),
    ]


def values(query: Query, dim: Dimension) -> tuple[int | str, ...]:
    """The levels, facets, layers or categories that a question is placed by."""
    if dim is Dimension.LEVELS:
        return query.levels
    if dim is Dimension.FACETS:
        return query.facets
    return query.layers if dim is Dimension.LAYERS else query.categories


def all_values(corpus: Corpus, dim: Dimension) -> tuple[int | str, ...]:
    """Every level, facet, layer or category, in the document's order; levels ascending."""
    if dim is Dimension.LEVELS:
        return tuple(sorted(r.level for r in corpus.of(Kind.LEVEL) if r.level))
    kind = {
        Dimension.FACETS: Kind.FACET,
        Dimension.LAYERS: Kind.LAYER,
        Dimension.CATEGORIES: Kind.CATEGORY,
    }[dim]
    return tuple(record.id.split("/")[1] for record in corpus.of(kind))
