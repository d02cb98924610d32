"""The tables of the framework themselves: their axes, their cells, what holds facets together."""

import re

from assistant.answer.ask import Ask
from assistant.answer.counts import records_in, row_count
from assistant.answer.draft import Draft, Writer, answered
from assistant.answer.lists import list_kind
from assistant.answer.scope import FACETS, Scope, scope_of, scope_text
from assistant.answer.things import describe
from assistant.understand.query import Aspect, Query, Subject
from corpus import Kind

_EACH = re.compile(r"ごと|毎|別に|それぞれ|各|につき|ずつ|当たり|あたり|\b(?:each|per|apiece)\b")
# The boxes of a table.
_CELLS = re.compile(
    r"(?:何|いくつの?)\s?(?:マス|枠|欄|セル|コマ|升|区画|[かヶケ箇]所)|(?:マス|枠|欄|セル|コマ|升)(?:目)?(?:は|が|って)?"
    r"(?:全部で|合計で?)?(?:いくつ(?!の)|何個)|\bhow many (?:role )?(?:cells|boxes|squares)\b"
)
# What several facets belong to.
_HELD_TOGETHER = re.compile(
    r"束ね|まとめて(?:い|あ)る|くくり|括り|グループ|大区分|大分類|大項目|上位の?(?:区分|カテゴリー?|分類|概念)"
    r"|親(?:の|に当たる)?(?:区分|カテゴリー?|分類)|\bgroups?\b|\bumbrella\b|\bparents?\b"
)
_LAST_COLUMN = re.compile(
    r"カテゴリー?」?(?:の|という)?(?:列|欄)|(?:列|表)の?(?:右端|一番右|いちばん右|最後の列)"
    r"|\b(?:last|rightmost|right-hand) column\b"
)


def of_the_tables(ask: Ask) -> Draft | None:
    """Counts and names of what makes up the tables, if the question asks for them."""
    query, write = ask.query, ask.write
    if ask.named.things or query.attributes:
        return None
    if Subject.AXIS in query.subjects and Aspect.COUNT in query.aspects:
        each = _EACH.search(query.folded) and not query.facets
        return _axes_by_facet(write) if each else None
    if Subject.ROLE in query.subjects and _CELLS.search(query.folded):
        return _cells(write, query)
    if Subject.FACET not in query.subjects or query.levels or query.layers:
        return None
    if _HELD_TOGETHER.search(query.folded) and Subject.RECOMMENDED not in query.subjects:
        return _groups(write, query)
    if _LAST_COLUMN.search(query.folded) and not query.facets:
        return describe(write, write.corpus.of(Kind.LAYER), query)
    return None


def _axes_by_facet(write: Writer) -> Draft:
    """How many axes there are, and how many each facet has."""
    axes = write.corpus.of(Kind.AXIS)
    lines = [write.say("count_axis", (axes[0], axes[0].quotes[0]), count=len(axes), counted=axes)]
    for key in FACETS:
        facet, row = write.corpus.facets[key], [axis for axis in axes if axis.facet == key]
        lines.append(row_count(write, write.name(facet), (facet, facet.quote("name")), row))
    return answered(*lines, about=axes)


def _cells(write: Writer, query: Query) -> Draft:
    """How many cells describe the roles of the levels and facets named."""
    scope: Scope = scope_of(write, query)
    cells = records_in(write, Kind.ROLE_CELL, scope)
    levels = [write.level(level) for level in scope.levels]
    line = write.say(
        "count_role_cell",
        *((level, level.quote("name_roles")) for level in levels),
        scope=scope_text(write, scope),
        count=len(cells),
        counted=cells,
    )
    return answered(line, about=levels)


def _groups(write: Writer, query: Query) -> Draft:
    """The groups of facets, and which facets each holds."""
    groups = write.corpus.of(Kind.FACET_GROUP)
    draft = list_kind(write, Kind.FACET_GROUP, query)
    for group in groups:
        draft = draft.then(describe(write, [group], query))
    return draft
