"""Choosing among the records that a question's names may mean."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.understand.query import Mention, Query, Subject
from corpus import Corpus, Kind, Record
from corpus.folding import fold

_STATEMENTS = (Kind.FACT, Kind.RULE)
# Topics that name a kind of thing rather than a statement.
KIND_TOPICS = frozenset(
    {"topic/skills", "topic/recommended", "topic/training", "topic/programmes", "topic/roles"}
)
# Which kind a bare name means first.
_PREFERENCE = (
    Kind.REQUIRED_SKILL,
    Kind.PROGRAMME,
    Kind.RECOMMENDED_SKILL,
    Kind.TRAINING_ITEM,
    Kind.FACET_GROUP,
    Kind.AXIS,
)
_KIND_OF_SUBJECT = {
    Subject.TRAINING: Kind.TRAINING_ITEM,
    Subject.RECOMMENDED: Kind.RECOMMENDED_SKILL,
    Subject.SKILL: Kind.REQUIRED_SKILL,
}


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names.

    Attributes:
        things: Skills, items, programmes, axes, groups, in the order of the question.
        topics: Parts of the document.
        statements: Topics, facts and rules, in the order of the question.
        words: Words that are part of several names, to be cleared up.
    """

    things: tuple[Record, ...] = ()
    topics: tuple[Record, ...] = ()
    statements: tuple[Record, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def statements_beside_kinds(self) -> bool:
        """Whether a statement or a part is named that is more than a kind of thing."""
        return any(record.id not in KIND_TOPICS for record in self.statements)

    @property
    def skills(self) -> tuple[Record, ...]:
        """The required skills among the things."""
        return tuple(r for r in self.things if r.kind is Kind.REQUIRED_SKILL)

    @property
    def training(self) -> tuple[Record, ...]:
        """The training items among the things."""
        return tuple(r for r in self.things if r.kind is Kind.TRAINING_ITEM)


def select(corpus: Corpus, query: Query) -> Named:
    """Pick for each name the records meant, by the kind and level that the question speaks of."""
    things: list[Record] = []
    statements: list[Record] = []
    words: list[str] = []
    for record_id in query.focus:
        record = corpus.get(record_id)
        (statements if record.kind in (*_STATEMENTS, Kind.TOPIC) else things).append(record)
    for mention in query.mentions:
        records = [corpus.get(record_id) for record_id in mention.record_ids]
        if all(r.kind in (*_STATEMENTS, Kind.TOPIC) for r in records):
            statements.extend(records)
            continue
        if mention.weak and mention.exact:
            words.append(mention.surface)
        things.extend(_meant(corpus, mention, records, query))
    unique = tuple(dict.fromkeys(things))
    return Named(
        things=unique,
        topics=tuple(dict.fromkeys(r for r in statements if r.kind is Kind.TOPIC)),
        statements=tuple(dict.fromkeys(statements)),
        words=tuple(words),
    )


def _meant(
    corpus: Corpus, mention: Mention, records: list[Record], query: Query
) -> Iterable[Record]:
    wanted = _KIND_OF_SUBJECT.get(query.subject) if query.subject else None
    if {Subject.SKILL, Subject.TRAINING} <= set(query.subjects) and not query.levels:
        wanted = Kind.REQUIRED_SKILL  # the skill named, and the items beside it
    if wanted and query.levels and not any(r.level in query.levels for r in records):
        # 「Lv.5のマーケティング系の育成項目」: the name as part of another name at that level.
        word = fold(mention.surface)
        part = [
            r for level in query.levels for r in corpus.of(wanted, level=level)
            if word in fold(r.name)
        ]  # fmt: skip
        if part:
            return part
    if wanted and any(r.kind is wanted for r in records):
        records = [r for r in records if r.kind is wanted]
    else:
        first = next(k for k in (*_PREFERENCE, *Kind) if any(r.kind is k for r in records))
        records = [r for r in records if r.kind is first]
    if query.levels and any(r.level in query.levels for r in records):
        records = [r for r in records if r.level in query.levels]
    return records
