"""Saying a completed question in full, so that the reader sees how a follow-up was understood."""

from assistant.answer.scope import levels_text
from assistant.messages import text
from assistant.understand.carry import own_words
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
# Asked of a whole list, these say nothing: its members are named either way.
_OF_THINGS = frozenset({Aspect.DEFINITION, Aspect.EXAMPLE})
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
    if query.focus_fields:
        parts.extend(shown[0].quote(name).text for name in query.focus_fields)
    else:
        parts.extend(_name(record, query) for record in shown[:_MOST_NAMES])
    if len(shown) > _MOST_NAMES:
        left = len(shown) - _MOST_NAMES
        parts.append(text("understood.more", query.language, count=left))
    if query.subject in _SUBJECTS and not shown:
        parts.append(text(f"understood.{_SUBJECTS[query.subject]}", query.language))
    listed = query.subject in _SUBJECTS and not shown
    aspects = [a for a in _ASPECTS if a in query.aspects and not (listed and a in _OF_THINGS)]
    parts.extend(text(f"understood.{aspect.value}", query.language) for aspect in aspects)
    if not parts:
        return query.text
    if query.attributes or own_words(query):
        parts.append(query.text)
    return text("understood.join", query.language).join(parts)


def _name(record: Record, query: Query) -> str:
    return record.name if query.language == "ja" else record.name_en
