"""Answers about single required skills: definition, example, level and facet."""

from collections.abc import Sequence

from assistant.answer.draft import Draft, Writer, answered
from assistant.types import Statement
from assistant.understand.query import Aspect
from corpus import Kind, Record

# More than this many skills in one answer are listed by name instead of quoted.
MOST_QUOTED = 8


def describe_skills(
    write: Writer,
    skills: Sequence[Record],
    aspects: frozenset[Aspect],
    levels: Sequence[int] = (),
) -> Draft:
    """Quote what is asked of each skill; definition and example when nothing special is asked.

    Args:
        write: The writer.
        skills: The skills asked about.
        aspects: What is asked of them.
        levels: Levels at which the question takes them to be; a skill elsewhere is put right.
    """
    lines: list[Statement] = []
    notes: list[Statement] = []
    wants_definition = Aspect.DEFINITION in aspects
    wants_example = Aspect.EXAMPLE in aspects
    wants_place = bool(levels) or not aspects.isdisjoint({Aspect.WHICH_LEVEL, Aspect.WHICH_FACET})
    for skill in skills[:MOST_QUOTED]:
        if levels and skill.level not in levels:
            lines.append(corrected(write, skill, levels, "skill_corrected"))
        else:
            lines.append(place_of(write, skill))
        if wants_definition or not (wants_example or wants_place):
            lines.append(write.quote(skill, "definition"))
        if wants_example or not (wants_definition or wants_place):
            lines.append(write.quote(skill, "example"))
        if not (wants_definition or wants_example):
            lines.extend(same_name(write, skill))
        notes.extend(name_notes(write, skill))
    return answered(*lines, about=skills, notes=notes)


def place_of(write: Writer, record: Record) -> Statement:
    """Which level and facet a required skill or training item stands in."""
    return write.say(
        "skill_place" if record.kind is Kind.REQUIRED_SKILL else "training_place",
        (record, record.quote("name")),
        name=write.name(record),
        level=record.level,
        facet=write.facet(record.facet or ""),
    )


def corrected(write: Writer, record: Record, levels: Sequence[int], key: str) -> Statement:
    """That a thing does not stand at the levels named, but where it does."""
    return write.say(
        key,
        (record, record.quote("name")),
        name=write.name(record),
        named="・".join(f"Lv.{level}" for level in levels),
        level=record.level,
        facet=write.facet(record.facet or ""),
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
    lines: list[Statement] = []
    for item in write.corpus.of(Kind.TRAINING_ITEM):
        if item.name == skill.name:
            lines.append(
                write.say(
                    "same_name_training",
                    (item, item.quote("name")),
                    level=item.level,
                    facet=write.facet(item.facet or ""),
                )
            )
        elif item.quote("overview_name").text == skill.name:
            lines.extend(name_notes(write, item))
    return lines
