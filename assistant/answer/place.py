"""From a thing to its place in the tables: what stands beside it, above it, below it."""

import re
from dataclasses import replace

from assistant.answer.ask import Ask
from assistant.answer.counts import records_in
from assistant.answer.draft import Draft, answered
from assistant.answer.facts import no_such_level
from assistant.answer.lists import list_placed
from assistant.answer.roles import describe_roles, level_head
from assistant.answer.scope import scope_of
from assistant.answer.skills import describe_skills, place_of
from assistant.understand.query import Aspect, Query, Subject
from corpus import Kind, Record

# Words for a column of the tables, or for one cell of them.
_FACET = re.compile(
    r"列|観点|カテゴリ|区分|側面|マス|セル|欄|枠|\b(?:column|facet|cell|categor(?:y|ies)|area)\b"
)
_KINDS = {
    Subject.ROLE: Kind.ROLE_CELL,
    Subject.TRAINING: Kind.TRAINING_ITEM,
    Subject.SKILL: Kind.REQUIRED_SKILL,
}


def from_its_place(ask: Ask, anchor: Record) -> Draft | None:
    """「批判的思考と同じレベルのスキル」「質問力の1つ上の役割」: from a thing to a place.

    The level and the facet are the thing's own as far as the question names no other.
    """
    query, write = ask.query, ask.write
    if anchor.level is None:
        return None
    kind = _asked_kind(query, anchor)
    step = (Aspect.HIGHER in query.aspects) - (Aspect.LOWER in query.aspects)
    elsewhere = bool(query.facets) and kind is not anchor.kind and not query.levels
    if not (step or Aspect.SAME in query.aspects or kind is Kind.ROLE_CELL or elsewhere):
        return None
    level = anchor.level + step
    if not 1 <= level <= max(r.level or 0 for r in write.corpus.of(Kind.LEVEL)):
        return no_such_level(write)
    same_facet = kind is Kind.ROLE_CELL or bool(_FACET.search(query.folded))
    own = (anchor.facet,) if anchor.facet and same_facet else ()
    there = replace(query, levels=query.levels or (level,), facets=query.facets or own)
    if kind is Kind.ROLE_CELL:
        roles = describe_roles(write, there)
        if anchor.kind is kind or Subject.LEVEL not in query.subjects:
            return roles
        # 「どういう役割の人のレベル」: the level as well as the cell.
        return answered(place_of(write, anchor), *level_head(write, level), about=[anchor]).then(
            roles
        )
    draft = list_placed(write, kind, there)
    if kind is Kind.REQUIRED_SKILL and query.asks(Aspect.DEFINITION, Aspect.EXAMPLE):
        skills = records_in(write, kind, scope_of(write, there))
        draft = describe_skills(write, skills, query.aspects)
    if kind is anchor.kind or anchor.kind not in _KINDS.values():
        return draft
    return answered(place_of(write, anchor), about=[anchor]).then(draft)


def from_a_place_found(ask: Ask) -> Draft | None:
    """「…するスキルと同じ欄の育成項目」: a thing told in its own words, and what is beside it."""
    query = ask.query
    if ask.named.things or not query.content or query.levels or not {*query.subjects} & {*_KINDS}:
        return None
    if not query.asks(Aspect.SAME, Aspect.HIGHER, Aspect.LOWER):
        return None
    anchor = ask.finder.thing_told(query)
    return from_its_place(ask, anchor) if anchor else None


def _asked_kind(query: Query, anchor: Record) -> Kind:
    """The kind named last in Japanese, first in English: the one that is asked for."""
    named = [_KINDS[subject] for subject in query.subjects if subject in _KINDS]
    named = [kind for kind in named if kind is not anchor.kind] or named
    if not named:
        return anchor.kind if anchor.kind in _KINDS.values() else Kind.REQUIRED_SKILL
    return named[-1] if query.language == "ja" else named[0]
