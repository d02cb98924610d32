"""Drafts of answers, and the small vocabulary in which composers write them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.answer.values import telling_first
from assistant.messages import text
from assistant.types import Language, Statement, Status
from assistant.understand.query import Attribute
from corpus import Corpus, Kind, Quote, Record
from index.tokenizer import content_words

# Where a citation marker goes inside a statement, in the order of its evidence. A private-use
# character: no text carries it.
SLOT = "\ue000"


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before markers and verification.

    Attributes:
        record_ids: What it is about, for follow-ups, in the order shown.
        notes: Statements about the text itself (two spellings, a reading), shown last.
    """

    status: Status
    statements: tuple[Statement, ...]
    record_ids: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    notes: tuple[Statement, ...] = field(default=())

    def then(self, other: "Draft") -> "Draft":
        """This draft followed by another; answered if either is, without repeated lines."""
        seen = {statement.text for statement in self.statements}
        statuses = (self.status, other.status)
        best = next((s for s in _PRECEDENCE if s in statuses), self.status)
        return replace(
            self,
            status=best,
            statements=self.statements + tuple(s for s in other.statements if s.text not in seen),
            record_ids=tuple(dict.fromkeys(self.record_ids + other.record_ids)),
            choices=self.choices or other.choices,
            notes=self.notes + tuple(n for n in other.notes if n not in self.notes),
        )


_PRECEDENCE = (
    Status.ANSWERED,
    Status.NEEDS_CLARIFICATION,
    Status.NOT_IN_DOCUMENT,
    Status.OUT_OF_SCOPE,
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes statements in one language over one corpus."""

    corpus: Corpus
    language: Language

    def say(
        self,
        key: str,
        *evidence: tuple[Record, Quote],
        counted: Iterable[Record] = (),
        **values: object,
    ) -> Statement:
        """A statement from the catalogue (`answer.<key>`); `counted` proves a number in it."""
        return Statement(
            text(f"answer.{key}", self.language, **values),
            tuple(evidence),
            counted=tuple(record.id for record in counted),
        )

    def title(self, key: str, **values: object) -> Statement:
        """A line from the catalogue that states nothing of the text: a heading, a silence."""
        return Statement(text(f"answer.{key}", self.language, **values), heading=True)

    def quote(self, record: Record, field_name: str, *, lead: str = "") -> Statement:
        """A quote as it stands, after an optional lead."""
        quote = record.quote(field_name)
        return Statement(lead + marks(quote.text), ((record, quote),))

    def quotes(
        self,
        record: Record,
        asked: Collection[Attribute] = frozenset(),
        decisive: Collection[str] = (),
    ) -> tuple[Statement, ...]:
        """Every quote of a rule or fact, one a line, those with a value or a word asked first."""
        quotes = telling_first(record.quotes, asked)
        if decisive and len(quotes) > 1:
            held = {q.field: len({*content_words(q.text)} & {*decisive}) for q in quotes}
            quotes.sort(key=lambda quote: -held[quote.field])
        return tuple(Statement(marks(quote.text), ((record, quote),)) for quote in quotes)

    def named(self, records: Sequence[Record], *, lead: str = "") -> Statement:
        """A line of names, each with its own marker."""
        separator = text("answer.separator", self.language)
        return Statement(
            lead + separator.join(self.name(record) + SLOT for record in records),
            tuple((record, record.quotes[0]) for record in records),
        )

    def name(self, record: Record) -> str:
        """How a record is called: its Japanese name, after the English one in English."""
        if self.language == "ja":
            return record.name
        return text("answer.name", "en", name_en=record.name_en, name=record.name)

    def facet(self, key: str) -> str:
        """How a facet is called."""
        return self.name(self.corpus.facets[key])

    def level(self, level: int) -> Record:
        """The record of a level."""
        return self.corpus.get(f"level/{level}")

    def group_name(self, kind: Kind, key: str) -> str:
        """How a layer or category is called."""
        return self.name(self.corpus.get(f"{kind.value}/{key}"))


def marks(quoted: str) -> str:
    """A quote in quotation marks; the outer ones differ from those inside."""
    return f"『{quoted}』" if "「" in quoted else f"「{quoted}」"


def answered(
    *statements: Statement, about: Iterable[Record] = (), notes: Iterable[Statement] = ()
) -> Draft:
    """A draft that answers."""
    return Draft(
        Status.ANSWERED,
        tuple(statements),
        tuple(dict.fromkeys(record.id for record in about)),
        notes=tuple(notes),
    )
