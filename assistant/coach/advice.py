"""The lines of advice as statements with their evidence: templates and quotes, nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from assistant.answer.draft import SLOT, Writer, marks
from assistant.answer.programmes import programme_notes
from assistant.answer.skills import name_notes, place_of
from assistant.coach.assessment import Rated
from assistant.coach.gap import Gaps, Standing
from assistant.coach.plan import Author
from assistant.coach.scale import Rating, rating_label
from assistant.messages import text
from assistant.types import Statement
from corpus import Kind, Record

# R1, R2, R3, R4, R5: rules that hold for every plan, with the quote that says it.
_RULES = (
    ("rule/r1", ("text",)),
    ("rule/r2", ("definition", "text")),
    ("rule/r3", ("text", "when", "how")),
    ("rule/r4", ("text", "where")),
    ("rule/r5", ("text",)),
)


@dataclass(frozen=True, slots=True)
class Advised:
    """A statement of a plan.

    Attributes:
        skill_id: The skill it is about; empty for what holds in general.
        author: Whose words it is.
    """

    statement: Statement
    skill_id: str = ""
    author: Author = "text"


def advice_on(
    write: Writer, gaps: Gaps, paragraphs: Mapping[str, Sequence[Advised]] = MappingProxyType({})
) -> Iterator[Advised]:
    """What to do next, skill by skill in the order of the gaps, with what is written about it."""
    for standing in gaps.gaps:
        skill = standing.skill
        for statement in on_skill(write, skill):
            yield Advised(statement, skill.id)
        yield from paragraphs.get(skill.id, ())


def notes_on(write: Writer, gaps: Gaps) -> Iterator[Advised]:
    """What to talk about and what holds in general."""
    for standing in gaps.differing:
        yield Advised(_difference(write, standing), standing.skill.id)
    for standing in gaps.not_assessed:
        if standing.coach:
            yield Advised(_coach_only(write, standing), standing.skill.id)
    for statement in (*_kept_apart(write, gaps), *_general(write, gaps.role_level)):
        yield Advised(statement)


def training_items(write: Writer, skill: Record) -> tuple[Record, ...]:
    """The training items of the skill's cell: the same level and facet, no closer link."""
    return write.corpus.of(Kind.TRAINING_ITEM, level=skill.level, facet=skill.facet)


def on_skill(write: Writer, skill: Record) -> Iterator[Statement]:
    """What the text says of one skill: its place, names, definition, example, training items."""
    yield place_of(write, skill)
    yield from name_notes(write, skill)
    yield write.quote(skill, "definition")
    yield write.quote(skill, "example")
    example = write.corpus.get("rule/r9")
    yield write.say("coach_example", (example, example.quote("how")))
    items = training_items(write, skill)
    if items:
        yield write.say(
            "coach_training",
            *((item, item.quote("name")) for item in items),
            level=skill.level,
            facet=write.facet(skill.facet or ""),
            names=_names(write, items),
        )
        for item in items:
            yield from name_notes(write, item)


def _difference(write: Writer, standing: Standing) -> Statement:
    skill = standing.skill
    return write.say(
        "coach_difference",
        (skill, skill.quote("name")),
        name=write.name(skill),
        own=_label(write, standing.own),
        coach=_label(write, standing.coach),
    )


def _coach_only(write: Writer, standing: Standing) -> Statement:
    skill = standing.skill
    return write.say(
        "coach_only",
        (skill, skill.quote("name")),
        name=write.name(skill),
        coach=_label(write, standing.coach),
    )


def _label(write: Writer, rated: Rated | None) -> str:
    return rating_label(rated.rating if rated else None, write.language)


def _kept_apart(write: Writer, gaps: Gaps) -> Iterator[Statement]:
    """Answers about skills above the role, and about recommended skills."""
    if gaps.above_role:
        yield _listed(write, "coach_above", [s.skill for s in gaps.above_role])
    if gaps.recommended:
        yield _listed(write, "coach_recommended", [s.skill for s in gaps.recommended])
        yield _rule(write, "rule/r7", ("text",))


def _general(write: Writer, role_level: int) -> Iterator[Statement]:
    scale = write.corpus.get("fact/roles/how-to-check")
    yield write.say(
        "coach_scale",
        (scale, scale.quotes[0]),
        scale=text("answer.coach_scale_separator", write.language).join(
            rating_label(rating, write.language) for rating in Rating
        ),
        quote=marks(scale.quotes[0].text),
    )
    for rule_id, fields in _RULES:
        yield _rule(write, rule_id, fields)
        if rule_id == "rule/r1":
            first = write.corpus.get(rule_id)
            yield write.say("coach_order", (first, first.quote("text")))
    presumed = write.corpus.get("rule/r6")
    if presumed.has(f"lv{role_level}"):
        yield _rule(write, "rule/r6", (f"lv{role_level}",))
    yield _rule(write, "rule/r10", ("text",))
    yield _listed(write, "coach_programmes", write.corpus.of(Kind.PROGRAMME))
    yield from programme_notes(write)


def _listed(write: Writer, key: str, records: Sequence[Record]) -> Statement:
    evidence = ((record, record.quotes[0]) for record in records)
    return write.say(key, *evidence, names=_names(write, records))


def _names(write: Writer, records: Iterable[Record]) -> str:
    separator = text("answer.separator", write.language)
    return separator.join(write.name(record) + SLOT for record in records)


def _rule(write: Writer, rule_id: str, fields: Sequence[str]) -> Statement:
    """A rule in the text's own words, after what it is about."""
    rule = write.corpus.get(rule_id)
    quotes = [rule.quote(field) for field in fields]
    return write.say(
        "coach_rule",
        *((rule, quote) for quote in quotes),
        name=rule.name if write.language == "ja" else rule.name_en,
        quotes="".join(marks(quote.text) + SLOT for quote in quotes),
    )
