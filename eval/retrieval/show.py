"""A retrieval report as tables and as plain data."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.retrieval.intervals import Estimate
from eval.retrieval.measures import Measure
from eval.retrieval.report import PAIRS, Difference, Group, RetrievalReport
from eval.retrieval.variants import Variant


def print_report(
    console: Console, report: RetrievalReport, *, measures: Sequence[Measure] = tuple(Measure)
) -> None:
    """Print a table of figures and one of differences for each group of questions, in percent."""
    for group in report.groups:
        table = Table("variant", *measures, title=f"{group.name}: {_questions(group.questions)}")
        for variant in Variant:
            cells = (report.estimate(group, variant, measure) for measure in measures)
            table.add_row(variant, *(_cell(one) for one in cells))
        console.print(table)
        table = Table("difference", *measures, title=f"{group.name}: differences, paired")
        for row in _by_pair(report, group):
            shown = [_signed(one) for one in row if one.measure in measures]
            table.add_row(f"{row[0].variant} - {row[0].other}", *shown)
        console.print(table)
    out = report.left_out
    console.print(
        f"In percent, with 95 % intervals from {report.resamples:,} resamples of the questions;"
        " * where the interval of a difference leaves out zero."
    )
    console.print(
        f"Not measured: {_questions(out.total)} ({out.unanswered} that the text does not answer,"
        f" {out.lists} answered by a list, {out.later_turns} conversations,"
        f" {out.no_record} that ask for no record)."
    )


def as_plain(report: RetrievalReport) -> dict[str, Any]:
    """The report as plain data for JSON: values 0 to 1, groups by name."""
    return {
        "seed": report.seed,
        "resamples": report.resamples,
        "left_out": asdict(report.left_out),
        "groups": [
            {
                "name": group.name,
                "wording": str(group.wording),
                "language": group.language,
                "questions": group.questions,
                "figures": [
                    {
                        "variant": str(one.variant),
                        "measure": str(one.measure),
                        **asdict(one.estimate),
                    }
                    for one in report.figures
                    if one.group == group
                ],
                "differences": [
                    {
                        "variant": str(one.variant),
                        "other": str(one.other),
                        "measure": str(one.measure),
                        **asdict(one.estimate),
                    }
                    for one in report.differences
                    if one.group == group
                ],
            }
            for group in report.groups
        ],
    }


def _by_pair(report: RetrievalReport, group: Group) -> Iterator[list[Difference]]:
    mine = [one for one in report.differences if one.group == group]
    for variant, other in PAIRS:
        yield [one for one in mine if (one.variant, one.other) == (variant, other)]


def _cell(one: Estimate) -> str:
    return f"{100 * one.value:.1f} ({100 * one.low:.1f} to {100 * one.high:.1f})"


def _signed(one: Difference) -> str:
    found = one.estimate
    mark = "*" if one.clear else ""
    return f"{100 * found.value:+.1f} ({100 * found.low:+.1f} to {100 * found.high:+.1f}){mark}"


def _questions(count: int) -> str:
    return f"{count} question" if count == 1 else f"{count} questions"
