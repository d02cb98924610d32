"""Bootstrap intervals: seeded, around the mean, narrower with more questions, paired."""

import numpy as np
import pytest

from eval.retrieval.intervals import estimates


def coin(count: int, *, seed: int = 1) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.random.default_rng(seed).integers(0, 2, size=(count, 1)).astype(np.float64)


def test_the_same_seed_gives_the_same_interval() -> None:
    values = np.random.default_rng(1).standard_normal((50, 1))
    assert estimates(values, seed=3) == estimates(values, seed=3)
    assert estimates(values, seed=3) != estimates(values, seed=4)


def test_the_interval_of_a_proportion_is_near_the_normal_one() -> None:
    values = coin(400)
    (found,) = estimates(values)
    share = values.mean()
    half = 1.96 * np.sqrt(share * (1 - share) / 400)
    assert found.value == pytest.approx(share)
    assert found.low == pytest.approx(share - half, abs=0.01)
    assert found.high == pytest.approx(share + half, abs=0.01)


def test_more_questions_give_a_narrower_interval() -> None:
    widths = [found.high - found.low for n in (20, 500) for found in estimates(coin(n))]
    assert widths[1] < widths[0] / 3


def test_a_difference_is_paired() -> None:
    # The second system is better by 0.1 on every question, however much the questions differ.
    first = coin(40)
    (apart,) = estimates(first + 0.1 - first)
    assert apart.low == pytest.approx(0.1)
    assert apart.high == pytest.approx(0.1)


def test_columns_are_drawn_together() -> None:
    values = np.hstack([coin(60), coin(60)])
    first, second = estimates(values)
    assert first == second
