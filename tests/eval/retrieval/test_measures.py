"""Measures agree with their formulas, worked out by hand."""

import math

import numpy as np
import pytest

from eval.retrieval.measures import Measure, measure_rankings


def one(relevant: list[str], ranking: list[str]) -> dict[Measure, float]:
    values = measure_rankings([relevant], [ranking])
    return dict(zip(Measure, values[0], strict=True))


def test_a_single_relevant_hit_at_rank_three() -> None:
    found = one(["a"], ["x", "y", "a", "z"])
    assert found[Measure.RECALL_1] == 0
    assert found[Measure.RECALL_5] == 1
    assert found[Measure.MRR] == pytest.approx(1 / 3)
    assert found[Measure.NDCG_10] == pytest.approx(1 / math.log2(3 + 1))


def test_two_relevant_hits_of_three() -> None:
    found = one(["a", "b", "c"], ["a", "x", "b"])
    assert found[Measure.RECALL_1] == pytest.approx(1 / 3)
    assert found[Measure.RECALL_5] == pytest.approx(2 / 3)
    assert found[Measure.MRR] == 1
    ideal = 1 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)
    assert found[Measure.NDCG_10] == pytest.approx((1 / math.log2(2) + 1 / math.log2(4)) / ideal)


def test_a_hit_below_the_cut_counts_for_the_reciprocal_rank_only() -> None:
    found = one(["a"], [*(f"x{n}" for n in range(10)), "a"])
    assert found[Measure.RECALL_10] == found[Measure.NDCG_10] == 0
    assert found[Measure.MRR] == pytest.approx(1 / 11)


@pytest.mark.parametrize("ranking", [[], ["x"]])
def test_nothing_found_is_zero_and_not_left_out(ranking: list[str]) -> None:
    values = measure_rankings([["a"], ["b"]], [ranking, ["b"]])
    assert values.tolist() == [[0.0] * len(Measure), [1.0] * len(Measure)]


def test_ranks_count_and_not_the_names_of_documents() -> None:
    # trec_eval orders hits of equal score by name; both orders of names must give the same.
    assert one(["b"], ["a", "b"]) == one(["a"], ["b", "a"])


def test_columns_follow_the_measures_asked_for() -> None:
    wanted = (Measure.NDCG_10, Measure.RECALL_1)
    values = measure_rankings([["a"]], [["x", "a"]], wanted)
    assert np.allclose(values, [[1 / math.log2(3), 0.0]])
