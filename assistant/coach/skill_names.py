"""Skills by id, name or alias, whatever the width, case or spaces."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from corpus import Corpus, Kind, Record
from corpus.folding import fold

_MOST_CHOICES = 4
_NEAR = 50.0


class SkillNames:
    """Every name of some skills.

    Args:
        skills: Required and recommended skills.
    """

    def __init__(self, skills: Iterable[Record]) -> None:
        self._skills: dict[str, Record] = {}
        self._by_name: dict[str, dict[str, Record]] = defaultdict(dict)
        for skill in skills:
            self._skills[skill.id] = skill
            written = (q.text for q in skill.quotes if q.field in ("name", "matrix_name"))
            for name in (skill.id, skill.name, skill.name_en, *skill.aliases, *written):
                self._by_name[_key(name)][skill.id] = skill

    @classmethod
    def of(cls, corpus: Corpus) -> "SkillNames":
        """The required and the recommended skills of a corpus."""
        return cls(corpus.of(Kind.REQUIRED_SKILL) + corpus.of(Kind.RECOMMENDED_SKILL))

    def find(self, name: str) -> tuple[Record, ...]:
        """The skills called so: one, none, or several when the name is ambiguous."""
        return tuple(self._by_name.get(_key(name), {}).values())

    def near(self, name: str) -> tuple[Record, ...]:
        """The skills whose names come nearest, the nearest first, at most four."""
        found = process.extract(
            _key(name), list(self._by_name), scorer=fuzz.WRatio, limit=20, score_cutoff=_NEAR
        )
        records = {i: s for key, _, _ in found for i, s in self._by_name[key].items()}
        return tuple(records.values())[:_MOST_CHOICES]


def _key(name: str) -> str:
    return fold(name).replace(" ", "")
