"""The surface of weights holds every choice and compares it with what is shipped."""

import io

import pytest
from rich.console import Console

from eval.golden_files import load_golden
from eval.golden_types import Split
from eval.retrieval import RetrievalParts, measure_retrieval
from eval.retrieval.measures import Measure
from eval.retrieval.variants import SHIPPED, Variant
from eval.retrieval.weights import Surface, print_surface, weight_surface


@pytest.fixture(scope="module")
def surface(parts: RetrievalParts) -> Surface:
    return weight_surface(parts, load_golden(Split.EXAMPLES))


def test_shares_add_up_and_every_tenth_is_there(surface: Surface) -> None:
    # Choices of three shares in tenths that add up to one: 12 * 11 / 2.
    assert len(surface.points) == 66
    for point in surface.points:
        weights = point.weights
        assert weights.passages + weights.records + weights.dense == pytest.approx(1)
        assert min(weights.passages, weights.records, weights.dense) >= 0


def test_the_shipped_point_is_the_hybrid(surface: Surface, parts: RetrievalParts) -> None:
    report = measure_retrieval(parts, load_golden(Split.EXAMPLES), resamples=10)
    group = report.groups[0]
    for place, measure in enumerate(Measure):
        found = surface.shipped.values[:, place].mean()
        assert found == pytest.approx(report.estimate(group, Variant.HYBRID, measure).value)


def test_no_point_is_above_the_best(surface: Surface) -> None:
    for place, measure in enumerate(Measure):
        best = surface.best(measure).values[:, place].mean()
        assert best >= max(point.values[:, place].mean() for point in surface.points) - 1e-9


def test_the_shipped_weights_gain_nothing_over_themselves(surface: Surface) -> None:
    for gain in surface.gain(surface.shipped):
        assert (gain.value, gain.low, gain.high) == (0, 0, 0)


def test_the_table_has_a_row_a_share_of_the_cosine(surface: Surface) -> None:
    written = io.StringIO()
    print_surface(Console(file=written, width=100), surface, Measure.MRR)
    lines = written.getvalue().splitlines()
    rows = [line.split() for line in lines[2:13]]
    assert [row[0] for row in rows] == [f"{step / 10:.1f}" for step in range(11)]
    assert [len(row) - 1 for row in rows] == list(range(11, 0, -1))
    shown = f"{SHIPPED.passages:.1f}/{SHIPPED.records:.1f}/{SHIPPED.dense:.1f}"
    assert shown in lines[13]
