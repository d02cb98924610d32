"""The real pipeline over the real index answers the golden questions."""

from collections import Counter

import pytest

from assistant.pipeline import Pipeline
from eval.golden_files import load_golden
from eval.golden_types import Split
from eval.runner import Outcome, run_questions

ENOUGH_EXAMPLES = 44


@pytest.fixture(scope="module")
def outcomes(pipeline: Pipeline) -> dict[Split, list[Outcome]]:
    return {split: list(run_questions(pipeline, load_golden(split))) for split in Split}


def test_enough_examples_are_answered_right(outcomes: dict[Split, list[Outcome]]) -> None:
    examples = outcomes[Split.EXAMPLES]
    wrong = [one.question.id for one in examples if not one.right]
    assert len(examples) - len(wrong) >= ENOUGH_EXAMPLES, wrong


def test_no_golden_question_breaks_the_pipeline(outcomes: dict[Split, list[Outcome]]) -> None:
    broken = [(o.question.id, o.exception) for group in outcomes.values() for o in group]
    assert [one for one in broken if one[1]] == []


def test_every_turn_of_every_golden_question_is_answered(
    outcomes: dict[Split, list[Outcome]],
) -> None:
    for group in outcomes.values():
        assert all(len(one.answers) == len(one.question.turns) for one in group)


def test_every_quote_of_every_answer_stands_in_the_source(
    outcomes: dict[Split, list[Outcome]], pipeline: Pipeline
) -> None:
    text = pipeline.corpus.source.text
    citations = [
        citation
        for group in outcomes.values()
        for one in group
        for answer in one.answers
        for citation in answer.citations
    ]
    assert citations
    assert [one for one in citations if text[one.start : one.end] != one.quote] == []


@pytest.mark.parametrize(
    "check",
    [
        "quote exact",
        "heading path",
        "record id",
        "markers",
        "quotation",
        "level of a name",
        "internals",
    ],
)
def test_no_answer_breaks_what_holds_for_all(
    check: str, outcomes: dict[Split, list[Outcome]]
) -> None:
    breaches = Counter(
        one.question.id
        for group in outcomes.values()
        for one in group
        for _, failure in one.failures
        if failure.check == check
    )
    assert breaches == {}
