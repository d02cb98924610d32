"""Answers about single required skills: definition, example, level and facet."""

from collections.abc import Sequence

from assistant.answer.draft import Draft, Writer, answered
from assistant.types import Statement
from assistant.understand.query import Aspect
from corpus import Kind, Record

# More than this many skills in one answer are listed by name instead of quoted.
MOST_QUOTED = 8


def describe_skills(write: Writer, skills: Sequence[Record], aspects: frozenset[Aspect]) -> Draft:
    """Quote what is asked of each skill; definition and example when nothing special is asked."""
    lines: list[Statement] = []
    notes: list[Statement] = []
    wants_definition = Aspect.DEFINITION in aspects
    wants_example = Aspect.EXAMPLE in aspects
    wants_place = not aspects.isdisjoint({Aspect.WHICH_LEVEL, Aspect.WHICH_FACET})
    for skill in skills[:MOST_QUOTED]:
        lines.append(place_of_skill(write, skill))
        if wants_definition or not (wants_example or wants_place):
            lines.append(write.quote(skill, "definition"))
        if wants_example or not (wants_definition or wants_place):
            lines.append(write.quote(skill, "example"))
        if not (wants_definition or wants_example):
            lines.extend(same_name(write, skill))
        notes.extend(name_notes(write, skill))
    return answered(*lines, about=skills, notes=notes)


def place_of_skill(write: Writer, skill: Record) -> Statement:
    """Which level and facet a required skill stands in."""
    return write.say(
        "skill_place",
        (skill, skill.quote("name")),
        name=write.name(skill),
        level=skill.level,
        facet=write.facet(skill.facet or ""),
    )


def name_notes(write: Writer, record: Record) -> tuple[Statement, ...]:
    """A note where the text itself names a record in two ways that differ in more than width."""
    field = {"required_skill": "matrix_name", "training_item": "overview_name"}.get(record.kind)
    if field is None:
        return ()
    first, second = record.quote("name"), record.quote(field)
    if first.text.replace("/", "／") == second.text.replace("/", "／"):
        return ()
    return (
        write.say(
            "two_names",
            (record, first),
            (record, second),
            first=first.text,
            first_place=_page(write, first.line),
            second=second.text,
            second_place=_page(write, second.line),
        ),
    )


def _page(write: Writer, line: int) -> str:
    return write.corpus.source.heading_path(line)[-1]


def same_name(write: Writer, skill: Record) -> list[Statement]:
    """Training items that one of the text's two tables calls by the skill's name."""
    return [
        write.say(
            "same_name_training",
            (item, quote),
            level=item.level,
            facet=write.facet(item.facet or ""),
        )
        for item in write.corpus.of(Kind.TRAINING_ITEM)
        for quote in item.quotes
        if quote.text == skill.name and (quote.field == "name" or item.name != skill.name)
    ]
