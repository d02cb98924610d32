"""What a language model did over a run: how often it wrote, what was withheld, what it cost."""

from collections.abc import Iterable
from dataclasses import dataclass

from eval.figures import Share
from eval.runner import Outcome


@dataclass(frozen=True, slots=True)
class ModelFigures:
    """Figures over every answer for which a model was asked.

    Attributes:
        name: The model, as the answers name it; empty when nothing that it wrote was shown.
        asked: How many answers it was asked for.
        shown: How many of them show what it wrote; the others are the quoting ones.
        withheld: Its sentences that were not shown, of all that it wrote for them.
        read: Tokens read, as its server counts; None where it never said.
        written: Tokens written; the same.
    """

    name: str
    asked: int
    shown: Share
    withheld: Share
    read: int | None
    written: int | None


def model_figures_of(outcomes: Iterable[Outcome]) -> ModelFigures | None:
    """The figures of a run; None when no model was asked for any answer."""
    answers = [a for outcome in outcomes for a in outcome.answers if a.prompt_sha256]
    if not answers:
        return None
    shown = [answer for answer in answers if answer.model]
    sentences = sum(len(answer.verdicts) for answer in shown)
    withheld = sum(answer.withheld for answer in shown)
    return ModelFigures(
        name=next((answer.model for answer in shown), ""),
        asked=len(answers),
        shown=Share(len(shown), len(answers)),
        withheld=Share(withheld, sentences),
        read=_sum(answer.tokens.read for answer in answers),
        written=_sum(answer.tokens.written for answer in answers),
    )


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
