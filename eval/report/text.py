"""A run on the terminal."""

from collections.abc import Iterator, Sequence

import rich.table
from rich.console import Console

from eval.baselines import Change, Comparison
from eval.measure import Run
from eval.report import tables
from eval.report.model import model_table
from eval.report.tables import Table
from eval.retrieval.measures import Measure
from eval.runner import Outcome
from eval.wording import Wording

# As many as fit a terminal; the page and the JSON have them all.
_MEASURES = (Measure.RECALL_5, Measure.MRR, Measure.NDCG_10)


def print_run(console: Console, run: Run, w: Wording) -> None:
    """Every table of a run."""
    for table in run_tables(run, w):
        print_table(console, table)
    console.print()
    console.print(f"{w('wrong_ids')}: {' '.join(wrong_ids(run)) or w('none')}")


def run_tables(run: Run, w: Wording) -> Iterator[Table]:
    """The tables that stand on the terminal, in their order."""
    yield tables.by_kind(run, w)
    yield tables.by_language(run, w)
    yield tables.statuses(run, w)
    yield tables.support(run, w)
    yield tables.latency(run, w)
    if run.model:
        yield model_table(run.model, w)
    if run.plain:
        yield tables.plain(run, w)
    if run.retrieval:
        yield from tables.retrieval(run.retrieval, w, measures=_MEASURES)


def wrong_ids(run: Run) -> list[str]:
    """The ids of the questions answered wrong."""
    return [outcome.question.id for outcome in run.outcomes if not outcome.right]


def print_table(console: Console, table: Table) -> None:
    """One table with its note."""
    first, *others = table.headings
    shown = rich.table.Table()
    # Japanese has no blanks to break at.
    shown.add_column(first, overflow="fold")
    for heading in others:
        shown.add_column(heading, justify="right")
    for row in table.rows:
        shown.add_row(*row)
    console.print()
    console.print(table.title, style="bold")
    console.print(shown)
    if table.note:
        console.print(table.note, style="dim")


def print_failures(console: Console, outcomes: Sequence[Outcome], w: Wording) -> None:
    """What was expected and what was given, question by question."""
    for outcome in outcomes:
        if outcome.right:
            continue
        question = outcome.question
        console.rule(f"{question.id} {tables.kind_label(question.kind, w)}")
        for number, turn in enumerate(question.turns, start=1):
            console.print(f"{w('question', number=number)}: {turn.ask}", style="bold")
            if number <= len(outcome.answers):
                answer = outcome.answers[number - 1]
                label = w("answer", number=number, status=w.status(answer.status))
                console.print(f"{label}: {answer.text}")
        for number, failure in outcome.failures:
            console.print(w("turn_check", number=number, check=failure.check), style="red")
            console.print(f"  {w('expected')}: {failure.expected}")
            console.print(f"  {w('given')}: {failure.given}")
        if outcome.exception:
            console.print(f"{w('exception')}: {outcome.exception}", style="red")


def print_comparison(console: Console, comparison: Comparison, w: Wording) -> None:
    """How a run stands beside its baseline."""
    style = {"fell": "bold red", "held": "green"}.get(comparison.state, "yellow")
    console.print(state_line(comparison, w), style=style)
    for change in comparison.falls:
        console.print(f"  {change_line(change, w)}", style="red")
    if comparison.gains and not comparison.falls:
        console.print(w("gained"))
        for change in comparison.gains:
            console.print(f"  {change_line(change, w)}")


def state_line(comparison: Comparison, w: Wording) -> str:
    """How it stands, in a sentence."""
    return w(f"state_{comparison.state}", name=w(f"name_{comparison.name}"))


def change_line(change: Change, w: Wording) -> str:
    """A figure, as it was and as it is."""
    extra = {"kind": tables.kind_label(change.kind, w)} if change.kind else {}
    figure = w(f"figure_{change.figure}", **extra)
    return w("change", figure=figure, old=change.old, new=change.new)
