"""What the evidence of a sentence carries: its words, and the records' places in the framework."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.types import Language
from assistant.verify.lexicon import lexicon
from corpus import Corpus, Kind, Quote, Record

Evidence = Sequence[tuple[Record, Quote]]

# How a record of a kind is called; said of a record of another kind, it is wrong.
KIND_NAMES: dict[Kind, tuple[str, ...]] = {
    Kind.REQUIRED_SKILL: ("必須スキル", "required skill"),
    Kind.RECOMMENDED_SKILL: ("推奨スキル", "recommended skill"),
    Kind.TRAINING_ITEM: ("育成項目", "training item"),
    Kind.PROGRAMME: ("研修・施策・制度", "programme", "program"),
}
# What a record's kind itself says, in Japanese and English.
_KIND_STATEMENTS: dict[Kind, tuple[str, str]] = {
    Kind.REQUIRED_SKILL: ("必須スキルです。必須です。", "It is a required skill."),
    Kind.RECOMMENDED_SKILL: (
        "推奨スキルです。レベルはありません。",
        "It is a recommended skill. It has no level.",
    ),
    Kind.TRAINING_ITEM: ("育成項目です。", "It is a training item."),
}
# To call it by no other kind is no denial of ours either.
_NOT_BUT = (
    "{other}ではなく{own}です。{other_short}ではなく{own_short}です。",
    "It is a {own}, not a {other}.",
)


@dataclass(frozen=True, slots=True)
class Carried:
    """What may be said with some evidence.

    Attributes:
        evidence: The records and quotes.
        quotes: The quoted texts, as they stand.
        headings: The titles above them.
        names: Every name of the records and of their places, in either language.
        english: Unofficial English renderings of the quotes.
        kinds: What the records are, in words.
        others: The kinds of the records, each with one that no thing of their name is of.
        levels: Levels at which the records stand.
        unrendered: The quotes that have no rendering, joined.
        record_ids: The records, their facets, facet groups, layers and categories.
    """

    evidence: tuple[tuple[Record, Quote], ...]
    quotes: tuple[str, ...]
    headings: tuple[str, ...]
    names: tuple[str, ...]
    english: tuple[str, ...]
    unrendered: str
    kinds: tuple[str, ...]
    others: frozenset[tuple[Kind, Kind]]
    levels: frozenset[int]
    record_ids: frozenset[str]

    @property
    def records(self) -> tuple[Record, ...]:
        """The records, each once."""
        return tuple({record.id: record for record, _ in self.evidence}.values())

    def kind_statements(self, language: Language) -> tuple[str, ...]:
        """What the records' kinds say of them without being quoted."""
        which = 0 if language == "ja" else 1
        kinds = dict.fromkeys(record.kind for record in self.records)
        said = [_KIND_STATEMENTS[kind][which] for kind in kinds if kind in _KIND_STATEMENTS]
        denied = [
            _NOT_BUT[which].format(
                own=KIND_NAMES[own][which],
                other=KIND_NAMES[other][which],
                own_short=KIND_NAMES[own][which].removesuffix("スキル"),
                other_short=KIND_NAMES[other][which].removesuffix("スキル"),
            )
            for own, other in sorted(self.others)
        ]
        return (*said, *denied)

    @property
    def text(self) -> str:
        """Everything that the quotes and the titles above them say."""
        return "\n".join((*self.quotes, *self.headings))


def carried_by(corpus: Corpus, evidence: Iterable[tuple[Record, Quote]]) -> Carried:
    """What may be said with this evidence; repeats count once."""
    pairs = tuple(dict.fromkeys((record.id, quote) for record, quote in evidence))
    known = tuple((corpus.get(record_id), quote) for record_id, quote in pairs)
    # A quote may belong to a facet that its record does not: the columns of a table's legend.
    columns = (corpus.records.get(f"facet/{quote.field.split('_')[-1]}") for _, quote in known)
    places = (
        *(place for record, _ in known for place in places_of(corpus, record)),
        *(column for column in columns if column),
    )
    records = [record for record, _ in known]
    headings = dict.fromkeys(
        title for _, quote in known for title in corpus.source.heading_path(quote.line)
    )
    return Carried(
        evidence=known,
        quotes=tuple(quote.text for _, quote in known),
        headings=tuple(headings),
        names=tuple(
            dict.fromkeys(
                name
                for one in (*records, *places)
                for name in (one.name, one.name_en, *one.aliases)
            )
        ),
        english=tuple(
            dict.fromkeys(
                rendering
                for record, quote in known
                if (rendering := corpus.english.get((record.id, quote.field)))
            )
        ),
        unrendered="\n".join(
            quote.text for r, quote in known if (r.id, quote.field) not in corpus.english
        ),
        kinds=tuple(lexicon().kinds.get(record.kind, "") for record in records),
        others=frozenset(
            (record.kind, other)
            for record in records
            for other in _KIND_STATEMENTS
            if record.kind in _KIND_STATEMENTS and other is not record.kind
            if not _goes_by_its_name(corpus, record, other)
        ),
        levels=frozenset(level for record in records for level in levels_of(corpus, record)),
        record_ids=frozenset(one.id for one in (*records, *places)),
    )


def _goes_by_its_name(corpus: Corpus, record: Record, kind: Kind) -> bool:
    """Whether a thing of another kind goes by a name of the record."""
    names = {record.name, *record.aliases, *(quote.text for quote in record.quotes)}
    return any(not names.isdisjoint((one.name, *one.aliases)) for one in corpus.of(kind))


def places_of(corpus: Corpus, record: Record) -> tuple[Record, ...]:
    """Where a record stands: its level, facet, facet group, layer, category."""
    ids: list[str | None] = []
    if record.facet:
        ids.append(f"facet/{record.facet}")
        facet = corpus.records.get(f"facet/{record.facet}")
        ids.append(f"facet-group/{facet.group}" if facet and facet.group else None)
    if record.level is not None:
        ids.append(f"level/{record.level}")
        layer = corpus.records.get(f"level/{record.level}")
        ids.append(f"layer/{layer.group}" if layer and layer.group else None)
    if record.group:
        ids.extend(f"{kind}/{record.group}" for kind in ("category", "topic", "facet-group"))
    found = (corpus.records.get(one) for one in ids if one)
    return tuple({one.id: one for one in found if one and one.id != record.id}.values())


def levels_of(corpus: Corpus, record: Record) -> frozenset[int]:
    """The levels at which a record stands; none when it belongs to no level."""
    if record.level is not None:
        return frozenset({record.level})
    if record.kind is Kind.LAYER:
        key = record.id.split("/")[1]
        return frozenset(r.level for r in corpus.of(Kind.LEVEL, group=key) if r.level)
    if record.id == "fact/roles/five-levels":
        return frozenset(range(1, 6))
    return frozenset()
