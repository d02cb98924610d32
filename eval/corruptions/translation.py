"""Corruptions of the English name that stands beside a Japanese one."""

import re
from collections.abc import Iterator
from random import Random

from corpus import Kind, Record
from corpus.folding import fold
from eval.corruptions.spots import Corrupted, Setting, spots
from eval.corruptions.types import Case

_KINDS = (
    Kind.REQUIRED_SKILL,
    Kind.TRAINING_ITEM,
    Kind.RECOMMENDED_SKILL,
    Kind.PROGRAMME,
    Kind.FACET,
    Kind.CATEGORY,
)


def mistranslate_name(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Put a wrong English name before the Japanese name in brackets, which stays."""
    if case.language != "en":
        return
    pool = setting.pools(case).mistranslations
    for spot in spots(case):
        for record in _bracketed(setting):
            written = f"{record.name_en} ({record.name})"
            at = spot.text.find(written)
            if at < 0:
                continue
            authored = [one for one in pool.get(record.id, ()) if not _is_name(one, record)]
            others = [
                other.name_en
                for other in setting.corpus.of(record.kind)
                if other.name_en not in spot.text and not _is_name(other.name_en, record)
            ]
            if not authored and not others:
                continue
            # The authored ones are the harder half.
            own = authored if authored and (not others or rng.random() < 0.5) else others
            name = rng.choice(own)
            yield spot.replaced(at, at + len(record.name_en), name)
            break


def _bracketed(setting: Setting) -> list[Record]:
    return [record for kind in _KINDS for record in setting.corpus.of(kind)]


def _is_name(name: str, record: Record) -> bool:
    """Whether a name is one of the record's own, or part of one."""
    own = [fold(one) for one in (record.name_en, *record.aliases) if re.match(r"[A-Za-z]", one)]
    return any(fold(name) in one or one in fold(name) for one in own)
