"""The counts that the framework data must have, taken from a reading of the whole text."""

from collections import Counter
from collections.abc import Iterable

from corpus.errors import CorpusError
from corpus.types import Kind, Record

TOTALS: dict[Kind, int] = {
    Kind.LEVEL: 5,
    Kind.FACET: 5,
    Kind.FACET_GROUP: 2,
    Kind.ROLE_CELL: 25,
    Kind.AXIS: 10,
    Kind.LAYER: 3,
    Kind.REQUIRED_SKILL: 33,
    Kind.CATEGORY: 4,
    Kind.RECOMMENDED_SKILL: 31,
    Kind.TRAINING_ITEM: 51,
    Kind.PROGRAMME: 11,
    Kind.RULE: 13,
}
SKILLS_BY_LEVEL = {5: 6, 4: 7, 3: 6, 2: 6, 1: 8}
SKILLS_BY_FACET = {"thinking": 14, "execution": 9, "organization": 5, "influence": 5}
RECOMMENDED_BY_CATEGORY = {"business": 7, "data": 5, "technology": 13, "security": 6}
TRAINING_BY_LEVEL = {5: 7, 4: 12, 3: 10, 2: 11, 1: 11}

# Kinds that stand for what the text does not say, so have nothing to quote.
UNQUOTED = (Kind.SILENCE, Kind.OUTSIDE)

# What every record of a kind must quote.
REQUIRED_QUOTES: dict[Kind, tuple[str, ...]] = {
    Kind.REQUIRED_SKILL: ("name", "definition", "example", "matrix_name"),
    Kind.ROLE_CELL: ("text",),
    Kind.AXIS: ("name", "high", "low"),
    Kind.TRAINING_ITEM: ("name", "overview_name"),
}


def check_counts(records: Iterable[Record]) -> None:
    """Compare the records with the counts above.

    Raises:
        CorpusError: A count differs (naming it), or a record lacks a quote that its kind needs.
    """
    everything = list(records)
    by_kind: dict[Kind, list[Record]] = {kind: [] for kind in Kind}
    for record in everything:
        by_kind[record.kind].append(record)
        for name in REQUIRED_QUOTES.get(record.kind, ()):
            if not record.has(name):
                raise CorpusError(f"has no quote {name!r}", record_id=record.id)
        if not record.quotes and record.kind not in UNQUOTED:
            raise CorpusError("quotes nothing", record_id=record.id)
    for kind, expected in TOTALS.items():
        _equal(f"number of {kind} records", len(by_kind[kind]), expected)
    skills = by_kind[Kind.REQUIRED_SKILL]
    _equal("required skills by level", Counter(r.level for r in skills), SKILLS_BY_LEVEL)
    _equal("required skills by facet", Counter(r.facet for r in skills), SKILLS_BY_FACET)
    recommended = by_kind[Kind.RECOMMENDED_SKILL]
    _equal(
        "recommended skills by category",
        Counter(r.group for r in recommended),
        RECOMMENDED_BY_CATEGORY,
    )
    training = by_kind[Kind.TRAINING_ITEM]
    _equal("training items by level", Counter(r.level for r in training), TRAINING_BY_LEVEL)
    cells = Counter((r.level, r.facet) for r in by_kind[Kind.ROLE_CELL])
    _equal("role cells, one each", sorted(set(cells.values())), [1])


def _equal(what: str, actual: object, expected: object) -> None:
    if actual != expected:
        raise CorpusError(f"{what}: {actual} instead of {expected}")
