"""A plan: the gaps of an assessment with proved and numbered lines of advice."""

from dataclasses import dataclass
from typing import Literal

from assistant.coach.approval import State
from assistant.coach.assessment import Assessment
from assistant.coach.gap import Gaps
from assistant.types import Citation, Language

# Whose words a line is: composed over the text's quotes, or a coach's own.
Author = Literal["text", "coach"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plan.

    Attributes:
        text: With markers 〔n〕, which are numbered through the whole plan.
        citations: One a marker of this line, in order of first use.
        skill_id: The skill it is about; empty for what holds in general.
        author: `text` when the quotes carry it, `coach` when a coach answers for it.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    skill_id: str = ""
    author: Author = "text"


@dataclass(frozen=True, slots=True)
class Plan:
    """A draft of advice, or one that a coach has decided on.

    Attributes:
        advice: What to do next, skill by skill.
        notes: What to talk about and what holds in general.
        language: Of the frame; quotes stay Japanese.
    """

    assessment: Assessment
    gaps: Gaps
    advice: tuple[Line, ...]
    notes: tuple[Line, ...]
    language: Language
    state: State = State.DRAFT

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line in order."""
        return self.advice + self.notes

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, by number."""
        found = {citation.marker: citation for line in self.lines for citation in line.citations}
        return tuple(found.values())
