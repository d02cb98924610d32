"""What may be shown of a model's text, once each of its sentences has been judged."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer.draft import SLOT
from assistant.answer.render import Numbering
from assistant.generate.brief import Brief
from assistant.generate.tidy import says_something
from assistant.types import Citation, Statement, Verdict
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
    kept: str,
    verdicts: Sequence[Verdict],
    brief: Brief,
    statements: Iterable[Statement],
    notes: Iterable[Statement],
    source: Source,
) -> Reviewed | None:
    """Put a model's text into its final form, or None where too little of it is left.

    Too little: less than half of the sentences, or a list without all that the composer lists.

    Args:
        kept: The model's text without the sentences that were refused.
        verdicts: One a sentence of the whole text.
        brief: What it was written from.
        statements: What the composer says.
        notes: What the composer says about the text itself; added as it stands.
        source: Where the quotes are from.
    """
    supported = sum(verdict.supported for verdict in verdicts)
    numbers = [int(number) for number in _MARKER.findall(kept)]
    if not says_something(kept) or supported * 2 < len(verdicts):
        return None
    if not numbers or not all(1 <= number <= len(brief.evidence) for number in numbers):
        return None
    cited = {brief.evidence[number - 1][0].id for number in numbers}
    if not _listed(statements) <= cited:
        return None
    numbering = Numbering(source)
    text = _MARKER.sub(lambda match: numbering.mark(*brief.evidence[int(match[1]) - 1]), kept)
    lines = [text, *(numbering.line(note) for note in notes)]
    return Reviewed("\n".join(lines), numbering.citations)


def _listed(statements: Iterable[Statement]) -> set[str]:
    """Ids of the records that the composer's answer lists, by name or point by point."""
    return {
        record.id
        for statement in statements
        if SLOT in statement.text or statement.text.startswith(_BULLETS)
        for record, _ in statement.evidence
    }
