"""What may be shown of a model's text, once each of its sentences has been judged."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer.draft import SLOT
from assistant.answer.render import Numbering
from assistant.generate.brief import Brief
from assistant.generate.tidy import says_something
from assistant.types import Citation, Statement, Verdict
from assistant.verify import kept
from assistant.verify.sentences import cited, split
from corpus import Source

_MARKER = re.compile(r"〔(\d+)〕")
_BULLETS = ("・", "- ")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A model's text as it may be shown.

    Attributes:
        text: With markers numbered by first use.
    """

    text: str
    citations: tuple[Citation, ...]


def review(
    written: str,
    verdicts: tuple[Verdict, ...],
    brief: Brief,
    statements: Sequence[Statement],
    notes: Iterable[Statement],
    source: Source,
) -> Reviewed | None:
    """Put a model's text into its final form, or None where too little of it is left.

    Too little: less than half of the sentences, or a list without all that the composer lists. What
    only sentences cited that were refused is told in the composer's words.

    Args:
        written: The model's text.
        verdicts: One a sentence of it.
        brief: What it was written from.
        statements: What the composer says.
        notes: What the composer says about the text itself; added as it stands.
        source: Where the quotes are from.
    """
    left = kept(written, verdicts)
    supported = sum(verdict.supported for verdict in verdicts)
    if not says_something(left) or supported * 2 < len(verdicts):
        return None
    numbers = cited(left)
    if not numbers or not all(1 <= number <= len(brief.evidence) for number in numbers):
        return None
    shown = {brief.evidence[number - 1] for number in numbers}
    if not _listed(statements) <= {record.id for record, _ in shown}:
        return None
    refused = zip(split(written), verdicts, strict=True)
    lost = {n for one, verdict in refused if not verdict.supported for n in one.markers}
    missing = {brief.evidence[n - 1] for n in lost if 1 <= n <= len(brief.evidence)} - shown
    instead = [one for one in statements if missing.intersection(one.evidence)]
    numbering = Numbering(source)
    text = _MARKER.sub(lambda match: numbering.mark(*brief.evidence[int(match[1]) - 1]), left)
    lines = [text, *(numbering.line(statement) for statement in (*instead, *notes))]
    return Reviewed("\n".join(lines), numbering.citations)


def _listed(statements: Iterable[Statement]) -> set[str]:
    """Ids of the records that the composer's answer lists, by name or point by point."""
    return {
        record.id
        for statement in statements
        if SLOT in statement.text or statement.text.startswith(_BULLETS)
        for record, _ in statement.evidence
    }
