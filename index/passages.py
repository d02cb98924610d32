"""From the corpus to passages, along the structure of the text.

A skill stays with its definition and example, a role cell stands alone, a table row carries its
headings; no passage mixes two levels or two skills unless the text itself lists them together.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from corpus import Corpus, Kind, Quote, Record
from corpus.folding import close_up, fold
from index.types import Origin, Passage

# The topic whose name heads the records of a kind: the words a reader would add to a question.
_TOPIC = {
    Kind.AXIS: "topic/roles",
    Kind.ROLE_CELL: "topic/roles",
    Kind.REQUIRED_SKILL: "topic/skills",
    Kind.RECOMMENDED_SKILL: "topic/recommended",
    Kind.TRAINING_ITEM: "topic/training",
    Kind.PROGRAMME: "topic/programmes",
}
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def build_passages(corpus: Corpus) -> tuple[Passage, ...]:
    """Every passage of the corpus, in a fixed order: texts, then names, then expansions.

    Two passages are never the same: an expansion that repeats one already there is left out.
    """
    passages = (*_texts(corpus), *_names(corpus), *_expansions(corpus))
    return tuple({passage.id: passage for passage in passages}.values())


def by_record(passages: Iterable[Passage]) -> dict[str, list[int]]:
    """The places of the passages of each record, in their order.

    Passages that list several records belong to none of them alone and are left out.
    """
    places: dict[str, list[int]] = {}
    for place, passage in enumerate(passages):
        if len(passage.record_ids) == 1:
            places.setdefault(passage.record_ids[0], []).append(place)
    return places


def _texts(corpus: Corpus) -> Iterator[Passage]:
    """One passage a record that quotes, all its quotes together, then the lists of the tables."""
    for record in corpus.records.values():
        # A category's name says something only together with what is listed under it.
        if record.quotes and record.kind is not Kind.CATEGORY:
            yield _text(corpus, [record], record.quotes, _headings(corpus, record))
    yield from _rows(corpus)


def _rows(corpus: Corpus) -> Iterator[Passage]:
    """The lists of the tables: required skills by level, training items by cell, and so on."""
    for level in corpus.of(Kind.LEVEL):
        skills = corpus.of(Kind.REQUIRED_SKILL, level=level.level)
        names = [skill.quote("matrix_name") for skill in skills]
        heading = corpus.get(_TOPIC[Kind.REQUIRED_SKILL]).name
        yield _text(corpus, [level, *skills], names, [level.name, heading])
        for facet in corpus.of(Kind.FACET):
            items = corpus.of(Kind.TRAINING_ITEM, level=level.level, facet=facet.facet)
            if items:
                names = [item.quote("name") for item in items]
                yield _text(corpus, items, names, _headings(corpus, items[0]))
    for category in corpus.of(Kind.CATEGORY):
        group = category.id.removeprefix("category/")
        skills = corpus.of(Kind.RECOMMENDED_SKILL, group=group)
        names = [category.quote("name"), *(skill.quote("name") for skill in skills)]
        heading = corpus.get(_TOPIC[Kind.RECOMMENDED_SKILL]).name
        yield _text(corpus, [category, *skills], names, [heading])


def _headings(corpus: Corpus, record: Record) -> list[str]:
    """The names above a record: its level, its facet, its category, and what it is one of."""
    names: list[str] = []
    if record.level and record.kind is not Kind.LEVEL:
        names.append(corpus.get(f"level/{record.level}").name)
    if record.facet and record.kind is not Kind.FACET:
        names.append(corpus.facets[record.facet].name)
    if record.kind is Kind.RECOMMENDED_SKILL:
        names.append(corpus.get(f"category/{record.group}").name)
    if record.kind in _TOPIC:
        names.append(corpus.get(_TOPIC[record.kind]).name)
    return names


def _text(
    corpus: Corpus, records: Sequence[Record], quotes: Sequence[Quote], headings: Iterable[str]
) -> Passage:
    own_names = [records[0].name] if len(records) == 1 else []
    lines = [*headings, *own_names, *(close_up(quote.text) for quote in quotes)]
    # A name that its quote only repeats would count twice.
    distinct: dict[str, str] = {}
    for line in lines:
        distinct.setdefault(fold(line), line)
    return _passage(
        "\n".join(distinct.values()),
        "text",
        tuple(record.id for record in records),
        quotes=quotes,
        heading_path=corpus.source.heading_path(quotes[0].line),
    )


def _names(corpus: Corpus) -> Iterator[Passage]:
    """The names of each record, Japanese and English apart, so that neither dilutes the other."""
    for record in corpus.records.values():
        names = list(dict.fromkeys((record.name, record.name_en, *record.aliases)))
        japanese = [name for name in names if _JAPANESE.search(name)]
        other = [name for name in names if not _JAPANESE.search(name)]
        for group in (japanese, other):
            if group:
                yield _passage("\n".join(group), "name", (record.id,))


def _expansions(corpus: Corpus) -> Iterator[Passage]:
    for expansion in corpus.expansions:
        yield _passage(expansion.text, "expansion", (expansion.record_id,))


def _passage(
    text: str,
    origin: Origin,
    record_ids: tuple[str, ...],
    *,
    quotes: Sequence[Quote] = (),
    heading_path: tuple[str, ...] = (),
) -> Passage:
    spans = tuple(dict.fromkeys(quote.span for quote in quotes))
    places = [f"{span.source_id}:{span.start}:{span.end}" for span in spans]
    content = "\x1f".join(["\x1e".join(record_ids), origin, text, *places])
    identifier = hashlib.sha256(content.encode()).hexdigest()[:24]
    return Passage(identifier, text, origin, record_ids, spans, heading_path)
