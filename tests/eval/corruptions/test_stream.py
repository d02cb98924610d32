"""An answer is made wrong at the rate asked for, the same way for the same seed."""

from random import Random

import pytest

from corpus import Corpus
from eval.corruptions.sentences import sentences
from eval.corruptions.spots import Setting
from eval.corruptions.stream import corrupt_answer
from eval.corruptions.types import Case, SuiteSplit


@pytest.fixture(scope="module")
def answers(true: tuple[Case, ...]) -> list[Case]:
    dev = [case for case in true if case.split is SuiteSplit.DEV and case.language == "ja"]
    return dev[:120]


def test_at_rate_0_an_answer_stays_as_it_is(
    answers: list[Case], corpus: Corpus, setting: Setting
) -> None:
    for case in answers:
        same = corrupt_answer(case.text, case.evidence, corpus, Random(1), 0.0, setting=setting)
        assert same == (case.text, ())


def test_at_rate_1_every_answer_is_wrong_in_the_sentences_named(
    answers: list[Case], corpus: Corpus, setting: Setting
) -> None:
    for case in answers:
        text, wrong = corrupt_answer(
            case.text, case.evidence, corpus, Random(2), 1.0, setting=setting
        )
        assert wrong, case.id
        assert text != case.text
        untouched = {one.text for one in sentences(case.text)}
        parts = sentences(text)
        assert all(parts[at].text not in untouched for at in wrong), case.id


def test_at_a_rate_between_about_as_many_are_wrong(
    answers: list[Case], corpus: Corpus, setting: Setting
) -> None:
    rng = Random(3)
    made = [
        corrupt_answer(case.text, case.evidence, corpus, rng, 0.3, setting=setting)
        for case in answers
    ]
    # 0.3 of 120 with a standard deviation of 0.042: within four of them.
    assert 0.13 < sum(bool(wrong) for _, wrong in made) / len(made) < 0.5


def test_the_same_seed_makes_the_same_answer(answers: list[Case], corpus: Corpus) -> None:
    case = answers[0]
    first, second = (
        corrupt_answer(case.text, case.evidence, corpus, Random(4), 1.0) for _ in range(2)
    )
    assert first == second


def test_what_stands_around_the_sentences_stays(corpus: Corpus, setting: Setting) -> None:
    record = corpus.get("skill/lv1/explanation")
    text = "説明力はLv.1です〔1〕。\n\n以上のとおりです。"
    made, wrong = corrupt_answer(
        text, ((record, record.quote("name")),), corpus, Random(5), 1.0, setting=setting
    )
    assert made.endswith("\n\n以上のとおりです。")
    assert wrong
