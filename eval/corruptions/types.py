"""What a true sentence is in its file, and what a case is that a verifier judges."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.types import Language
from corpus import Quote, Record

Evidence = tuple[tuple[Record, Quote], ...]


class SuiteSplit(StrEnum):
    """Who may look at a case; the rule is in the README of this folder."""

    DEV = "dev"
    TEST = "test"


class SuiteSplitChoice(StrEnum):
    """A split of the suite, or both."""

    DEV = "dev"
    TEST = "test"
    ALL = "all"


class Style(StrEnum):
    """How far a true sentence has moved from the words of its evidence."""

    CLOSE = "close"
    QUOTED = "quoted"
    FREE = "free"
    TRANSLATED = "translated"
    FRAME = "frame"


class CorruptionKind(StrEnum):
    """In what way a true text was made false, or unsupported by what it cites."""

    LEVEL_SWAPPED = "level-swapped"
    SKILL_SWAPPED = "skill-swapped"
    NUMBER_CHANGED = "number-changed"
    FACET_SWAPPED = "facet-swapped"
    DEFINITION_OF_ANOTHER = "definition-of-another"
    NEGATION_FLIPPED = "negation-flipped"
    MODALITY_HARDENED = "modality-hardened"
    INVENTED_PROGRAMME = "invented-programme"
    INVENTED_CONDITION = "invented-condition"
    CITATION_SWAPPED = "citation-swapped"
    CITATION_OUT_OF_RANGE = "citation-out-of-range"
    QUOTE_ALTERED = "quote-altered"
    MIXED_CLAUSES = "mixed-clauses"
    PLAUSIBLE_ADDITION = "plausible-addition"
    NAME_MISTRANSLATED = "name-mistranslated"
    ORDER_REVERSED = "order-reversed"
    ACTORS_EXCHANGED = "actors-exchanged"
    SCOPE_CHANGED = "scope-changed"


# Words of the evidence put together otherwise: a condition taken for a consequence, one person for
# another, a part for the whole. No machine makes these, so all of them are written by hand. They
# are told apart from the rest, and no limit is set for them yet.
REARRANGED = frozenset(
    {
        CorruptionKind.ORDER_REVERSED,
        CorruptionKind.ACTORS_EXCHANGED,
        CorruptionKind.SCOPE_CHANGED,
    }
)


class TrueSentence(BaseModel):
    """One line of a file in `true/`.

    Attributes:
        text: One sentence or a few, each with the markers of what carries it (`〔1〕`) at its end.
        evidence: `<record id>#<quote field>`; the n-th is what marker n stands for.
        style: Of the wording; `frame` for one of a set of frames filled in for many records.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z]+-\d{4}$")]
    language: Literal["ja", "en"]
    split: SuiteSplit
    text: Annotated[str, Field(min_length=1)]
    evidence: Annotated[
        list[Annotated[str, Field(pattern=r"^[a-z0-9/-]+#[a-z0-9_]+$")]], Field(min_length=1)
    ]
    style: Style


class WrongSentence(BaseModel):
    """One line of `hard.jsonl`: a text written wrong by hand.

    Attributes:
        wrong: Which sentences are wrong, 0-based.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^hard-\d{4}$")]
    kind: CorruptionKind
    language: Literal["ja", "en"]
    split: SuiteSplit
    text: Annotated[str, Field(min_length=1)]
    evidence: Annotated[
        list[Annotated[str, Field(pattern=r"^[a-z0-9/-]+#[a-z0-9_]+$")]], Field(min_length=1)
    ]
    wrong: Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its evidence, and what a verifier should find.

    Attributes:
        id: Of the true sentence, or of it and the kind and a number.
        kind: None where the text is true.
        evidence: Marker n stands for the n-th pair.
        corrupted: The wrong sentences, 0-based, in order; empty where the text is true.
        style: Of the true sentence; None for one written wrong by hand.
    """

    id: str
    kind: CorruptionKind | None
    split: SuiteSplit
    language: Language
    text: str
    evidence: Evidence
    corrupted: tuple[int, ...] = ()
    style: Style | None = None
