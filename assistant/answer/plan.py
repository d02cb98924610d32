"""Which composer answers a question: structure first, then what retrieval found, else silence."""

import re

from assistant.answer.ask import Ask, Step
from assistant.answer.both_sides import both_sides
from assistant.answer.cases import cell_of_case, rule_of_case
from assistant.answer.clarify import nothing_understood
from assistant.answer.contact import CONTACT
from assistant.answer.containing import names_containing, shared_names
from assistant.answer.draft import Draft, Writer, answered
from assistant.answer.facts import (
    errand,
    greeting,
    no_such_level,
    out_of_scope,
    quote_records,
    silent,
)
from assistant.answer.found import Finder
from assistant.answer.left_open import gains
from assistant.answer.likely import names_something
from assistant.answer.occurrences import occurrences
from assistant.answer.overview import framework, overview
from assistant.answer.place import from_a_place_found
from assistant.answer.rows import compared_counts, counts_of_rows
from assistant.answer.steps_listed import LISTED_STEPS
from assistant.answer.steps_named import NAMED_STEPS
from assistant.answer.tables import of_the_tables
from assistant.answer.things import describe
from assistant.answer.unsaid import with_what_is_unsaid
from assistant.answer.values import FIRM, asks_whom_to_ask
from assistant.types import Status
from assistant.understand.errands import wants_arranging, wants_writing
from assistant.understand.query import Aspect, Attribute, Query, Subject
from assistant.understand.select import select
from corpus import Corpus, Kind, Span

_SUM = re.compile(r"\d\s?[×x*÷/+\-−]\s?\d+\s?(?:は|=|\?|$)")
_VERSION = re.compile(r"(?:ver(?:sion)?\.?|\bv|バージョン)\s?(\d+(?:\.\d+)?)")
_WHICH_VERSION = re.compile(
    r"(?:スキル標準|dss)[^。?]{0,12}(?:バージョン|ver(?:sion)?|版)[^。?]{0,6}(?:いくつ|何|どれ|なに|教え|は\?|$)"
    r"|(?:どの|何の|何)(?:バージョン|版)[^。?]{0,10}スキル標準|\bwhich version\b.{0,40}\bstandard\b"
    r"|\bversion of the (?:digital )?skill"
)
_STANDARD_VERSION = "1.2"
_MOST_WORDS_OF_A_GREETING = 2
_BRONZE = "bronze"
_TELLING = (Status.ANSWERED, Status.NOT_IN_DOCUMENT)


class Planner:
    """Plans the answer to one understood question."""

    def __init__(self, corpus: Corpus, finder: Finder) -> None:
        self._corpus = corpus
        self._finder = finder

    def plan(self, query: Query) -> Draft:
        """The draft of an answer; part by part when that says more than one answer to the whole."""
        ask = self._ask(query)
        for step in WHOLE_STEPS:
            draft = step(ask)
            if draft is not None:
                return draft
        whole = self._plan_one(ask)
        if query.asks(Aspect.COUNT) and query.asks(Aspect.CUMULATIVE) and len(query.subjects) == 1:
            return whole  # 「単独だといくつ、足すといくつ」: one line of the table holds both
        parts = [self._plan_one(self._ask(part)) for part in query.parts]
        if not parts or any(part.status not in _TELLING for part in parts):
            return whole
        together = parts[0]
        for part in parts[1:]:
            together = together.then(part)
        return whole if _cited(together) <= _cited(whole) else together

    def _ask(self, query: Query) -> Ask:
        write = Writer(self._corpus, query.language)
        return Ask(write, query, select(self._corpus, query), self._finder)

    def _plan_one(self, ask: Ask) -> Draft:
        """The draft of the first step that has one."""
        write, query = ask.write, ask.query
        for step in STEPS:
            draft = step(ask)
            if draft is not None:
                return with_what_is_unsaid(ask, draft)
        names_nothing = not (query.content or query.mentions or query.attributes or query.subject)
        if _SUM.search(query.folded):
            return out_of_scope(write)
        if names_nothing and not self._finder.is_close(query, sure=True):
            return nothing_understood(write)
        return with_what_is_unsaid(ask, self._finder.find(write, query))


def _cited(draft: Draft) -> set[Span]:
    return {quote.span for statement in draft.statements for _, quote in statement.evidence}


def _greeted(ask: Ask) -> Draft | None:
    query = ask.query
    if Aspect.GREETING not in query.aspects or len(query.content) > _MOST_WORDS_OF_A_GREETING:
        return None
    if query.mentions or query.levels or query.subject:
        return None
    return greeting(ask.write)


def _errand(ask: Ask) -> Draft | None:
    """A request to write, translate, book or send something, which is not for this assistant.

    What is to be written about a thing of the text is answered with what the text says of it.
    """
    query = ask.query
    writing = wants_writing(query.folded) and not names_something(query)
    return errand(ask.write) if writing or wants_arranging(query.folded) else None


def _level_that_is_not(ask: Ask) -> Draft | None:
    if ask.query.invalid_levels and not ask.query.levels:
        return no_such_level(ask.write)
    return None


def _part_pointed_to(ask: Ask) -> Draft | None:
    """The parts of a statement that a follow-up points to (「3つ目をもう一度」)."""
    query, write = ask.query, ask.write
    if not query.focus_fields:
        return None
    record = write.corpus.get(query.focus[0])
    lead = [write.title("fact_lead", name=write.name(record))] if write.language == "en" else []
    parts = (write.quote(record, name) for name in query.focus_fields)
    return answered(*lead, *parts, about=[record])


def _other_version(ask: Ask) -> Draft | None:
    """The text speaks of ver1.2 of the digital skill standard only."""
    versions = _VERSION.findall(ask.query.folded)
    if not versions or _STANDARD_VERSION in versions:
        return None
    silence = ask.write.corpus.get("silence/standard-contents")
    return silent(ask.write, silence, ask.named.things)


def _version_asked(ask: Ask) -> Draft | None:
    """「デジタルスキル標準のバージョンはいくつ」."""
    if not _WHICH_VERSION.search(ask.query.folded) or "document" in ask.query.topics:
        return None
    return quote_records(ask.write, [ask.write.corpus.get("fact/skills/standard-defined")])


def _certified_level(ask: Ask) -> Draft | None:
    """A certification, examination or promotion to a level: the text says there is none."""
    query = ask.query
    if Aspect.CERTIFY not in query.aspects or ask.named.things:
        return None
    if query.layers == (_BRONZE,) and not query.attributes & FIRM - {Attribute.DATE}:
        # The certification is of Gold and Silver; Bronze is all staff.
        corpus = ask.write.corpus
        layer = describe(ask.write, [corpus.get(f"layer/{_BRONZE}")], query)
        return layer.then(quote_records(ask.write, [corpus.get("rule/r3")]))
    if not query.levels and Subject.LEVEL not in query.subjects:
        return None
    if not query.levels and ask.finder.overriding_silence(query):
        return None
    if query.topics & {"expert", "track"}:
        return None
    return ask.finder.with_rule(ask.write, query, ask.write.corpus.get("rule/r3"))


def _whom_to_ask(ask: Ask) -> Draft | None:
    """「どこに聞けばいい」, of whatever: the one contact that the text names."""
    query = ask.query
    if not asks_whom_to_ask(query.folded) or Attribute.DECIDER in query.attributes:
        return None
    named = any(thing.kind is not Kind.PROGRAMME for thing in ask.named.things)
    if named or len(query.content) > _MOST_WORDS_OF_A_GREETING:
        return None
    return quote_records(ask.write, [ask.write.corpus.get(CONTACT)], query.attributes)


def _value(ask: Ask) -> Draft | None:
    """A question for an amount, a date, a person...: the evidence must hold one."""
    if not ask.query.attributes or ask.query.asks(Aspect.WHICH_ITEM):
        return None
    if ask.query.attributes == {Attribute.PLACE} and ask.query.asks(
        Aspect.MOST, Aspect.LEAST, Aspect.LIST
    ):
        return None  # 「いちばん多いレベルはどこ」「一覧はどこ」: a place in the tables
    if ask.named.things and all(thing.kind is Kind.PROGRAMME for thing in ask.named.things):
        return None  # of a programme the text gives the name alone
    return ask.finder.find_value(ask.write, ask.query, ask.named)


# These take several kinds together, so they come before the parts of a question.
WHOLE_STEPS: tuple[Step, ...] = (
    names_containing,
    shared_names,
    occurrences,
    compared_counts,
    counts_of_rows,
    both_sides,
    framework,
    rule_of_case,
)
STEPS: tuple[Step, ...] = (
    _greeted,
    _errand,
    _level_that_is_not,
    _part_pointed_to,
    _other_version,
    _version_asked,
    gains,
    overview,
    of_the_tables,
    _whom_to_ask,
    _certified_level,
    _value,
    *NAMED_STEPS,
    cell_of_case,
    *LISTED_STEPS,
    from_a_place_found,
)
