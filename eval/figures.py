"""Shares with their intervals, and times, of judged answers."""

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from eval.runner import Outcome

# The two-sided 95 % quantile of the standard normal distribution.
Z95 = statistics.NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the 95 % interval of Wilson (1927).

    With p = right/of, n = of and z = 1.96, the interval is
    (p + z²/2n ± z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n). It stays within 0 to 1 and has a width even
    where everything is right, which the usual p ± z·√(p(1-p)/n) does not.
    """

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.right / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The lower and the upper end, 0 to 1; None of nothing."""
        if not self.of:
            return None
        share = self.right / self.of
        middle = share + Z95**2 / (2 * self.of)
        half = Z95 * math.sqrt(share * (1 - share) / self.of + Z95**2 / (4 * self.of**2))
        scale = 1 + Z95**2 / self.of
        return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many questions were answered right.

    Attributes:
        kinds: By kind, in alphabetical order.
        languages: By language, in alphabetical order.
        exceptions: How many questions broke the pipeline.
    """

    all: Share
    kinds: dict[str, Share]
    languages: dict[str, Share]
    exceptions: int


def figures_of(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of judged questions."""
    return Figures(
        all=_share(outcomes),
        kinds=_by(outcomes, lambda outcome: outcome.question.kind),
        languages=_by(outcomes, lambda outcome: outcome.question.language),
        exceptions=sum(bool(outcome.exception) for outcome in outcomes),
    )


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds from a question to its verified answer, over the turns of a run.

    Attributes:
        times: Of every answered turn, in the order asked.
    """

    times: tuple[float, ...]

    @property
    def p50(self) -> float:
        """The median."""
        return percentile(self.times, 50)

    @property
    def p95(self) -> float:
        """What 95 % of the answers don't exceed."""
        return percentile(self.times, 95)

    @property
    def max(self) -> float:
        """The slowest."""
        return max(self.times, default=0.0)


def latency_of(outcomes: Iterable[Outcome]) -> Latency:
    """The times of all answers."""
    return Latency(tuple(answer.elapsed_ms for one in outcomes for answer in one.answers))


def percentile(values: Sequence[float], share: int) -> float:
    """The value that `share` per cent of the values don't exceed, interpolated between two.

    Of no values it is 0.
    """
    if len(values) < 2:
        return float(sum(values))
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def _share(outcomes: Sequence[Outcome]) -> Share:
    return Share(sum(outcome.right for outcome in outcomes), len(outcomes))


def _by(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, Share]:
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(str(key(outcome)), []).append(outcome)
    return {name: _share(group) for name, group in sorted(groups.items())}
