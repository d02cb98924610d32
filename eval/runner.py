"""Asking the pipeline every golden question and judging what it answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.conversation import EMPTY
from assistant.pipeline import Pipeline
from assistant.types import Answer
from eval.checks import check_answer
from eval.golden_types import GoldenQuestion
from eval.universal import Failure


@dataclass(frozen=True, slots=True)
class Outcome:
    """A golden question as asked.

    Attributes:
        answers: One a turn, up to the turn that broke.
        failures: Of every judged turn, with the 1-based number of the turn.
        exception: The type and message of what broke the pipeline; empty when nothing did.
    """

    question: GoldenQuestion
    answers: tuple[Answer, ...]
    failures: tuple[tuple[int, Failure], ...]
    exception: str = ""

    @property
    def right(self) -> bool:
        """Whether every judged turn was answered as it should be."""
        return not self.failures and not self.exception


def run_questions(pipeline: Pipeline, questions: Iterable[GoldenQuestion]) -> Iterator[Outcome]:
    """The outcome of each question, in order."""
    for question in questions:
        yield run_question(pipeline, question)


def run_question(pipeline: Pipeline, question: GoldenQuestion) -> Outcome:
    """Hold one golden conversation; what breaks the pipeline is an outcome, not an exception."""
    conversation = EMPTY
    answers: list[Answer] = []
    failures: list[tuple[int, Failure]] = []
    asked: list[str] = []
    for number, turn in enumerate(question.turns, start=1):
        asked.append(turn.ask)
        try:
            result = pipeline.ask(turn.ask, conversation=conversation, language=None)
        except Exception as error:
            broken = f"turn {number}: {type(error).__name__}: {error}"
            return Outcome(question, tuple(answers), tuple(failures), broken)
        conversation = result.conversation
        answers.append(result.answer)
        if turn.expect is not None:
            found = check_answer(
                result.answer,
                turn.expect,
                asked=asked,
                language=question.language,
                corpus=pipeline.corpus,
            )
            failures.extend((number, failure) for failure in found)
    return Outcome(question, tuple(answers), tuple(failures))
