"""A plan: the gaps of an assessment with proved and numbered lines of advice."""

from dataclasses import dataclass
from typing import Literal

from assistant.coach.approval import State
from assistant.coach.assessment import Assessment
from assistant.coach.gap import Gaps
from assistant.types import Citation, Language

# The longest line of a plan, in characters.
MAX_LINE = 2000
# Whose words a line is: composed over the text's quotes, a coach's own, or a language model's.
Author = Literal["text", "coach", "model"]
# Why a language model has not written about every gap; empty where nothing went wrong.
WordingProblem = Literal["", "busy", "too_slow", "failed", "interrupted"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plan.

    Attributes:
        text: With markers 〔n〕, which are numbered through the whole plan.
        citations: One a marker of this line, in order of first use.
        skill_id: The skill it is about; empty for what holds in general.
        author: `text` when the quotes carry it, `coach` when a coach answers for it, `model` for
            a sentence that a language model has drafted and that the quotes carry.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    skill_id: str = ""
    author: Author = "text"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a language model has taken part in a draft.

    Attributes:
        model: Its name.
        prompt_sha256: Of the prompt that it was given.
        withheld: Sentences left out because their quotes do not carry them.
        unwritten: Gaps without a paragraph of the model.
        problem: Why there are such, unless nothing was left of what it wrote.
    """

    model: str
    prompt_sha256: str
    withheld: int
    unwritten: int
    problem: WordingProblem = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A draft of advice, or one that a coach has decided on.

    Attributes:
        advice: What to do next, skill by skill.
        notes: What to talk about and what holds in general.
        language: Of the frame; quotes stay Japanese.
        wording: How a language model has taken part; None where none was asked.
    """

    assessment: Assessment
    gaps: Gaps
    advice: tuple[Line, ...]
    notes: tuple[Line, ...]
    language: Language
    state: State = State.DRAFT
    wording: Wording | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line in order."""
        return self.advice + self.notes

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, by number."""
        found = {citation.marker: citation for line in self.lines for citation in line.citations}
        return tuple(found.values())
