"""The real pipeline over the real index answers the golden questions."""

import re
from collections import Counter

import pytest

from assistant.answer.draft import SLOT
from assistant.answer.render import marker
from assistant.messages import LANGUAGES, catalogue
from assistant.pipeline import Pipeline
from assistant.types import Answer
from corpus import Corpus
from eval.golden_files import load_golden
from eval.golden_types import Split
from eval.runner import Outcome, run_questions

ENOUGH_EXAMPLES = 44
MARKER = re.compile(r"〔(\d+)〕")
CLAIMING_NOTHING = (
    "title_",
    "not_stated",
    "clarify",
    "out_of_scope",
    "fact_lead",
    "greeting",
    "not_among",
)

Answers = list[tuple[str, Answer]]


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


@pytest.fixture(scope="module")
def golden_answers(outcomes: dict[Split, list[Outcome]]) -> Answers:
    """The answers that may be looked at, each with the id of its question."""
    seen = [*outcomes[Split.EXAMPLES], *outcomes[Split.DEV]]
    return [(one.question.id, answer) for one in seen for answer in one.answers]


def test_every_marker_of_every_golden_answer_resolves(
    golden_answers: Answers,
) -> None:
    assert len(golden_answers) > 300
    wrong = [
        name
        for name, answer in golden_answers
        if list(dict.fromkeys(m[0] for m in MARKER.finditer(answer.text)))
        != [c.marker for c in answer.citations]
        or [c.marker for c in answer.citations]
        != [marker(n) for n in range(1, len(answer.citations) + 1)]
    ]
    assert wrong == []


def test_every_quote_of_every_golden_answer_is_the_source_between_its_offsets(
    golden_answers: Answers, corpus: Corpus
) -> None:
    source = corpus.source
    wrong = [
        (name, c.record_id)
        for name, answer in golden_answers
        for c in answer.citations
        if source.text[c.start : c.end] != c.quote
        or not c.quote
        or c.quote not in {q.text for q in corpus.get(c.record_id).quotes}
        or c.heading_path != source.heading_path(source.line_of(c.start))
    ]
    assert wrong == []


def test_a_line_without_a_marker_claims_nothing(golden_answers: Answers) -> None:
    """Such a line is a heading, a question back, or says what the text does not say."""
    patterns = [
        re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(template)))
        for language in LANGUAGES
        for key, template in catalogue(language).items()
        if key.removeprefix("answer.").startswith(CLAIMING_NOTHING)
    ]
    bare = {
        (name, line)
        for name, answer in golden_answers
        for line in answer.text.splitlines()
        if not MARKER.search(line)
    }
    assert bare
    assert [one for one in bare if not any(p.fullmatch(one[1]) for p in patterns)] == []


def test_nothing_that_the_composer_wrote_had_to_be_withheld(
    golden_answers: Answers,
) -> None:
    withheld = [(n, v) for n, answer in golden_answers for v in answer.verdicts if not v.supported]
    assert withheld == []


def test_no_golden_answer_shows_a_placeholder(golden_answers: Answers) -> None:
    wrong = [n for n, a in golden_answers if SLOT in a.text or re.search(r"\{\w*\}|None", a.text)]
    assert wrong == []
