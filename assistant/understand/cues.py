"""The cue words of `cues.toml`, compiled once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.understand.query import Aspect, Attribute, Subject


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns by what they tell."""

    common_names: frozenset[str]
    plain_words: frozenset[str]
    value_words: frozenset[str]
    subjects: dict[Subject, re.Pattern[str]]
    aspects: dict[Aspect, re.Pattern[str]]
    attributes: dict[Attribute, re.Pattern[str]]

    def find_subjects(self, masked: str) -> tuple[Subject, ...]:
        """Kinds named in a masked question, in reading order."""
        found = [(m.start(), s) for s, p in self.subjects.items() if (m := p.search(masked))]
        return tuple(subject for _, subject in sorted(found))

    def find_aspects(self, masked: str) -> frozenset[Aspect]:
        """Aspects asked in a masked question."""
        return frozenset(a for a, p in self.aspects.items() if p.search(masked))

    def find_attributes(self, masked: str) -> frozenset[Attribute]:
        """Sorts of value asked for in a masked question."""
        return frozenset(a for a, p in self.attributes.items() if p.search(masked))


@cache
def load_cues() -> Cues:
    """Read and compile `cues.toml`."""
    data = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    return Cues(
        common_names=frozenset(data["common_names"]),
        plain_words=frozenset(data["plain_words"]),
        value_words=frozenset(data["value_words"]),
        subjects={Subject(k): re.compile(v) for k, v in data["subject"].items()},
        aspects={Aspect(k): re.compile(v) for k, v in data["aspect"].items()},
        attributes={Attribute(k): re.compile(v) for k, v in data["attribute"].items()},
    )
