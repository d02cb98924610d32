"""Comparisons: levels, skills, facets, layers, required and recommended."""

from collections.abc import Sequence

from assistant.answer.draft import Draft, Writer, answered
from assistant.answer.lists import name_lines
from assistant.answer.roles import describe_cells, level_head
from assistant.answer.scope import FACETS, Scope, layer_note
from assistant.answer.skills import place_of
from assistant.types import Statement
from assistant.understand.query import Aspect, Query, Subject
from corpus import Kind, Record

_PAIR_SUMMARIES = {frozenset({4, 5}): 5, frozenset({2, 3}): 3}


def compare_levels(
    write: Writer, levels: Sequence[int], query: Query, cells: Sequence[Record]
) -> Draft:
    """Levels side by side: the text's own summary, then what the question looks at.

    Args:
        write: The writer.
        levels: Two or more levels.
        query: What was asked.
        cells: Role cells that the question's words point to, when it names no facet.
    """
    ordered = sorted(levels)
    if (
        query.facets
        and query.subject is not Subject.SKILL
        and query.subject is not Subject.TRAINING
    ):
        facet_cells = [
            c for f in query.facets for level in ordered
            for c in write.corpus.of(Kind.ROLE_CELL, level=level, facet=f)
        ]  # fmt: skip
        return describe_cells(write, facet_cells[:6])
    if cells:
        return describe_cells(write, sorted(cells, key=lambda c: (c.facet or "", c.level or 0)))
    lines = _summaries(write, ordered)
    if Aspect.BRIEF not in query.aspects:
        kind = Kind.TRAINING_ITEM if query.subject is Subject.TRAINING else Kind.REQUIRED_SKILL
        facets = query.facets or FACETS
        for level in ordered:
            title = "title_training" if kind is Kind.TRAINING_ITEM else "title_skills"
            lines.append(write.title(title, level=level))
            lines.extend(name_lines(write, kind, Scope((level,), tuple(facets))))
    return answered(
        *lines,
        about=[write.level(level) for level in ordered],
        notes=layer_note(write, query.layers),
    )


def _summaries(write: Writer, levels: Sequence[int]) -> list[Statement]:
    """The text's sentence that tells two neighbours apart, if any, else each level's name."""
    pair = _PAIR_SUMMARIES.get(frozenset(levels))
    if pair:
        return [write.quote(write.level(pair), "summary")]
    return [line for level in levels for line in level_head(write, level)]


def compare_skills(write: Writer, skills: Sequence[Record], query: Query) -> Draft:
    """Skills side by side: place and definition, and the example when asked."""
    lines: list[Statement] = []
    for skill in skills:
        lines.append(place_of(write, skill))
        if not query.asks(Aspect.EXAMPLE) or query.asks(Aspect.DEFINITION):
            lines.append(write.quote(skill, "definition"))
        if query.asks(Aspect.EXAMPLE):
            lines.append(write.quote(skill, "example"))
    return answered(*lines, about=skills)


def required_and_recommended(write: Writer) -> Draft:
    """What the text says of required skills and of recommended ones."""
    required, recommended = write.corpus.get("rule/r2"), write.corpus.get("rule/r7")
    return answered(
        write.title("title_required"),
        *write.quotes(required),
        write.title("title_recommended"),
        write.quote(recommended, "text"),
        about=[required, recommended],
    )


def compare_layers(write: Writer, layers: Sequence[str], query: Query) -> Draft:
    """Layers side by side, through the levels they are read to hold, or what stands there."""
    listed = {Subject.TRAINING: Kind.TRAINING_ITEM, Subject.SKILL: Kind.REQUIRED_SKILL}
    kind = listed.get(query.subject or Subject.LAYER)
    lines: list[Statement] = []
    for key in layers:
        lines.append(write.title("title_layer", layer=write.group_name(Kind.LAYER, key)))
        levels = [level.level or 0 for level in write.corpus.of(Kind.LEVEL, group=key)]
        if kind:
            lines.extend(name_lines(write, kind, Scope(tuple(levels), query.facets or FACETS)))
            continue
        for level in levels:
            lines.extend(level_head(write, level))
    return answered(
        *lines,
        about=[write.corpus.get(f"layer/{key}") for key in layers],
        notes=layer_note(write, layers),
    )
