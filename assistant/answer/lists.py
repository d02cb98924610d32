"""Lists and counts of what stands in the level x facet tables: required skills, training items."""

from dataclasses import replace

from assistant.answer.counts import (
    LEVEL_QUOTE,
    extreme,
    extreme_line,
    facet_counts,
    records_in,
    row_count,
)
from assistant.answer.draft import SLOT, Draft, Writer, answered
from assistant.answer.programmes import programme_notes
from assistant.answer.scope import Scope, adds_up, category_text, layer_note, scope_of, scope_text
from assistant.answer.skills import name_notes
from assistant.messages import text
from assistant.types import Statement
from assistant.understand.query import Aspect, Query, Subject
from corpus import Kind, Quote, Record


def list_placed(write: Writer, kind: Kind, query: Query) -> Draft:
    """Required skills or training items of the scope asked for, counted and named."""
    scope = scope_of(write, query)
    if kind is Kind.REQUIRED_SKILL and scope.facets == ("mission",):
        return no_skill_under_mission(write, scope)
    records = records_in(write, kind, scope)
    if not records:
        return _empty(write, kind, scope)
    counts_only = query.asks(Aspect.COUNT) and not query.asks(Aspect.LIST, Aspect.WHICH_ITEM)
    presumed = Aspect.PRESUMED in query.aspects and kind is Kind.REQUIRED_SKILL
    cumulative = adds_up(query) and len(scope.levels) > 1
    lines = [_count_line(write, kind, scope, records, cumulative=cumulative)]
    about = records
    if presumed and query.levels:
        lines.extend(_presumed(write, max(query.levels)))
    elif cumulative and kind is Kind.REQUIRED_SKILL:
        lines.extend(_presumed(write, max(scope.levels)))
    by_facet = Subject.FACET in query.subjects and len(scope.facets) > 1
    if query.asks(Aspect.MOST, Aspect.LEAST) and (by_facet or len(scope.levels) > 1):
        most = Aspect.MOST in query.aspects
        line = extreme(write, kind, scope, most=most, by_facet=by_facet)
        lines.append(line)
        found = {head.id for head, _ in line.evidence}
        # What comes next speaks of the row found (「そこの育成項目は」).
        about = [r for r in records if {f"level/{r.level}", f"facet/{r.facet}"} & found]
        counts_only = True
    if by_facet and (counts_only or Aspect.COUNT in query.aspects):
        lines.extend(facet_counts(write, kind, scope))
    if not counts_only:
        lines.extend(name_lines(write, kind, scope))
    notes = [] if counts_only else [n for record in records for n in name_notes(write, record)]
    return answered(*lines, about=about, notes=[*layer_note(write, scope.layers), *notes])


def name_lines(write: Writer, kind: Kind, scope: Scope) -> list[Statement]:
    """One line a facet within one level; one line a level otherwise."""
    lines = []
    if len(scope.levels) == 1:
        for facet in scope.facets:
            cell = write.corpus.of(kind, level=scope.levels[0], facet=facet)
            if cell:
                lines.append(write.named(cell, lead=_lead(write, write.facet(facet))))
        return lines
    for level in scope.levels:
        row = [r for f in scope.facets for r in write.corpus.of(kind, level=level, facet=f)]
        if row:
            lines.append(write.named(row, lead=_lead(write, f"Lv.{level}")))
    return lines


def no_skill_under_mission(write: Writer, scope: Scope) -> Draft:
    """The text's own sentence that no skill stands under 使命感, and what does stand there."""
    items = records_in(write, Kind.TRAINING_ITEM, scope)
    lines = [write.quote(write.corpus.get("rule/r5"), "text")]
    if items:
        lines.append(write.named(items, lead=text("answer.mission_items", write.language)))
    return answered(*lines, about=[write.corpus.get("facet/mission")])


def _lead(write: Writer, label: str) -> str:
    return text("answer.bullet", write.language, label=label)


def _count_line(
    write: Writer, kind: Kind, scope: Scope, records: list[Record], *, cumulative: bool
) -> Statement:
    parts = [(level, len([r for r in records if r.level == level])) for level in scope.levels]
    separator = text("answer.separator", write.language)
    split = ""
    if len(parts) > 1:
        split = text(
            "answer.count_split",
            write.language,
            parts=separator.join(
                text("answer.count_part", write.language, level=level, count=count)
                for level, count in parts
            ),
        )
    evidence: list[tuple[Record, Quote]] = []
    for level in scope.levels:
        record = write.level(level)
        evidence.append((record, record.quote(LEVEL_QUOTE[kind])))
    if not scope.whole_facets:
        facets = [write.corpus.facets[f] for f in scope.facets]
        evidence.extend((facet, facet.quote("name")) for facet in facets)
    key = f"cumulative_{kind.value}" if cumulative else f"count_{kind.value}"
    return write.say(
        f"{key}_one" if len(records) == 1 and not cumulative else key,
        *evidence,
        scope=scope_text(write, scope),
        count=len(records),
        counted=records,
        split=split,
    )


def _presumed(write: Writer, top: int) -> list[Statement]:
    """Rule 6 for a level: lower skills are presumed."""
    if top == 1:
        return []
    return [write.quote(write.corpus.get("rule/r6"), f"lv{top}")]


def _empty(write: Writer, kind: Kind, scope: Scope) -> Draft:
    cells = [
        (record, record.quote(LEVEL_QUOTE[kind]))
        for level in scope.levels
        for record in [write.level(level)]
    ]
    facets = [write.corpus.facets[key] for key in scope.facets]
    named = [] if scope.whole_facets else [(facet, facet.quote("name")) for facet in facets]
    line = write.say(f"none_{kind.value}", *cells, *named, scope=scope_text(write, scope))
    return answered(line, about=[record for record, _ in cells])


def list_recommended(write: Writer, query: Query) -> Draft:
    """Recommended skills by category, counted and named."""
    chosen = [
        c for c in write.corpus.of(Kind.CATEGORY)
        if not query.categories or c.id.split("/")[1] in query.categories
    ]  # fmt: skip
    groups = [
        (c, write.corpus.of(Kind.RECOMMENDED_SKILL, group=c.id.split("/")[1])) for c in chosen
    ]
    records = [record for _, group in groups for record in group]
    lines = [
        write.say(
            "count_recommended_skill",
            *((c, c.quotes[0]) for c in chosen),
            scope=category_text(write, chosen if query.categories else ()),
            count=len(records),
            counted=records,
        )
    ]
    if query.levels or query.layers or query.asks(Aspect.WHICH_LEVEL):
        lines.insert(0, no_level_of_recommended(write))
    extreme = query.asks(Aspect.MOST, Aspect.LEAST) and not query.categories
    if extreme:
        most = Aspect.MOST in query.aspects
        rows = {c.id: group for c, group in groups}
        evidence = {c.id: (c, c.quotes[0]) for c, _ in groups}
        names = {c.id: write.name(c) for c, _ in groups}
        lines.append(extreme_line(write, rows, evidence, names, most=most))
    counts_only = query.asks(Aspect.COUNT) and not query.asks(Aspect.LIST)
    if not counts_only and extreme:
        size = (max if Aspect.MOST in query.aspects else min)(len(g) for _, g in groups)
        groups = [(c, group) for c, group in groups if len(group) == size]
    if not counts_only:
        lines.extend(write.named(group, lead=_lead(write, write.name(c))) for c, group in groups)
    elif not query.categories:
        for category, group in groups:
            head = (category, category.quotes[0])
            lines.append(row_count(write, write.name(category), head, group))
    return answered(*lines, about=records)


def no_level_of_recommended(write: Writer) -> Statement:
    """That recommended skills stand in categories, not at levels."""
    categories = ((c, c.quotes[0]) for c in write.corpus.of(Kind.CATEGORY))
    return write.say("no_level_of_recommended", *categories)


def list_kind(write: Writer, kind: Kind, query: Query) -> Draft:
    """Every record of a simple kind (levels, facets, layers, axes...), counted and named."""
    records = [
        r for r in write.corpus.of(kind)
        if kind is not Kind.AXIS or not query.facets or r.facet in query.facets
    ]  # fmt: skip
    lines = [
        write.say(
            f"count_{kind.value}",
            (records[0], records[0].quotes[0]),
            count=len(records),
            counted=records,
        )
    ]
    if kind is Kind.AXIS:
        lines.extend(axis_line(write, record) for record in records)
    elif kind is Kind.LEVEL:
        lines.extend(
            Statement(
                text("answer.item", write.language, label=write.name(record)),
                ((record, record.quote("name")),),
            )
            for record in records
        )
    else:
        lines.append(write.named(records))
    notes: tuple[Statement, ...] = ()
    if kind is Kind.LAYER:
        notes = layer_note(write, [record.id.split("/")[1] for record in records])
    if kind is Kind.PROGRAMME:
        notes = programme_notes(write)
    return answered(*lines, about=records, notes=notes)


def axis_line(write: Writer, axis: Record) -> Statement:
    """An axis with its low and high end."""
    low, high = axis.quote("low"), axis.quote("high")
    return write.say(
        "axis_line",
        (axis, axis.quote("name")),
        (axis, low),
        (axis, high),
        facet=write.facet(axis.facet or ""),
        name=write.name(axis) + SLOT,
        low=low.text + SLOT,
        high=high.text + SLOT,
    )


def sum_of_skills(write: Writer, query: Query) -> Draft:
    """How many required and recommended skills there are, apart and together."""
    counted = replace(query, aspects=query.aspects | {Aspect.COUNT})
    required = list_placed(write, Kind.REQUIRED_SKILL, counted)
    recommended = list_recommended(write, counted)
    records = [
        *records_in(write, Kind.REQUIRED_SKILL, scope_of(write, query)),
        *write.corpus.of(Kind.RECOMMENDED_SKILL),
    ]
    total = write.say(
        "sum_of_skills",
        *required.statements[0].evidence,
        *recommended.statements[0].evidence,
        count=len(records),
        counted=records,
    )
    return answered(total, required.statements[0], recommended.statements[0], about=records)
