"""Answers from single statements: rules and facts, topics, orders and aims, silences."""

from collections.abc import Collection, Sequence

from assistant.answer.contact import CONTACT, contact_line
from assistant.answer.draft import Draft, Writer, answered
from assistant.answer.lists import list_placed, name_lines
from assistant.answer.scope import FACETS, Scope
from assistant.answer.skills import place_of
from assistant.messages import text
from assistant.types import Statement, Status
from assistant.understand.query import Attribute, Query
from corpus import Kind, Record

# 「Lv.3以上の知識を持つなどの要件」, L411.
EXPERT_LEVEL = 3
# A topic holds at most this many statements in one answer.
_MOST_STATEMENTS = 6


def quote_records(
    write: Writer,
    records: Sequence[Record],
    asked: Collection[Attribute] = frozenset(),
    decisive: Collection[str] = (),
) -> Draft:
    """Quote rules and facts as they stand, each once.

    Args:
        write: The writer.
        records: Rules and facts.
        asked: A quote that holds such a value comes first.
        decisive: Words of a question for yes or no: a quote that holds more of them comes first.
    """
    lines: list[Statement] = []
    for record in records:
        if write.language == "en":
            lines.append(write.title("fact_lead", name=write.name(record)))
        lines.extend(write.quotes(record, asked, decisive))
    return answered(*dict.fromkeys(lines), about=records)


def describe_topic(write: Writer, topic: Record) -> Draft:
    """Everything the text says about one of its parts."""
    key = topic.id.split("/")[1]
    records = [write.corpus.get(near) for near in topic.near] or [
        r for kind in (Kind.RULE, Kind.FACT) for r in write.corpus.of(kind, group=key)
    ]
    if not records:
        return answered(write.quote(topic, "heading"), about=[topic])
    return quote_records(write, records[:_MOST_STATEMENTS])


def order_of_skills(write: Writer, skills: Sequence[Record]) -> Draft:
    """Which of several skills comes first under the text's rule: the lower level."""
    rule = write.corpus.get("rule/r1")
    ordered = sorted(skills, key=lambda skill: skill.level or 0)
    lines = [write.quote(rule, "text")]
    if len({skill.level for skill in ordered}) > 1:
        first = ordered[0]
        lines.append(
            write.say(
                "order_first",
                (first, first.quote("name")),
                name=write.name(first),
                level=first.level,
            )
        )
        lines.extend(place_of(write, skill) for skill in ordered)
        return answered(*lines, about=ordered)
    lines.extend(place_of(write, skill) for skill in ordered)
    if len(ordered) > 1:
        lines.append(write.title("order_unknown", level=ordered[0].level))
    return answered(*lines, about=ordered)


def how_to_reach(write: Writer, level: int, start: int | None) -> Draft:
    """What the text says to one who aims at a level: the rule, and the skills on the way."""
    lines = [write.quote(write.corpus.get("rule/r1"), "text")]
    if level > 1:
        lines.append(write.quote(write.corpus.get("rule/r6"), f"lv{level}"))
    first = start + 1 if start and start < level else level
    for step in range(first, level + 1):
        lines.append(write.title("title_skills", level=step))
        lines.extend(name_lines(write, Kind.REQUIRED_SKILL, Scope((step,), FACETS)))
    lines.append(write.quote(write.corpus.get("rule/r3"), "text"))
    return answered(*lines, about=[write.level(level)])


def expert_from(write: Writer, level: int) -> Draft:
    """What stands between a level and the digital expert, whose knowledge begins at Lv.3."""
    lines = list(write.quotes(write.corpus.get("rule/r12")))
    if level < EXPERT_LEVEL:
        lines.append(write.quote(write.corpus.get("rule/r1"), "text"))
        for step in range(level + 1, EXPERT_LEVEL + 1):
            lines.append(write.title("title_skills", level=step))
            lines.extend(name_lines(write, Kind.REQUIRED_SKILL, Scope((step,), FACETS)))
    lines.append(write.quote(write.corpus.get("rule/r13"), "text"))
    return answered(*lines, about=[write.corpus.get("topic/expert")])


def no_such_level(write: Writer) -> Draft:
    """That the text has five levels only."""
    fact = write.corpus.get("fact/roles/five-levels")
    levels = write.corpus.of(Kind.LEVEL)
    return answered(
        write.say("no_such_level", (fact, fact.quote("text"))),
        write.quote(fact, "text"),
        about=levels,
    )


def not_in_document(write: Writer, what: Record | None, near: Sequence[Record]) -> Draft:
    """That the text does not say it, the nearest things it does say, and whom to ask."""
    if what is None:
        lines = [write.title("not_stated")]
    else:
        lines = [
            write.title(
                "not_stated_what", what=what.name if write.language == "ja" else what.name_en
            )
        ]
    # The contact is named in the last line anyway.
    told = [line for r in near if r.id != CONTACT for line in nearest(write, r)]
    if told:
        lines.append(write.title("title_near"))
        lines.extend(dict.fromkeys(told))
    lines.append(contact_line(write))
    return Draft(Status.NOT_IN_DOCUMENT, tuple(lines), tuple(dict.fromkeys(r.id for r in near)))


def silent(write: Writer, silence: Record, named: Sequence[Record] = ()) -> Draft:
    """What a known silence is about, with what was named and the nearest the text says."""
    near = [*named, *(write.corpus.get(record_id) for record_id in silence.near)]
    return not_in_document(write, silence, tuple(dict.fromkeys(near)))


def nearest(write: Writer, record: Record) -> tuple[Statement, ...]:
    """The nearest thing that the text says, short."""
    if record.kind is Kind.PROGRAMME:
        return (write.say("programme_named", (record, record.quotes[0]), name=write.name(record)),)
    if record.kind is Kind.REQUIRED_SKILL:
        return (place_of(write, record), write.quote(record, "definition"))
    if record.kind in (Kind.RULE, Kind.FACT):
        return write.quotes(record)
    return (write.quote(record, record.quotes[0].field),)


def greeting(write: Writer) -> Draft:
    """What this assistant is for, with questions to begin with."""
    return Draft(Status.NEEDS_CLARIFICATION, (write.title("greeting"),), choices=starters(write))


def starters(write: Writer) -> tuple[str, ...]:
    """Questions to begin with."""
    return tuple(
        text(f"answer.starter_{name}", write.language)
        for name in ("level", "skill", "training", "certification")
    )


def how_to_train(write: Writer, query: Query) -> Draft:
    """Which training leads to a level: what the text gives, and what it leaves open."""
    use, rule = write.corpus.get("fact/programmes/use"), write.corpus.get("rule/r3")
    unknown = write.say("training_for_level", (use, use.quote("text")))
    items = list_placed(write, Kind.TRAINING_ITEM, query)
    return Draft(
        Status.ANSWERED,
        (unknown, *items.statements, write.quote(rule, "text")),
        items.record_ids,
        notes=items.notes,
    )


def out_of_scope(write: Writer) -> Draft:
    """That this assistant answers about the strategy only."""
    return Draft(Status.OUT_OF_SCOPE, (write.title("out_of_scope"),))


def errand(write: Writer) -> Draft:
    """That this assistant quotes the strategy and neither writes nor arranges anything."""
    return Draft(Status.OUT_OF_SCOPE, (write.title("errand"),))
