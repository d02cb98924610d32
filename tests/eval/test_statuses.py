"""Precision and recall of statuses, where a question may accept several."""

from collections.abc import Callable

import pytest

from assistant.types import Answer, Status
from eval.figures import Share
from eval.golden_types import GoldenQuestion
from eval.runner import Outcome
from eval.statuses import Statuses, statuses_of

ANSWERED, SILENT = Status.ANSWERED, Status.NOT_IN_DOCUMENT


@pytest.fixture
def outcome(
    make_question: Callable[..., GoldenQuestion], make_answer: Callable[..., Answer]
) -> Callable[..., Outcome]:
    """`outcome(accepted, given)`, a turn each."""

    def make(*turns: tuple[list[str] | None, Status]) -> Outcome:
        question = make_question(*(accepted for accepted, _ in turns))
        answers = tuple(make_answer("説明力", status=given) for _, given in turns)
        return Outcome(question, answers, ())

    return make


def shares(statuses: Statuses, status: Status) -> tuple[Share, Share]:
    found = next(one for one in statuses.shares if one.status is status)
    return found.precision, found.recall


def test_precision_is_over_the_given_and_recall_over_the_wanted(
    outcome: Callable[..., Outcome],
) -> None:
    statuses = statuses_of(
        [
            outcome((["answered"], ANSWERED)),
            outcome((["answered"], SILENT)),
            outcome((["not_in_document"], SILENT)),
        ]
    )
    assert shares(statuses, ANSWERED) == (Share(1, 1), Share(1, 2))
    assert shares(statuses, SILENT) == (Share(1, 2), Share(1, 1))
    assert statuses.confusion[ANSWERED, SILENT] == 1


def test_a_question_that_accepts_several_counts_for_the_one_given(
    outcome: Callable[..., Outcome],
) -> None:
    statuses = statuses_of([outcome((["answered", "not_in_document"], SILENT))])
    assert shares(statuses, SILENT) == (Share(1, 1), Share(1, 1))
    assert shares(statuses, ANSWERED) == (Share(0, 0), Share(0, 0))


def test_a_miss_of_several_is_one_miss_of_the_first(outcome: Callable[..., Outcome]) -> None:
    statuses = statuses_of([outcome((["not_in_document", "needs_clarification"], ANSWERED))])
    assert shares(statuses, SILENT) == (Share(0, 0), Share(0, 1))
    assert shares(statuses, Status.NEEDS_CLARIFICATION) == (Share(0, 0), Share(0, 0))
    assert statuses.turns == 1


def test_turns_that_expect_nothing_are_not_counted(outcome: Callable[..., Outcome]) -> None:
    statuses = statuses_of([outcome((None, SILENT), (["answered"], ANSWERED))])
    assert statuses.confusion == {(ANSWERED, ANSWERED): 1}


def test_a_broken_turn_is_a_miss_and_in_no_precision(
    make_question: Callable[..., GoldenQuestion],
) -> None:
    broken = Outcome(make_question(["answered"]), (), (), "turn 1: ValueError: no")
    statuses = statuses_of([broken])
    assert statuses.confusion == {(ANSWERED, None): 1}
    assert shares(statuses, ANSWERED) == (Share(0, 0), Share(0, 1))
