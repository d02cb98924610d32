"""What a claim names: records by either name, and levels in whatever notation."""

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.understand.levels import find_levels
from assistant.verify.carried import levels_of
from corpus import Corpus, Kind
from corpus.folding import fold

_NAMED_KINDS = (
    Kind.LEVEL,
    Kind.FACET,
    Kind.FACET_GROUP,
    Kind.LAYER,
    Kind.CATEGORY,
    Kind.AXIS,
    Kind.REQUIRED_SKILL,
    Kind.RECOMMENDED_SKILL,
    Kind.TRAINING_ITEM,
    Kind.PROGRAMME,
)
# 「Lv.4ではなく」, "not at Lv.4": what the claim says is not so.
_DENIED_AFTER = re.compile(
    r"[」』）)]?\s*(?:の(?:必須|推奨)?(?:スキル|もの|項目))?(?:では|じゃ)な[いく]"
)
_DENIED_BEFORE = re.compile(r"\b(?:not|rather than|instead of)\s+(?:at|in|a|an|the|of)?\s*$")
_SOMEBODY = re.compile(r"(?<!level )(?<!lv )(?<!lv\.)\bone\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, level or facet as a claim writes it.

    Attributes:
        start: Where it begins in the folded claim.
        end: One past its last character.
        ids: The records that it may mean; empty for a level.
        levels: The levels that it means, of a layer's name those that it holds; else empty.
        denied: Whether the claim says that it is not so.
    """

    start: int
    end: int
    ids: frozenset[str]
    levels: frozenset[int]
    denied: bool


class Mentions:
    """Finds what a claim names, over one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        owners: dict[str, set[str]] = {}
        for kind in _NAMED_KINDS:
            for record in corpus.of(kind):
                for name in (record.name, record.name_en):
                    owners.setdefault(fold(name), set()).add(record.id)
        self._owners = {name: frozenset(ids) for name, ids in owners.items()}
        self._layers = {one.id: levels_of(corpus, one) for one in corpus.of(Kind.LAYER)}
        longest_first = sorted(owners, key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(_bounded(name) for name in longest_first))

    @cached_property
    def glosses(self) -> dict[str, frozenset[str]]:
        """The folded English names of the records, by folded Japanese name."""
        found: dict[str, set[str]] = {}
        for kind in _NAMED_KINDS:
            for record in self._corpus.of(kind):
                found.setdefault(fold(record.name), set()).add(fold(record.name_en))
        return {name: frozenset(glosses) for name, glosses in found.items()}

    def names(self, folded: str) -> tuple[Mention, ...]:
        """Every name of a record, the longest where several begin."""
        return tuple(
            Mention(
                match.start(),
                match.end(),
                self._owners[match[0]],
                frozenset[int]().union(
                    *(self._layers.get(one, ()) for one in self._owners[match[0]])
                ),
                _is_denied(folded, *match.span()),
            )
            for match in self._pattern.finditer(folded)
        )

    def levels(self, folded: str) -> tuple[Mention, ...]:
        """Every level, in whatever notation; ranges and bounds are written out.

        「レベル別」 and 「5段階」 name no level in particular and are left out.
        """
        # 「Lv.4, one …」: somebody, not the first level.
        folded = _SOMEBODY.sub("we ", folded)
        found = find_levels(folded)
        mentions: list[Mention] = []
        for start, end in found.spans:
            one = find_levels(folded[start:end])
            # A level that does not exist agrees with nothing.
            levels = frozenset(one.levels) | ({0} if one.invalid else set())
            if one.all_levels and not levels:
                continue
            mentions.append(
                Mention(start, end, frozenset(), levels, _is_denied(folded, start, end))
            )
        return tuple(sorted(mentions, key=lambda one: one.start))


def _bounded(name: str) -> str:
    escaped = re.escape(name)
    return rf"(?<![a-z]){escaped}(?![a-z])" if name.isascii() else escaped


def _is_denied(folded: str, start: int, end: int) -> bool:
    return bool(_DENIED_AFTER.match(folded, end) or _DENIED_BEFORE.search(folded[:start]))
