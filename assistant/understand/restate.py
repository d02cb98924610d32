"""Saying a completed question in full, so that the reader sees how a follow-up was understood."""

from assistant.answer.scope import levels_text
from assistant.messages import text
from assistant.understand.query import Aspect, Query, Subject
from assistant.understand.select import select
from corpus import Corpus, Kind, Record

_SUBJECTS = {
    Subject.SKILL: "required",
    Subject.RECOMMENDED: "recommended",
    Subject.TRAINING: "training",
    Subject.PROGRAMME: "programmes",
    Subject.ROLE: "role",
}
_ASPECTS = (
    Aspect.COMPARE,
    Aspect.EXAMPLE,
    Aspect.DEFINITION,
    Aspect.WHICH_LEVEL,
    Aspect.WHICH_FACET,
    Aspect.CUMULATIVE,
    Aspect.COUNT,
)
_MOST_NAMES = 3


def restate(query: Query, corpus: Corpus) -> str:
    """The question in full; its own words when it stood alone."""
    if not query.elliptical:
        return query.text
    parts: list[str] = []
    if query.all_levels:
        parts.append(text("understood.all_levels", query.language))
    elif query.levels:
        parts.append(levels_text(query.levels))
    parts.extend(_name(corpus.get(f"layer/{key}"), query) for key in query.layers)
    parts.extend(_name(corpus.facets[key], query) for key in query.facets)
    parts.extend(_name(corpus.get(f"category/{key}"), query) for key in query.categories)
    named = select(corpus, query)
    shown = [r for r in (*named.things, *named.statements) if r.kind is not Kind.ROLE_CELL]
    parts.extend(_name(record, query) for record in shown[:_MOST_NAMES])
    if query.subject in _SUBJECTS and not shown:
        parts.append(text(f"understood.{_SUBJECTS[query.subject]}", query.language))
    aspect = next((a for a in _ASPECTS if a in query.aspects), None)
    if aspect:
        parts.append(text(f"understood.{aspect.value}", query.language))
    if not parts:
        return query.text
    return text("understood.join", query.language).join(parts)


def _name(record: Record, query: Query) -> str:
    return record.name if query.language == "ja" else record.name_en
