"""Answers about levels and their roles: a cell, all cells of a facet, a whole level."""

from collections.abc import Sequence

from assistant.answer.draft import Draft, Writer, answered
from assistant.answer.lists import name_lines
from assistant.answer.scope import Scope, layer_note, scope_of
from assistant.messages import text
from assistant.types import Statement
from assistant.understand.query import Query
from corpus import Kind, Record

# A role cell runs to about 220 letters; more cells than this would make a wall of text.
_MOST_CELLS = 8


def level_overview(write: Writer, query: Query) -> Draft:
    """A level as a whole: its name, its role by facet, its required skills by facet."""
    scope = scope_of(write, query)
    lines: list[Statement] = []
    about: list[Record] = []
    if len(scope.levels) > 1:
        for level in scope.levels:
            lines.extend(level_head(write, level))
            lines.append(_skills_line(write, level))
            about.append(write.level(level))
        return answered(*lines, about=about, notes=layer_note(write, scope.layers))
    level = scope.levels[0]
    lines.extend(level_head(write, level))
    lines.append(write.title("title_role", level=level))
    lines.extend(_cell_line(write, cell) for cell in write.corpus.of(Kind.ROLE_CELL, level=level))
    lines.append(write.title("title_skills", level=level))
    lines.extend(name_lines(write, Kind.REQUIRED_SKILL, Scope((level,), scope.facets)))
    return answered(*lines, about=[write.level(level)], notes=layer_note(write, scope.layers))


def level_head(write: Writer, level: int) -> list[Statement]:
    """What kind of person a level stands for."""
    record = write.level(level)
    return [Statement(write.name(record), ((record, record.quote("name")),))]


def level_in_brief(write: Writer, level: int) -> Draft:
    """A level in a sentence or two: its name, and what the text says that people there can do."""
    record = write.level(level)
    return answered(*level_head(write, level), write.quote(record, "summary"), about=[record])


def describe_roles(write: Writer, query: Query) -> Draft:
    """The role cells of the levels and facets asked for."""
    scope = scope_of(write, query)
    cells = [
        c for level in scope.levels for facet in scope.facets
        for c in write.corpus.of(Kind.ROLE_CELL, level=level, facet=facet)
    ]  # fmt: skip
    if len(cells) > _MOST_CELLS:
        lines = [line for level in scope.levels for line in level_head(write, level)]
        return answered(*lines, about=[write.level(level) for level in scope.levels])
    lines = []
    if scope.whole_facets:
        for level in scope.levels:
            lines.extend(level_head(write, level))
            lines.extend(_cell_line(write, c) for c in cells if c.level == level)
    else:
        return describe_cells(write, cells)
    return answered(*lines, about=cells, notes=layer_note(write, scope.layers))


def describe_cells(write: Writer, cells: Sequence[Record]) -> Draft:
    """Given role cells, each with its level and facet."""
    return answered(
        write.title("title_cells"),
        *(_cell_line(write, c, with_level=True) for c in cells),
        about=cells,
    )


def level_and_facet(write: Writer, query: Query) -> Draft:
    """Everything in a cell: the role, the required skills, the training items."""
    scope = scope_of(write, query)
    level, facet = scope.levels[0], scope.facets[0]
    cell = write.corpus.of(Kind.ROLE_CELL, level=level, facet=facet)[0]
    lines = [_cell_line(write, cell, with_level=True)]
    if facet == "mission":
        lines.append(write.quote(write.corpus.get("rule/r5"), "text"))
    for kind, key in ((Kind.REQUIRED_SKILL, "cell_skills"), (Kind.TRAINING_ITEM, "cell_training")):
        records = write.corpus.of(kind, level=level, facet=facet)
        if records:
            lines.append(write.named(records, lead=text(f"answer.{key}", write.language)))
    return answered(*lines, about=[cell])


def describe_facet(write: Writer, facet: str) -> Draft:
    """A facet in general: its group, its axes, and how much stands under it."""
    record = write.corpus.facets[facet]
    lines: list[Statement] = []
    if record.group:
        group = write.corpus.get(f"facet-group/{record.group}")
        lines.append(
            write.say(
                "facet_in_group",
                (record, record.quote("name")),
                (group, group.quote("name")),
                facet=write.name(record),
                group=write.name(group),
            )
        )
    else:
        lines.append(
            write.say("facet_alone", (record, record.quote("name")), facet=write.name(record))
        )
    axes = [a for a in write.corpus.of(Kind.AXIS) if a.facet == facet]
    lines.append(write.named(axes, lead=text("answer.facet_axes", write.language)))
    if facet == "mission":
        lines.append(write.quote(write.corpus.get("rule/r5"), "text"))
    return answered(*lines, about=[record])


def _cell_line(write: Writer, cell: Record, *, with_level: bool = False) -> Statement:
    label = write.facet(cell.facet or "")
    if with_level:
        label = text("answer.cell_label", write.language, level=cell.level, facet=label)
    return write.quote(cell, "text", lead=text("answer.bullet", write.language, label=label))


def _skills_line(write: Writer, level: int) -> Statement:
    skills = write.corpus.of(Kind.REQUIRED_SKILL, level=level)
    return write.named(skills, lead=text("answer.cell_skills", write.language))
