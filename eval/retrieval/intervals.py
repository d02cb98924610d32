"""Means with bootstrap intervals."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RESAMPLES = 2_000
SEED = 20261124
_COVERAGE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over questions with its 95 % interval.

    Attributes:
        low: The 2.5th percentile of the means of the resamples.
        high: The 97.5th.
    """

    value: float
    low: float
    high: float


def estimates(
    values: npt.NDArray[np.float64], *, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[Estimate, ...]:
    """The mean of each column with the interval of the percentile bootstrap.

    Questions (rows) are drawn with replacement, as many as there are, and all columns of a drawn
    question together. So the same seed gives the same draws for every set of as many questions, and
    the interval of a difference, which is a column of differences, is a paired one. (Efron and
    Tibshirani 1993, chapter 13.) It tells how much other questions of this sort would change the
    mean; with a handful of questions, or values that are all alike, it is too narrow.

    Args:
        values: Shape (questions, columns); at least one question.
        resamples: How many resamples are drawn.
        seed: Of the random draws.
    """
    count = len(values)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(count, np.full(count, 1 / count), size=resamples)
    means = drawn @ values / count
    tail = (1 - _COVERAGE) / 2
    low, high = np.quantile(means, [tail, 1 - tail], axis=0)
    return tuple(
        Estimate(float(mean), float(lowest), float(highest))
        for mean, lowest, highest in zip(values.mean(axis=0), low, high, strict=True)
    )
