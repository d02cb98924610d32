"""What a question was understood to ask."""

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.types import Language


class Subject(StrEnum):
    """The sort of thing asked about, when it is named by kind and not by name."""

    SKILL = "skill"
    RECOMMENDED = "recommended"
    TRAINING = "training"
    PROGRAMME = "programme"
    ROLE = "role"
    LEVEL = "level"
    FACET = "facet"
    LAYER = "layer"
    CATEGORY = "category"
    AXIS = "axis"


class Aspect(StrEnum):
    """What about it is asked."""

    DEFINITION = "definition"
    EXAMPLE = "example"
    WHICH_LEVEL = "which_level"
    WHICH_FACET = "which_facet"
    WHICH_ITEM = "which_item"
    LIST = "list"
    COUNT = "count"
    CUMULATIVE = "cumulative"
    COMPARE = "compare"
    OVERVIEW = "overview"
    ORDER = "order"
    RELATION = "relation"
    SPELLING = "spelling"
    AIM = "aim"
    CONDITION = "condition"
    CERTIFY = "certify"
    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"
    WEAK = "weak"
    HOW = "how"
    MEMBER = "member"
    GREETING = "greeting"
    WHOLE = "whole"
    ADDED = "added"
    MOST = "most"
    LEAST = "least"
    BRIEF = "brief"
    ONLY = "only"
    PRESUMED = "presumed"
    PERMITTED = "permitted"
    EXISTS = "exists"


class Attribute(StrEnum):
    """The sort of value asked for; the evidence must hold one for the question to be answered."""

    AMOUNT = "amount"
    DATE = "date"
    PEOPLE_COUNT = "people_count"
    RATE = "rate"
    SPLIT = "split"
    PERSON = "person"
    PLACE = "place"
    PHONE = "phone"
    ADDRESS = "address"
    DURATION = "duration"
    METHOD = "method"
    NAME = "name"
    DECIDER = "decider"
    CONDITIONS = "condition"
    NTH = "nth"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in the question.

    Attributes:
        start: First character in the folded question.
        end: One past the last.
        surface: The folded words found.
        record_ids: Every record that goes by that name.
        exact: False when the spelling was off and the nearest name was taken.
        weak: The name is also a common word; it counts only where nothing else is asked.
    """

    start: int
    end: int
    surface: str
    record_ids: tuple[str, ...]
    exact: bool = True
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood.

    Attributes:
        text: The question as cleaned.
        standalone: The question completed from the conversation; equal to `text` otherwise.
        folded: `standalone` in matching form.
        language: Of the question.
        levels: Levels asked about, ascending; empty when none is named.
        invalid_levels: Levels named that do not exist, as written.
        all_levels: Whether every level is asked for (「レベル別」, "each level").
        facets: Facet keys named.
        layers: Layer keys named (`gold`, `silver`, `bronze`).
        categories: Categories of recommended skills named; they count beside `RECOMMENDED` only.
        subject: The kind of thing asked about, if named.
        subjects: All kinds named, in the order of the question.
        aspects: What is asked about it.
        attributes: The sorts of value asked for.
        mentions: Names of single records in the question.
        topics: Keys of the parts of the text that are named, in passing too.
        content: Content words, normalised, without names, levels and the vocabulary of asking.
        elliptical: Whether the conversation was needed to complete it.
        focus: Records that a follow-up speaks about (from the last answer).
        focus_fields: The quotes of the record in focus that are meant; all of them when empty.
        level_spans: Where levels stand in `folded`.
        parts: What is asked, one by one, when one sentence asks for several unlike things.
    """

    text: str
    standalone: str
    folded: str
    language: Language
    levels: tuple[int, ...] = ()
    invalid_levels: tuple[str, ...] = ()
    all_levels: bool = False
    facets: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    subject: Subject | None = None
    subjects: tuple[Subject, ...] = ()
    aspects: frozenset[Aspect] = frozenset()
    attributes: frozenset[Attribute] = frozenset()
    mentions: tuple[Mention, ...] = ()
    topics: frozenset[str] = frozenset()
    content: tuple[str, ...] = ()
    elliptical: bool = False
    focus: tuple[str, ...] = field(default=())
    focus_fields: tuple[str, ...] = ()
    level_spans: tuple[tuple[int, int], ...] = ()
    parts: tuple["Query", ...] = ()

    @property
    def names_required(self) -> bool:
        """Whether required skills are named as such (「必須スキル」), and not skills in general."""
        return any("topic/skills" in mention.record_ids for mention in self.mentions)

    def as_written(self, folded: str) -> str:
        """Folded words of the question in its own letters, where they stand there alike."""
        at = self.text.lower().find(folded)
        return self.text[at : at + len(folded)] if at >= 0 else folded

    def asks(self, *aspects: Aspect) -> bool:
        """Whether any of the aspects is asked."""
        return not self.aspects.isdisjoint(aspects)
