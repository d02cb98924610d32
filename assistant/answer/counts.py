"""Counts over the tables: which rows hold most, how many each holds, how two kinds compare."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer.draft import Writer
from assistant.answer.scope import Scope
from assistant.messages import text
from assistant.types import Statement
from corpus import Kind, Quote, Record

# The quote of a level that stands for the row of a kind.
LEVEL_QUOTE = {Kind.REQUIRED_SKILL: "skills_intro", Kind.TRAINING_ITEM: "name_training"}


def records_in(write: Writer, kind: Kind, scope: Scope) -> list[Record]:
    """Records of a kind inside a scope, level by level, facet by facet."""
    return [
        record
        for level in scope.levels
        for facet in scope.facets
        for record in write.corpus.of(kind, level=level, facet=facet)
    ]


def extreme(write: Writer, kind: Kind, scope: Scope, *, most: bool, by_facet: bool) -> Statement:
    """The levels, or the facets, of the scope that hold most, or least, of a kind."""
    if by_facet:
        rows = {
            facet: records_in(write, kind, replace(scope, facets=(facet,)))
            for facet in scope.facets
        }
        rows = {facet: row for facet, row in rows.items() if row}
        heads = {facet: write.corpus.facets[facet] for facet in rows}
        quotes = {facet: heads[facet].quote("name") for facet in rows}
        names = {facet: write.facet(facet) for facet in rows}
    else:
        rows = {str(n): records_in(write, kind, replace(scope, levels=(n,))) for n in scope.levels}
        heads = {key: write.level(int(key)) for key in rows}
        quotes = {key: heads[key].quote(LEVEL_QUOTE[kind]) for key in rows}
        names = {key: f"Lv.{key}" for key in rows}
    return extreme_line(write, rows, {k: (heads[k], quotes[k]) for k in rows}, names, most=most)


def extreme_line(
    write: Writer,
    rows: Mapping[str, Sequence[Record]],
    evidence: Mapping[str, tuple[Record, Quote]],
    names: Mapping[str, str],
    *,
    most: bool,
) -> Statement:
    """Which rows are the longest, or the shortest; all of them when they are equal."""
    count = (max if most else min)(len(row) for row in rows.values())
    keys = [key for key, row in rows.items() if len(row) == count]
    return write.say(
        "most" if most else "least",
        *(evidence[key] for key in keys),
        names=text("answer.separator", write.language).join(names[key] for key in keys),
        count=count,
        counted=rows[keys[0]],
    )


def row_count(
    write: Writer, name: str, head: tuple[Record, Quote], row: Sequence[Record]
) -> Statement:
    """How many a row of a table holds: its name and a number, shown by the head of the row."""
    return write.say("count_in_category", head, category=name, count=len(row), counted=row)


def facet_counts(write: Writer, kind: Kind, scope: Scope) -> list[Statement]:
    """One line a facet: how many of a kind it holds."""
    lines = []
    for facet in scope.facets:
        row = records_in(write, kind, replace(scope, facets=(facet,)))
        if row:
            record = write.corpus.facets[facet]
            head = (record, record.quote("name"))
            lines.append(row_count(write, write.facet(facet), head, row))
    return lines


def difference(write: Writer, kinds: Sequence[Kind], scope: Scope) -> Statement:
    """How many of each of two kinds the scope holds, and by how many they differ."""
    rows = {kind: records_in(write, kind, scope) for kind in kinds}
    more, fewer = sorted(kinds, key=lambda kind: -len(rows[kind]))
    levels = [write.level(level) for level in scope.levels]
    return write.say(
        "difference",
        *((level, level.quote(LEVEL_QUOTE[kind])) for kind in (more, fewer) for level in levels),
        more=text(f"answer.kind_{more.value}", write.language),
        most=len(rows[more]),
        fewer=text(f"answer.kind_{fewer.value}", write.language),
        least=len(rows[fewer]),
        difference=len(rows[more]) - len(rows[fewer]),
        count=len(rows[more]) + len(rows[fewer]),
        counted=[*rows[more], *rows[fewer]],
    )
