"""Which composer answers a question: structure first, then what retrieval found, else silence."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer.beside import beside
from assistant.answer.clarify import (
    SHORTEST_WORD,
    ambiguous,
    nothing_understood,
    sharing_a_word,
)
from assistant.answer.compare import (
    compare_layers,
    compare_levels,
    compare_skills,
    required_and_recommended,
)
from assistant.answer.draft import Draft, Writer
from assistant.answer.facts import (
    EXPERT_LEVEL,
    expert_from,
    greeting,
    how_to_reach,
    how_to_train,
    no_such_level,
    order_of_skills,
    silent,
)
from assistant.answer.found import Finder
from assistant.answer.lists import list_kind, list_placed, list_recommended, sum_of_skills
from assistant.answer.roles import describe_roles, level_and_facet, level_overview
from assistant.answer.things import describe
from assistant.types import Status
from assistant.understand.query import Aspect, Query, Subject
from assistant.understand.select import Named, select
from corpus import Corpus, Kind, Record

_MOST_DESCRIBED = 8
_MOST_COMPARED = 6
_MEMBERS = {
    Subject.RECOMMENDED: Kind.RECOMMENDED_SKILL,
    Subject.SKILL: Kind.REQUIRED_SKILL,
    Subject.TRAINING: Kind.TRAINING_ITEM,
    Subject.PROGRAMME: Kind.PROGRAMME,
}
_LISTED = {
    Subject.PROGRAMME: Kind.PROGRAMME,
    Subject.AXIS: Kind.AXIS,
    Subject.LAYER: Kind.LAYER,
    Subject.FACET: Kind.FACET,
    Subject.CATEGORY: Kind.CATEGORY,
    Subject.LEVEL: Kind.LEVEL,
}
_Step = Callable[[Writer, Query, Named], Draft | None]


class Planner:
    """Plans the answer to one understood question."""

    def __init__(self, corpus: Corpus, finder: Finder) -> None:
        self._corpus = corpus
        self._finder = finder
        self._steps: tuple[_Step, ...] = (
            self._greeting,
            self._level_that_is_not,
            self._certified_level,
            self._value,
            self._comparison,
            self._order,
            self._aim,
            self._shared_word,
            self._named,
            self._members,
            self._membership,
            self._listed,
            self._placed,
            self._topic,
        )

    def plan(self, query: Query) -> Draft:
        """The draft of an answer."""
        write = Writer(self._corpus, query.language)
        named = select(self._corpus, query)
        for step in self._steps:
            draft = step(write, query, named)
            if draft is not None:
                return draft
        if not query.content and not query.mentions and not query.attributes:
            if not self._finder.is_close(query):
                return nothing_understood(write)
        return self._finder.find(write, query)

    def _greeting(self, write: Writer, query: Query, named: Named) -> Draft | None:
        named_anything = query.mentions or query.levels or query.subject
        if Aspect.GREETING in query.aspects and not named_anything:
            return greeting(write)
        return None

    def _level_that_is_not(self, write: Writer, query: Query, named: Named) -> Draft | None:
        if query.invalid_levels and not query.levels:
            return no_such_level(write)
        return None

    def _certified_level(self, write: Writer, query: Query, named: Named) -> Draft | None:
        """A certification, examination or promotion to a level: the text says there is none."""
        if not query.levels or Aspect.CERTIFY not in query.aspects or named.things:
            return None
        return self._finder.with_rule(write, query, write.corpus.get("rule/r3"))

    def _value(self, write: Writer, query: Query, named: Named) -> Draft | None:
        """A question for an amount, a date, a person...: the evidence must hold one."""
        if not query.attributes or query.asks(Aspect.WHICH_ITEM):
            return None
        return self._finder.find_value(write, query, named)

    def _comparison(self, write: Writer, query: Query, named: Named) -> Draft | None:
        if query.asks(Aspect.COMPARE, Aspect.SPELLING) and len(named.statements) >= 2:
            return _one_by_one(write, named.statements, query)
        if Aspect.COMPARE not in query.aspects:
            return None
        if {Subject.SKILL, Subject.RECOMMENDED} <= _subjects(query, named) and not named.things:
            return required_and_recommended(write)
        if 2 <= len(named.skills) <= _MOST_COMPARED:
            return compare_skills(write, named.skills[:_MOST_DESCRIBED], query)
        if query.elliptical and len(named.things) > _MOST_COMPARED:
            return nothing_understood(write)
        if len(named.things) >= 2:
            return _one_by_one(write, named.things[:_MOST_DESCRIBED], query)
        if len(query.levels) >= 2:
            return compare_levels(write, query.levels, query, self._finder.cells(query))
        if len(query.layers) >= 2:
            return compare_layers(write, query.layers, query)
        if len(query.facets) >= 2 and not query.levels:
            return _one_by_one(write, [self._corpus.facets[key] for key in query.facets], query)
        return None

    def _order(self, write: Writer, query: Query, named: Named) -> Draft | None:
        if (
            Aspect.ORDER in query.aspects
            and named.skills
            and (len(named.skills) > 1 or not query.asks(Aspect.DEFINITION, Aspect.EXAMPLE))
        ):
            return order_of_skills(write, named.skills)
        return None

    def _aim(self, write: Writer, query: Query, named: Named) -> Draft | None:
        """「Lv.2の私がデジタルエキスパートを目指すには」「Lv.4になるには」."""
        topics = {topic.id for topic in named.topics}
        if "topic/expert" in topics and query.subject is Subject.SKILL:
            return expert_from(write, min(query.levels) if query.levels else EXPERT_LEVEL - 1)
        if Aspect.AIM not in query.aspects or named.things:
            return None
        if "topic/expert" in topics:
            return expert_from(write, min(query.levels)) if query.levels else None
        if (
            named.statements_beside_kinds
            or not query.levels
            or query.asks(Aspect.COUNT, Aspect.CUMULATIVE)
        ):
            return None
        if query.subject in (Subject.TRAINING, Subject.PROGRAMME):
            return how_to_train(write, query)
        if query.subject in (Subject.ROLE, Subject.RECOMMENDED):
            return None
        start = min(query.levels) if len(query.levels) > 1 else None
        return how_to_reach(write, max(query.levels), start)

    def _shared_word(self, write: Writer, query: Query, named: Named) -> Draft | None:
        """A word that is no full name but part of several names."""
        for word in named.words or _lone_word(query):
            found = self._in_scope(sharing_a_word(write, word), query)
            if len({record.name for record in found}) > 1:
                return ambiguous(write, query, found, word)
        return None

    def _named(self, write: Writer, query: Query, named: Named) -> Draft | None:
        if not named.things:
            return None
        if silence := self._finder.overriding_silence(query):
            return silent(write, silence, named.things)
        first_thing = named.things[0]
        if place := self._same_place(write, query, first_thing):
            return place
        if first_thing.kind is Kind.REQUIRED_SKILL and (
            query.subject in (Subject.TRAINING, Subject.PROGRAMME) or query.asks(Aspect.RELATION)
        ):
            return beside(write, first_thing, Kind.TRAINING_ITEM)
        if first_thing.kind is Kind.TRAINING_ITEM and (
            query.subject is Subject.SKILL or query.asks(Aspect.RELATION)
        ):
            return beside(write, first_thing, Kind.REQUIRED_SKILL)
        groups: dict[Kind, list[Record]] = {}
        for record in named.things[:_MOST_DESCRIBED]:
            groups.setdefault(record.kind, []).append(record)
        drafts = [describe(write, records, query) for records in groups.values()]
        first = drafts[0]
        for draft in drafts[1:]:
            first = first.then(draft)
        return first

    def _members(self, write: Writer, query: Query, named: Named) -> Draft | None:
        """「市独自のスキルはいくつ」: the number or members of what a statement is about."""
        if not named.statements_beside_kinds or not query.asks(
            Aspect.COUNT, Aspect.WHICH_ITEM, Aspect.LIST
        ):
            return None
        silence = self._finder.silence_beside(query)
        return silent(write, silence) if silence else None

    def _membership(self, write: Writer, query: Query, named: Named) -> Draft | None:
        """「推奨スキルにPythonはありますか」: a name that the list asked about does not hold."""
        kind = _MEMBERS.get(query.subject) if query.subject else None
        if kind is None or Aspect.MEMBER not in query.aspects or query.attributes:
            return None
        if not query.content or self._finder.is_close(query, among=kind):
            return None
        draft = self._listed(write, replace(query, content=(), aspects=frozenset()), named)
        return draft and replace(
            draft,
            status=Status.NOT_IN_DOCUMENT,
            statements=(write.say("not_among"), *draft.statements),
        )

    @staticmethod
    def _same_place(write: Writer, query: Query, record: Record) -> Draft | None:
        """「批判的思考と同じレベルのスキル」「その育成項目があるレベルの役割」: from a thing to its place."""
        if record.level is None:
            return None
        level, facet = (record.level,), (record.facet or "mission",)
        if query.subject is Subject.ROLE or Subject.ROLE in query.subjects:
            there = replace(query, levels=level, facets=query.facets or facet)
            return describe_roles(write, there)
        if Aspect.SAME not in query.aspects:
            return None
        beside_level = query.asks(Aspect.WHICH_FACET) or Subject.FACET in query.subjects
        there = replace(query, levels=level, facets=facet if beside_level else ())
        kind = Kind.TRAINING_ITEM if query.subject is Subject.TRAINING else Kind.REQUIRED_SKILL
        return list_placed(write, kind, there)

    def _listed(self, write: Writer, query: Query, named: Named) -> Draft | None:
        """A complete list or count of a kind of thing."""
        subject = query.subject
        if subject is Subject.SKILL and query.facets == ("mission",):
            return list_placed(write, Kind.REQUIRED_SKILL, query)
        if subject is None or query.asks(Aspect.CONDITION) or named.statements_beside_kinds:
            return None
        if query.content and not self._finder.prefers_list(query):
            return None
        if {Subject.SKILL, Subject.RECOMMENDED} <= _subjects(query, named) and (
            query.asks(Aspect.COUNT) and not query.levels
        ):
            return sum_of_skills(write, query)
        if subject is Subject.RECOMMENDED:
            return list_recommended(write, query) if _asks_for_many(query) else None
        if subject in (Subject.TRAINING, Subject.SKILL):
            kind = Kind.TRAINING_ITEM if subject is Subject.TRAINING else Kind.REQUIRED_SKILL
            return list_placed(write, kind, query) if _asks_for_many(query) else None
        if subject is Subject.ROLE:
            if query.levels or query.layers:
                return describe_roles(write, query)
            if query.facets:
                return describe_roles(write, query)
            return list_kind(write, Kind.LEVEL, query) if query.all_levels else None
        if subject is Subject.FACET and Aspect.WHOLE in query.aspects and not query.levels:
            return list_kind(write, Kind.FACET, query)
        placed = query.levels or query.layers or (query.facets and subject is not Subject.AXIS)
        if placed and subject is not Subject.PROGRAMME:
            return None
        if subject is Subject.PROGRAMME and query.levels:
            return None
        if not (
            (subject is Subject.LEVEL and not query.aspects)
            or query.asks(Aspect.LIST, Aspect.COUNT, Aspect.WHICH_ITEM)
            or query.all_levels
            or subject in (Subject.AXIS, Subject.PROGRAMME, Subject.LAYER)
        ):
            return None
        return list_kind(write, _LISTED[subject], query)

    def _placed(self, write: Writer, query: Query, named: Named) -> Draft | None:
        """A level, facet or layer named alone."""
        if query.content or query.attributes or named.topics:
            return None
        if query.all_levels and not query.facets:
            return list_kind(write, Kind.LEVEL, query)
        if len(query.levels) == 1 and len(query.facets) == 1:
            return level_and_facet(write, query)
        if query.facets and (query.levels or query.layers):
            return describe_roles(write, query)
        if query.levels or (
            query.layers and query.asks(Aspect.OVERVIEW) and len(query.layers) == 1
        ):
            return level_overview(write, query)
        if query.layers:
            return describe(write, [write.corpus.get(f"layer/{k}") for k in query.layers], query)
        if query.facets:
            return _one_by_one(write, [self._corpus.facets[key] for key in query.facets], query)
        return None

    def _topic(self, write: Writer, query: Query, named: Named) -> Draft | None:
        """A part of the document, asked about in general."""
        if query.content or query.levels or query.attributes or not named.statements:
            return None
        return describe(write, named.statements[:1], query)

    @staticmethod
    def _in_scope(records: Sequence[Record], query: Query) -> tuple[Record, ...]:
        kinds = {
            Subject.TRAINING: (Kind.TRAINING_ITEM,),
            Subject.RECOMMENDED: (Kind.RECOMMENDED_SKILL,),
        }.get(query.subject or Subject.LEVEL)
        return tuple(
            record
            for record in records
            if (not query.levels or record.level in query.levels)
            and (not query.facets or record.facet in query.facets)
            and (kinds is None or record.kind in kinds)
        )


def _one_by_one(write: Writer, records: Sequence[Record], query: Query) -> Draft:
    """Each record described by itself, one after the other."""
    first, *rest = (describe(write, [record], query) for record in records)
    for draft in rest:
        first = first.then(draft)
    return first


def _lone_word(query: Query) -> tuple[str, ...]:
    """The one word of its own that a short question has, when it names nothing."""
    if query.mentions or len(query.content) != 1 or query.attributes or query.subject:
        return ()
    word = query.content[0]
    return (word,) if len(word) >= SHORTEST_WORD else ()


def _subjects(query: Query, named: Named) -> set[Subject]:
    topics = {topic.id for topic in named.topics}
    found = set(query.subjects)
    if "topic/skills" in topics:
        found.add(Subject.SKILL)
    if "topic/recommended" in topics:
        found.add(Subject.RECOMMENDED)
    return found


def _asks_for_many(query: Query) -> bool:
    """Whether a kind is asked for as a whole or in a part of the table."""
    if query.levels or query.facets or query.layers or query.all_levels or query.categories:
        return True
    if query.asks(Aspect.LIST, Aspect.COUNT, Aspect.CUMULATIVE, Aspect.MOST, Aspect.LEAST):
        return True
    return not query.asks(Aspect.DEFINITION, Aspect.EXAMPLE, Aspect.WHICH_ITEM, Aspect.RELATION)
