"""The report over real questions: complete, the same every time, in line with its parts."""

import io
import json

import pytest
from rich.console import Console

from assistant.retrieve import Weights
from eval.golden_files import load_golden
from eval.golden_types import Split
from eval.retrieval import (
    RetrievalParts,
    RetrievalReport,
    as_plain,
    measure_retrieval,
    print_report,
)
from eval.retrieval.measures import Measure
from eval.retrieval.report import PAIRS, Group
from eval.retrieval.variants import Variant

RESAMPLES = 200


@pytest.fixture(scope="module")
def report(parts: RetrievalParts) -> RetrievalReport:
    return measure_retrieval(parts, load_golden(Split.EXAMPLES), resamples=RESAMPLES)


def value(report: RetrievalReport, group: Group, variant: Variant) -> float:
    return report.estimate(group, variant, Measure.NDCG_10).value


def test_every_variant_is_measured_in_every_group(report: RetrievalReport) -> None:
    for group in report.groups:
        assert group.questions > 0
        for variant in Variant:
            for measure in Measure:
                found = report.estimate(group, variant, measure)
                assert 0 <= found.low <= found.value <= found.high <= 1
    expected = len(report.groups) * len(PAIRS) * len(Measure)
    assert len(report.differences) == expected


def test_every_question_is_measured_or_counted_as_left_out(report: RetrievalReport) -> None:
    questions = load_golden(Split.EXAMPLES)
    assert report.groups[0].questions + report.left_out.total == len(questions)
    in_languages = [g.questions for g in report.groups if g.wording == "all" and g.language]
    assert sum(in_languages) == report.groups[0].questions


def test_differences_are_those_of_the_figures(report: RetrievalReport) -> None:
    for one in report.differences:
        first, second = (
            report.estimate(one.group, variant, one.measure).value
            for variant in (one.variant, one.other)
        )
        assert one.estimate.value == pytest.approx(first - second)
        assert one.clear == (one.estimate.low > 0 or one.estimate.high < 0)


def test_a_second_run_gives_the_same(report: RetrievalReport, parts: RetrievalParts) -> None:
    again = measure_retrieval(parts, load_golden(Split.EXAMPLES), resamples=RESAMPLES)
    assert again == report


def test_the_hybrid_stays_ahead_of_its_parts_and_of_the_plain_way(parts: RetrievalParts) -> None:
    report = measure_retrieval(parts, load_golden(Split.DEV), resamples=RESAMPLES)
    group = report.groups[0]
    hybrid = value(report, group, Variant.HYBRID)
    for other in (Variant.BM25_PASSAGES, Variant.BM25_RECORDS, Variant.DENSE, Variant.BASELINE):
        assert hybrid > value(report, group, other), other
    assert hybrid > value(report, group, Variant.HYBRID_UNPARAPHRASED)


def test_other_weights_change_the_hybrid_and_nothing_else(
    report: RetrievalReport, parts: RetrievalParts
) -> None:
    words_only = Weights(passages=0.1, records=0.6, dense=0.0, classifier=0.0)
    changed = measure_retrieval(
        parts, load_golden(Split.EXAMPLES), weights=words_only, resamples=RESAMPLES
    )
    group = report.groups[0]
    assert value(changed, group, Variant.HYBRID) == value(report, group, Variant.BM25_FUSED)
    assert value(changed, group, Variant.DENSE) == value(report, group, Variant.DENSE)


def test_what_was_not_measured_is_not_made_up(report: RetrievalReport) -> None:
    absent = Group(report.groups[0].wording, None, 10_000)
    with pytest.raises(KeyError, match="hybrid nDCG@10 was not measured"):
        report.estimate(absent, Variant.HYBRID, Measure.NDCG_10)


def test_no_questions_give_an_empty_report(parts: RetrievalParts) -> None:
    report = measure_retrieval(parts, [])
    assert report.groups == report.figures == report.differences == ()


def test_plain_data_holds_every_figure(report: RetrievalReport) -> None:
    plain = json.loads(json.dumps(as_plain(report)))
    assert [group["name"] for group in plain["groups"]] == [group.name for group in report.groups]
    assert sum(len(group["figures"]) for group in plain["groups"]) == len(report.figures)
    assert sum(len(group["differences"]) for group in plain["groups"]) == len(report.differences)
    figure = plain["groups"][0]["figures"][0]
    assert set(figure) == {"variant", "measure", "value", "low", "high"}


def test_the_tables_name_every_variant_and_group(report: RetrievalReport) -> None:
    written = io.StringIO()
    print_report(Console(file=written, width=200), report)
    text = written.getvalue()
    assert all(f"│ {variant} " in text for variant in Variant)
    assert all(f"{group.name}: " in text for group in report.groups)
    assert f"{report.left_out.total} questions" in text
