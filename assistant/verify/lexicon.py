"""The words of `lexicon.toml` by which the checks read written text, checked and compiled once."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from corpus import Kind

Words = Annotated[frozenset[str], BeforeValidator(lambda text: frozenset(text.split()))]
InOrder = Annotated[tuple[str, ...], BeforeValidator(lambda text: tuple(text.split()))]
Written = Annotated[str, BeforeValidator(str.strip)]
Pattern = Annotated[re.Pattern[str], BeforeValidator(lambda text: re.compile(text.strip()))]


def _forms(text: str) -> dict[str, str]:
    """Lines of a base form with its other forms, as base forms by other form."""
    lines = (line.split() for line in text.splitlines())
    return {form: base for base, *forms in (line for line in lines if line) for form in forms}


Forms = Annotated[dict[str, str], BeforeValidator(_forms)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Frames(_Part):
    """Words that state nothing of the text, by language."""

    ja: Words
    en: Words


class Idiom(_Part):
    """What looks like a negation and is none, and what it says instead."""

    pattern: Pattern
    instead: str


class Hedge(_Part):
    """How a thing is said to be less than a fact: in the evidence, and by a claim."""

    name: str
    there: Pattern
    said: Pattern


class Certainty(_Part):
    """What a claim may say of one sort of certainty only where the evidence says its like."""

    said: Pattern
    there: Pattern


class Japanese(_Part):
    """How Japanese denies, affirms and hedges; the sorts are explained in `lexicon.toml`."""

    glue: Words
    formal: Words
    light: Words
    need: Words
    exist: Words
    negatives: Words
    manners: Words
    heavy: Words
    added_hedges: Pattern
    hedges: tuple[Hedge, ...]
    certain: tuple[Certainty, ...]
    negative_words: dict[str, str]
    idioms: tuple[Idiom, ...]


class Relative(_Part):
    """Places told by their relation to others, and answers that cannot be checked."""

    ja: Pattern
    en: Pattern
    alike: tuple[Certainty, ...]
    ends: dict[int, Pattern]
    sides: dict[str, Pattern]
    descending: Pattern
    ascending: Pattern
    same_level: Pattern
    same_facet: Pattern
    person: Pattern
    yes_or_no: Pattern


class EnglishHedge(_Part):
    """The same in English, by words."""

    name: str
    there: Words
    said: Words


class EnglishCertainty(_Part):
    """The same in English, by words.

    Attributes:
        original: What says its like where what is cited has no rendering.
        denied_is_less: Whether a claim that denies it says less (not all), not more.
    """

    said: Words
    there: Words
    original: Pattern | None = None
    denied_is_less: bool = False


class English(_Part):
    """How English does, and how its words are brought to one form."""

    irregular: Forms
    spellings: tuple[Idiom, ...]
    endings: Words

    denying: Words
    possible: Words
    glue: Words
    heavy: Words
    certain: tuple[EnglishCertainty, ...]
    hedges: tuple[EnglishHedge, ...]
    links: Words
    conditions: Words
    contrasts: Pattern
    plainly: tuple[Idiom, ...]
    idioms: Pattern


class Actors(_Part):
    """Persons and bodies, and by what they are told to have which part.

    Attributes:
        ja: The one name of each by any of its names.
        en: The same in English.
        trailing: What may stand between somebody and the particle.
        row: What parts somebody from the next who has the same part.
        cases: The parts by the particles that give them.
        leads: The same by English prepositions.
    """

    ja: Forms
    en: Forms
    trailing: Pattern
    row: Pattern
    cases: dict[str, Pattern]
    leads: dict[str, str]


class Bounds(_Part):
    """What the evidence leaves behind, and the words by which a claim does so."""

    left: Pattern
    leaving: Pattern


class Kanji(_Part):
    """Numbers in kanji: what they count, and the words that they are only parts of."""

    counters: Words
    words: Pattern


class EnglishNumbers(_Part):
    """Numbers and months in English words, in order: from zero, from January."""

    numbers: InOrder
    months: InOrder


class Numbers(_Part):
    """How numbers are written, and which units count alike."""

    units: dict[str, Words]
    kanji: Kanji
    english: EnglishNumbers


class Lexicon(_Part):
    """The whole file."""

    frames: Frames
    kinds: dict[Kind, str]
    japanese: Japanese
    relative: Relative
    english: English
    order: dict[str, dict[str, Written]]
    opposites: dict[str, dict[str, str]]
    actors: Actors
    bounds: dict[str, Bounds]
    numbers: Numbers


@cache
def lexicon() -> Lexicon:
    """Read, check and compile `lexicon.toml`."""
    file = Path(__file__).with_name("lexicon.toml")
    return Lexicon.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
