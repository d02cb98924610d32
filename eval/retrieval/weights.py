"""`python -m eval.retrieval.weights`: what other weights of the three rankings would find.

The weights are shares that add up to one, in steps of a tenth; tables have one row a share of the
cosine and one column a share of BM25 over whole records, the rest being BM25 over passages.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import typer
from rich.console import Console

from assistant.errors import AppError
from assistant.retrieve import Weights
from assistant.settings import Settings
from corpus import load_corpus
from eval.golden_files import load_golden
from eval.golden_types import GoldenQuestion, Split
from eval.retrieval.intervals import Estimate, estimates
from eval.retrieval.measures import Measure, Values, measure_rankings
from eval.retrieval.parts import RetrievalParts, open_parts
from eval.retrieval.relevance import Relevance, judge
from eval.retrieval.report import REWORDED
from eval.retrieval.variants import SHIPPED, Ranker, Variant

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Point:
    """One choice of weights.

    Attributes:
        values: Measures of every question, shape (questions, measures).
    """

    weights: Weights
    values: Values


@dataclass(frozen=True, slots=True)
class Surface:
    """Every choice of weights over the same questions.

    Attributes:
        shipped: What the assistant uses.
    """

    questions: tuple[Relevance, ...]
    points: tuple[Point, ...]
    shipped: Point

    def best(self, measure: Measure) -> Point:
        """The point with the highest mean; of equals, the one nearest to the shipped weights."""
        place = tuple(Measure).index(measure)

        def worth(point: Point) -> tuple[float, float]:
            return round(float(point.values[:, place].mean()), 9), -_distance(point.weights)

        return max(self.points, key=worth)

    def gain(self, point: Point) -> tuple[Estimate, ...]:
        """What a point is above the shipped weights in each measure, with paired intervals."""
        return estimates(point.values - self.shipped.values)


def weight_surface(parts: RetrievalParts, questions: Iterable[GoldenQuestion]) -> Surface:
    """Rank for every choice of weights in steps of a tenth.

    Args:
        parts: From `open_parts`.
        questions: Those that retrieval can be measured on count; at least one.
    """
    judged, _ = judge(questions, parts.corpus)
    ranker = Ranker(parts)

    def point(weights: Weights) -> Point:
        weighed = ranker.weighing(weights)
        rankings = [weighed.rank(Variant.HYBRID, one).labels for one in judged]
        return Point(weights, measure_rankings([one.relevant for one in judged], rankings))

    grid = [
        Weights(
            passages=(_TENTHS - records - dense) / _TENTHS,
            records=records / _TENTHS,
            dense=dense / _TENTHS,
        )
        for dense in range(_TENTHS + 1)
        for records in range(_TENTHS + 1 - dense)
    ]
    return Surface(judged, tuple(point(weights) for weights in grid), point(SHIPPED))


def print_surface(console: Console, surface: Surface, measure: Measure) -> None:
    """Print the mean of a measure for every choice of weights, in percent, and the best one."""
    place = tuple(Measure).index(measure)
    console.print(f"{measure}, {len(surface.questions)} questions")
    rows: dict[float, list[str]] = {}
    for point in surface.points:
        mean = point.values[:, place].mean()
        rows.setdefault(point.weights.dense, []).append(f"{100 * mean:6.1f}")
    steps = range(_TENTHS + 1)
    console.print("dense " + "".join(f"{step / _TENTHS:6.1f}" for step in steps), highlight=False)
    for dense, cells in rows.items():
        console.print(f"{dense:5.1f} " + "".join(cells), highlight=False)
    best = surface.best(measure)
    gain = surface.gain(best)[place]
    console.print(
        f"best {_shown(best.weights)},"
        f" {100 * gain.value:+.1f} ({100 * gain.low:+.1f} to {100 * gain.high:+.1f})"
        f" above {_shown(surface.shipped.weights)}\n",
        highlight=False,
    )


def _distance(weights: Weights) -> float:
    return abs(weights.records - SHIPPED.records) + abs(weights.dense - SHIPPED.dense)


def _shown(weights: Weights) -> str:
    return f"{weights.passages:.1f}/{weights.records:.1f}/{weights.dense:.1f}"


def main() -> None:
    """Print the surfaces of the development questions, of the reworded ones and of all."""
    console = Console()
    questions = load_golden(Split.DEV)
    try:
        corpus = load_corpus()
        with open_parts(corpus, Settings().index) as parts:
            for chosen in ([one for one in questions if one.kind in REWORDED], questions):
                surface = weight_surface(parts, chosen)
                for measure in (Measure.RECALL_5, Measure.MRR, Measure.NDCG_10):
                    print_surface(console, surface, measure)
    except AppError as error:
        console.print(str(error))
        raise typer.Exit(2) from error


if __name__ == "__main__":
    typer.run(main)
