"""What one person and their coach have said about the person's skills."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from assistant.coach.scale import Rating
from corpus.folding import clean

LEVELS = (1, 2, 3, 4, 5)


def readable(note: str) -> str:
    """A note line by line, without characters that carry nothing to read."""
    return "\n".join(clean(line) for line in note.splitlines()).strip()


@dataclass(frozen=True, slots=True)
class Rated:
    """One answer about one skill.

    Attributes:
        evidence: What it rests on, in the words of whoever rated; may be empty.
    """

    rating: Rating
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Answers about a person's skills.

    Attributes:
        person: The person's name, as it is to be shown.
        role_level: Level of the person's role, 1 to 5. It is told, never found out.
        own: The person's own answers by skill id.
        coach: The coach's answers by skill id. Both stand beside each other.
        assessed_at: When, in UTC; None when nobody said.
    """

    person: str
    role_level: int
    own: Mapping[str, Rated] = field(default_factory=lambda: MappingProxyType({}))
    coach: Mapping[str, Rated] = field(default_factory=lambda: MappingProxyType({}))
    assessed_at: datetime | None = None
