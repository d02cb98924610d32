"""Follow-up questions that the records can answer."""

from assistant.answer.draft import Draft, Writer
from assistant.messages import text
from assistant.types import Status
from assistant.understand.query import Aspect, Query
from corpus import Kind, Record

MOST_SUGGESTIONS = 3
_OTHER = {Aspect.DEFINITION: "example", Aspect.EXAMPLE: "definition"}


def suggest(write: Writer, draft: Draft, query: Query) -> tuple[str, ...]:
    """At most three questions next to what was answered, none of them the one just asked."""
    if draft.status is Status.NEEDS_CLARIFICATION:
        return ()
    found: list[str] = []
    records = [write.corpus.get(record_id) for record_id in draft.record_ids]
    if records:
        found = _beside(write, records, query)
    if not found:
        found = [_say(write, f"starter_{name}") for name in ("level", "training", "certification")]
    asked = query.text.rstrip("?？。")
    return tuple(q for q in dict.fromkeys(found) if q.rstrip("?？。") != asked)[:MOST_SUGGESTIONS]


def _beside(write: Writer, records: list[Record], query: Query) -> list[str]:
    first = records[0]
    level = first.level
    if first.kind is Kind.REQUIRED_SKILL and len(records) == 1:
        name = first.name if write.language == "ja" else first.name_en
        asked = query.aspects & set(_OTHER)
        # With neither or both asked, both were shown.
        other = [_OTHER[aspect] for aspect in asked] if len(asked) == 1 else []
        return [
            *(_say(write, f"choice_{aspect}", name=name) for aspect in other),
            _say(write, "choice_cell", level=level, facet=_facet(write, first)),
            _say(write, "choice_items", levels=f"Lv.{level}"),
        ]
    if level is None:
        return []
    levels = sorted({record.level for record in records if record.level})
    if len(levels) > 1:
        low, high = levels[:2]
        return [_say(write, "choice_compare", first=low, second=high)]
    found = {
        Kind.REQUIRED_SKILL: ("choice_roles", "choice_items"),
        Kind.TRAINING_ITEM: ("choice_skills", "choice_roles"),
    }.get(first.kind, ("choice_skills", "choice_items"))
    neighbour = level + 1 if level < 5 else level - 1
    return [
        *(_say(write, key, levels=f"Lv.{level}") for key in found),
        _say(write, "choice_compare", first=min(level, neighbour), second=max(level, neighbour)),
    ]


def _facet(write: Writer, record: Record) -> str:
    facet = write.corpus.facets[record.facet or "mission"]
    return facet.name if write.language == "ja" else facet.name_en


def _say(write: Writer, key: str, **values: object) -> str:
    return text(f"answer.{key}", write.language, **values)
