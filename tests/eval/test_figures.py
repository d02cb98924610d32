"""Shares with intervals, and times."""

from collections.abc import Callable

import pytest

from assistant.types import Answer
from eval.figures import Latency, Share, figures_of, latency_of, percentile
from eval.golden_types import GoldenQuestion
from eval.runner import Outcome
from eval.universal import Failure

MISS = ((1, Failure("must", "説明力", "質問力")),)


def test_the_interval_is_that_of_wilson() -> None:
    # p = 0.8, n = 10, z² = 3.8415: middle (0.8 + 0.19207) / 1.38415 = 0.71674,
    # half 1.95996 * sqrt(0.016 + 0.009604) / 1.38415 = 0.22657.
    low, high = Share(8, 10).interval or (0.0, 0.0)
    assert (low, high) == pytest.approx((0.49016, 0.94331), abs=2e-5)


def test_the_interval_of_all_right_has_a_width_and_ends_at_one() -> None:
    # n / (n + z²) = 10 / 13.8415.
    assert Share(10, 10).interval == pytest.approx((0.72247, 1.0), abs=1e-5)
    assert Share(0, 10).interval == pytest.approx((0.0, 0.27753), abs=1e-5)


def test_of_nothing_there_is_neither_share_nor_interval() -> None:
    assert (Share(0, 0).value, Share(0, 0).interval) == (None, None)


def test_outcomes_are_counted_by_kind_and_language(
    make_question: Callable[..., GoldenQuestion],
) -> None:
    direct = make_question(["answered"])
    english = make_question(["answered"], language="en", kind="list")
    outcomes = [
        Outcome(direct, (), ()),
        Outcome(direct, (), MISS),
        Outcome(english, (), (), "turn 1: ValueError: no"),
    ]
    figures = figures_of(outcomes)
    assert figures.all == Share(1, 3)
    assert figures.kinds == {"direct": Share(1, 2), "list": Share(0, 1)}
    assert figures.languages == {"en": Share(0, 1), "ja": Share(1, 2)}
    assert figures.exceptions == 1


def test_percentiles_interpolate_between_the_values() -> None:
    # Of 1, 2, 3, 4 the median lies half-way between 2 and 3; 95 % of the way is 1 + 0.95 * 3.
    assert percentile([4.0, 1.0, 3.0, 2.0], 50) == 2.5
    assert percentile([4.0, 1.0, 3.0, 2.0], 95) == pytest.approx(3.85)


def test_percentiles_of_one_value_and_of_none() -> None:
    assert percentile([7.0], 95) == 7.0
    assert percentile([], 50) == 0.0


def test_every_turn_has_its_time(
    make_question: Callable[..., GoldenQuestion], make_answer: Callable[..., Answer]
) -> None:
    question = make_question(None, ["answered"])
    answers = tuple(make_answer("説明力", elapsed_ms=time) for time in (2.0, 4.0))
    latency = latency_of([Outcome(question, answers, ())])
    assert latency.times == (2.0, 4.0)
    assert (latency.p50, latency.max) == (3.0, 4.0)
    assert Latency(()).max == 0.0
