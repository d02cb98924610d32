"""What the corpus is made of: spans, quotes, records, sections, a source."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a record is."""

    LEVEL = "level"
    FACET = "facet"
    FACET_GROUP = "facet_group"
    ROLE_CELL = "role_cell"
    AXIS = "axis"
    LAYER = "layer"
    REQUIRED_SKILL = "required_skill"
    CATEGORY = "category"
    RECOMMENDED_SKILL = "recommended_skill"
    TRAINING_ITEM = "training_item"
    PROGRAMME = "programme"
    RULE = "rule"
    FACT = "fact"
    TOPIC = "topic"
    SILENCE = "silence"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character offsets into one source text.

    Attributes:
        source_id: The source, as named in `sources.toml`.
        start: First character, 0-based.
        end: One past the last character.
    """

    source_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A named piece of the source: `text == source.text[span.start:span.end]` always.

    Attributes:
        field: What the piece is to its record: `name`, `definition`, `example`, `text`...
        line: The 1-based line of the source it stands on.
    """

    field: str
    text: str
    span: Span
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the source under one title.

    Attributes:
        path: The titles from the outermost to this one.
        line: The 1-based line where the section begins.
    """

    path: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """One source text with its particulars."""

    id: str
    text: str
    sha256: str
    title: str
    title_en: str
    publisher: str
    published: str
    dated: str
    sections: tuple[Section, ...]
    line_starts: tuple[int, ...] = field(repr=False)

    def heading_path(self, line: int) -> tuple[str, ...]:
        """The titles above a 1-based line, outermost first; empty above the first section."""
        path: tuple[str, ...] = ()
        for section in self.sections:
            if section.line > line:
                break
            path = section.path
        return path

    def line_of(self, offset: int) -> int:
        """The 1-based line on which the character at `offset` stands."""
        return bisect_right(self.line_starts, offset)


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that the strategy states, is known not to state, or has nothing to do with.

    Attributes:
        id: Stable across editions, e.g. `skill/lv3/critical-thinking`.
        name: The Japanese name to show.
        name_en: An unofficial English name.
        aliases: Other names, in either language, under which people ask for it.
        level: 1 to 5 where the record belongs to a level.
        facet: One of `mission, thinking, execution, organization, influence`.
        group: The id of a parent: a facet group, a layer, a category or a topic.
        quotes: Every piece of the source that states it, the most telling first.
        asks: For a silence (what the text is known not to state), the attributes it is silent
            about (`amount`, `date`...).
        near: Ids of other records: for a silence, those that say the nearest thing; for a topic,
            those that answer a question about it in general.
    """

    id: str
    kind: Kind
    name: str
    name_en: str
    aliases: tuple[str, ...] = ()
    level: int | None = None
    facet: str | None = None
    group: str | None = None
    quotes: tuple[Quote, ...] = ()
    asks: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    def quote(self, field: str) -> Quote:
        """The quote named `field`.

        Raises:
            KeyError: The record has no such quote.
        """
        for quote in self.quotes:
            if quote.field == field:
                return quote
        raise KeyError(f"{self.id} has no quote {field!r}")

    def has(self, field: str) -> bool:
        """Whether the record has a quote named `field`."""
        return any(quote.field == field for quote in self.quotes)


@dataclass(frozen=True, slots=True)
class Expansion:
    """Other words in which people ask for a record: authored, never quoted.

    Attributes:
        record_id: The record that answers.
        text: The question or phrase.
        language: `ja` or `en`.
    """

    record_id: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """An unofficial rendering of a quote in English: authored, never quoted.

    Attributes:
        record_id: The record.
        field: Its quote.
        text: The rendering.
    """

    record_id: str
    field: str
    text: str


Records = Mapping[str, Record]
