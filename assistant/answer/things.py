"""Answers about single records of every kind, however they were found."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.clarify import candidate
from assistant.answer.draft import Draft, Writer, answered
from assistant.answer.facts import (
    describe_topic,
    not_in_document,
    out_of_scope,
    quote_records,
    silent,
)
from assistant.answer.lists import axis_line, list_recommended
from assistant.answer.programmes import describe_programmes
from assistant.answer.roles import describe_cells, describe_facet, level_head
from assistant.answer.scope import layer_note
from assistant.answer.skills import corrected, describe_skills, name_notes, place_of
from assistant.types import Statement
from assistant.understand.query import Aspect, Query
from corpus import Kind, Record


def describe(write: Writer, records: Sequence[Record], query: Query) -> Draft:
    """Answer about records of one kind in the aspects asked.

    Args:
        write: The writer.
        records: One or more, of the same kind.
        query: What was asked of them.
    """
    first = records[0]
    kind = first.kind
    if kind is Kind.REQUIRED_SKILL:
        levels = () if query.asks(Aspect.COMPARE) else query.levels
        return describe_skills(write, records, query.aspects, levels)
    if kind is Kind.TRAINING_ITEM:
        return describe_training(write, records, query)
    if kind is Kind.RECOMMENDED_SKILL:
        return describe_recommended(write, records, query)
    if kind is Kind.PROGRAMME:
        return describe_programmes(write, records, query)
    if kind is Kind.ROLE_CELL:
        return describe_cells(write, records)
    if kind in (Kind.RULE, Kind.FACT):
        return quote_records(write, records)
    if kind is Kind.TOPIC:
        return describe_topic(write, first)
    if kind is Kind.SILENCE:
        return silent(write, first)
    if kind is Kind.OUTSIDE:
        return out_of_scope(write)
    if kind is Kind.FACET:
        return describe_facet(write, first.facet or "mission")
    if kind is Kind.FACET_GROUP:
        return describe_group(write, first)
    if kind is Kind.AXIS:
        return describe_axes(write, records)
    if kind is Kind.LEVEL:
        return describe_levels(write, records)
    if kind is Kind.LAYER:
        return describe_layers(write, records)
    if kind is Kind.CATEGORY:
        keys = tuple(record.id.split("/")[1] for record in records)
        return list_recommended(write, replace(query, categories=keys))
    return answered(*(candidate(write, record) for record in records), about=records)


def one_by_one(write: Writer, records: Sequence[Record], query: Query) -> Draft:
    """Each record described by itself, one after the other."""
    draft, *rest = (describe(write, [record], query) for record in records)
    for other in rest:
        draft = draft.then(other)
    return draft


def describe_training(write: Writer, items: Sequence[Record], query: Query) -> Draft:
    """Where training items stand; what they hold is not in the text."""
    lines = [
        corrected(write, item, query.levels, "training_corrected")
        if query.levels and item.level not in query.levels
        else place_of(write, item)
        for item in items
    ]
    notes = [note for item in items for note in name_notes(write, item)]
    if query.asks(Aspect.RELATION):
        link = write.corpus.get("fact/training/derivation")
        lines.append(write.say("no_skill_link", (link, link.quote("text"))))
    if query.asks(Aspect.DEFINITION, Aspect.EXAMPLE):
        silence = write.corpus.get("silence/training-item-contents")
        draft = not_in_document(write, silence, ())
        return _silent(lines, draft, items, notes)
    return answered(*lines, about=items, notes=notes)


def _silent(
    lines: Sequence[Statement], draft: Draft, about: Sequence[Record], notes: Sequence[Statement]
) -> Draft:
    """A silence that first says where the thing stands."""
    return Draft(
        draft.status,
        (draft.statements[0], *lines, *draft.statements[1:]),
        tuple(record.id for record in about),
        notes=tuple(notes),
    )


def describe_recommended(write: Writer, skills: Sequence[Record], query: Query) -> Draft:
    """The category of recommended skills; their definitions are not in the text."""
    lines = [
        write.say(
            "recommended_place",
            (skill, skill.quote("name")),
            name=write.name(skill),
            category=write.group_name(Kind.CATEGORY, skill.group or ""),
        )
        for skill in skills
    ]
    if query.asks(Aspect.DEFINITION, Aspect.EXAMPLE):
        silence = write.corpus.get("silence/recommended-definition")
        draft = not_in_document(write, silence, [write.corpus.get("rule/r7")])
        return _silent(lines, draft, skills, ())
    return answered(*lines, about=skills)


def describe_levels(write: Writer, levels: Sequence[Record]) -> Draft:
    """What kind of person levels stand for, with the text's summary sentence."""
    lines: list[Statement] = []
    for record in levels:
        lines.extend(level_head(write, record.level or 0))
        lines.append(write.quote(record, "summary"))
    return answered(*dict.fromkeys(lines), about=levels)


def describe_layers(write: Writer, layers: Sequence[Record]) -> Draft:
    """What the text says of the layers, and the levels they are read to hold."""
    fact = write.corpus.get("fact/press/three-layers")
    lines: list[Statement] = [write.quote(layer, "name") for layer in layers]
    for layer in layers:
        for level in write.corpus.of(Kind.LEVEL, group=layer.id.split("/")[1]):
            lines.extend(level_head(write, level.level or 0))
    lines.append(write.quote(fact, "text"))
    keys = [layer.id.split("/")[1] for layer in layers]
    return answered(*lines, about=layers, notes=layer_note(write, keys))


def layer_of(write: Writer, record: Record) -> Draft:
    """The place of a skill or training item, and the layer that its level is read to belong to."""
    level = write.level(record.level or 0)
    layer = write.corpus.get(f"layer/{level.group}")
    return answered(
        place_of(write, record),
        write.quote(layer, "name"),
        about=[record],
        notes=layer_note(write, [level.group or ""]),
    )


def describe_group(write: Writer, group: Record) -> Draft:
    """The facets of a group."""
    key = group.id.split("/")[1]
    facets = [f for f in write.corpus.of(Kind.FACET) if f.group == key]
    return answered(
        *(
            write.say(
                "facet_in_group",
                (facet, facet.quote("name")),
                (group, group.quote("name")),
                facet=write.name(facet),
                group=write.name(group),
            )
            for facet in facets
        ),
        about=[group],
        notes=[write.quote(group, "variant")] if group.has("variant") else (),
    )


def describe_axes(write: Writer, axes: Sequence[Record]) -> Draft:
    """Axes with both ends."""
    return answered(*(axis_line(write, axis) for axis in axes), about=axes)
