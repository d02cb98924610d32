"""Levels and numbers in a model's text: none that the composer's answer does not hold.

The composer has counted and placed everything that was asked. A level or a number beyond that can
only be the model's own, whatever it cites.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from assistant.generate.brief import Brief
from assistant.types import Verdict
from assistant.verify.sentences import MARKER

# `Lv.3`, `Lv3`, `レベル3`, `Level 3`; the first group tells a level from a plain number.
_FIGURE = re.compile(r"(?i)(lv\.?\s*|level\s+|レベル)?(\d[\d,]*)")


def refuse_other_figures(verdicts: Iterable[Verdict], brief: Brief) -> tuple[Verdict, ...]:
    """The verdicts, with sentences refused that hold a level or a number of their own."""
    known = _figures(brief.confirmed)
    for record, quote in brief.evidence:
        known |= _figures(f"{record.name} {record.name_en} {quote.text}")
        if record.level is not None:
            known.add((True, str(record.level)))
    return tuple(_judged(verdict, known) for verdict in verdicts)


def _judged(verdict: Verdict, known: set[tuple[bool, str]]) -> Verdict:
    strange = sorted(number for _, number in _figures(verdict.statement) - known)
    if not verdict.supported or not strange:
        return verdict
    reason = f"says {strange[0]}, which the answer in quotes does not"
    return replace(verdict, supported=False, reason=reason)


def _figures(text: str) -> set[tuple[bool, str]]:
    """Each number of a text, and whether it is a level."""
    plain = unicodedata.normalize("NFKC", MARKER.sub("", text))
    return {(bool(level), number.replace(",", "")) for level, number in _FIGURE.findall(plain)}
