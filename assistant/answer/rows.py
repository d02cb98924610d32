"""How many stand in each of the levels, facets or layers named, and by how many they differ."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.ask import Ask
from assistant.answer.counts import LEVEL_QUOTE, difference, extreme_line, records_in, row_count
from assistant.answer.draft import Draft, Writer, answered
from assistant.answer.scope import layer_note, scope_of
from assistant.messages import text
from assistant.types import Statement
from assistant.understand.query import Aspect, Query, Subject
from corpus import Kind, Quote, Record

_KINDS = {Subject.SKILL: Kind.REQUIRED_SKILL, Subject.TRAINING: Kind.TRAINING_ITEM}
_MOST_WORDS_BESIDE = 1


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in one level, facet or layer.

    Attributes:
        name: How the row is called.
        head: What shows the row in the text.
        records: What stands there.
    """

    name: str
    head: tuple[Record, Quote]
    records: Sequence[Record]


def compared_counts(ask: Ask) -> Draft | None:
    """「育成項目と必須スキル、どっちが多くて差はいくつ」."""
    query, write = ask.query, ask.write
    if not set(query.subjects).issuperset(_KINDS) or not query.asks(Aspect.COUNT, Aspect.MOST):
        return None
    kinds = [_KINDS[subject] for subject in (Subject.TRAINING, Subject.SKILL)]
    return answered(difference(write, kinds, scope_of(write, query)))


def counts_of_rows(ask: Ask) -> Draft | None:
    """「組織運営と外部影響ではどちらが多い」「Lv.4とLv.5のスキル数の差は」."""
    query, write = ask.query, ask.write
    kind = _KINDS.get(query.subject) if query.subject else None
    if kind is None or ask.named.things or len(query.content) > _MOST_WORDS_BESIDE:
        return None
    most = query.asks(Aspect.MOST, Aspect.LEAST)
    if not most and not {Aspect.COMPARE, Aspect.COUNT} <= query.aspects:
        return None
    rows = _rows(write, kind, query)
    if len(rows) < 2 or not all(row.records for row in rows):
        return None
    lines = (
        [_difference(write, kind, *rows)]
        if len(rows) == 2
        else [row_count(write, row.name, row.head, row.records) for row in rows]
    )
    if len(rows) > 2 and most:
        lines.append(
            extreme_line(
                write,
                {row.name: row.records for row in rows},
                {row.name: row.head for row in rows},
                {row.name: row.name for row in rows},
                most=Aspect.MOST in query.aspects,
            )
        )
    about = [record for row in rows for record in row.records]
    notes = layer_note(write, query.layers if not query.levels else ())
    return answered(*lines, about=about, notes=notes)


def _rows(write: Writer, kind: Kind, query: Query) -> list[Row]:
    """The rows of the dimension in which several are named."""
    scope = scope_of(write, query)
    if len(query.layers) > 1 and not query.levels:
        layers = [write.corpus.get(f"layer/{key}") for key in query.layers]
        return [
            Row(
                write.name(layer),
                (layer, layer.quote("name")),
                _in_layer(write, kind, layer, query),
            )
            for layer in layers
        ]
    if len(query.facets) > 1:
        return [
            Row(
                write.facet(key),
                (write.corpus.facets[key], write.corpus.facets[key].quote("name")),
                records_in(write, kind, replace(scope, facets=(key,))),
            )
            for key in scope.facets
        ]
    if len(query.levels) > 1:
        return [
            Row(
                f"Lv.{level}",
                (write.level(level), write.level(level).quote(LEVEL_QUOTE[kind])),
                records_in(write, kind, replace(scope, levels=(level,))),
            )
            for level in sorted(query.levels)
        ]
    return []


def _in_layer(write: Writer, kind: Kind, layer: Record, query: Query) -> list[Record]:
    return records_in(
        write, kind, scope_of(write, replace(query, layers=(layer.id.split("/")[1],)))
    )


def _difference(write: Writer, kind: Kind, one: Row, other: Row) -> Statement:
    more, fewer = sorted((one, other), key=lambda row: -len(row.records))
    difference = len(more.records) - len(fewer.records)
    values: dict[str, object] = {"least": len(fewer.records), "difference": difference}
    return write.say(
        "row_difference" if difference else "rows_equal",
        more.head,
        fewer.head,
        counted=[*more.records, *fewer.records],
        **{
            "kind": text(f"answer.kind_{kind.value}", write.language),
            "more": more.name,
            "fewer": fewer.name,
            "most": len(more.records),
            "count": len(more.records) + len(fewer.records),
            **(values if difference else {}),
        },
    )
