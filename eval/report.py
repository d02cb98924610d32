"""Tables and JSON of a run."""

from collections.abc import Callable, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.runner import Outcome


def print_table(console: Console, outcomes: Sequence[Outcome]) -> None:
    """Right answers by kind and by language."""
    table = Table("kind", "right", "of", "share")
    for name, group in _groups(outcomes, lambda outcome: outcome.question.kind):
        table.add_row(name, *_figures(group))
    table.add_section()
    for name, group in _groups(outcomes, lambda outcome: outcome.question.language):
        table.add_row(f"language {name}", *_figures(group))
    table.add_section()
    table.add_row("all", *_figures(outcomes))
    console.print(table)


def print_wrong_ids(console: Console, outcomes: Sequence[Outcome]) -> None:
    """The ids of the wrong answers, and how many questions broke the pipeline."""
    wrong = [outcome.question.id for outcome in outcomes if not outcome.right]
    console.print(f"wrong: {' '.join(wrong) or 'none'}")
    console.print(f"exceptions: {sum(bool(outcome.exception) for outcome in outcomes)}")


def print_failures(
    console: Console, outcomes: Sequence[Outcome], *, show_right: bool = False
) -> None:
    """What was expected and what was given, question by question.

    Args:
        console: Where to print.
        outcomes: What to print.
        show_right: Whether right answers are shown, too.
    """
    for outcome in outcomes:
        if outcome.right and not show_right:
            continue
        question = outcome.question
        sign = "[green]right[/]" if outcome.right else "[red]wrong[/]"
        console.rule(f"{question.id} {question.kind} {sign}")
        for number, turn in enumerate(question.turns, start=1):
            console.print(f"[bold]Q{number}[/] {escape(turn.ask)}")
            if number <= len(outcome.answers):
                answer = outcome.answers[number - 1]
                console.print(f"[bold]A{number}[/] ({answer.status}) {escape(answer.text)}")
        for number, failure in outcome.failures:
            console.print(f"[red]turn {number}, {escape(failure.check)}[/]")
            console.print(f"  expected: {escape(failure.expected)}")
            console.print(f"  given:    {escape(failure.given)}")
        if outcome.exception:
            console.print(f"[red]exception[/] {escape(outcome.exception)}")


def as_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The run as plain data: figures by kind, then every question."""
    return {
        "right": sum(outcome.right for outcome in outcomes),
        "asked": len(outcomes),
        "kinds": {
            name: {"right": sum(one.right for one in group), "asked": len(group)}
            for name, group in _groups(outcomes, lambda outcome: outcome.question.kind)
        },
        "questions": [_question(outcome) for outcome in outcomes],
    }


def _question(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.question.id,
        "kind": outcome.question.kind,
        "right": outcome.right,
        "exception": outcome.exception,
        "turns": [
            {"question": turn.ask, "answer": answer.text, "status": answer.status}
            for turn, answer in zip(outcome.question.turns, outcome.answers, strict=False)
        ],
        "failures": [
            {"turn": number, "check": one.check, "expected": one.expected, "given": one.given}
            for number, one in outcome.failures
        ],
    }


def _groups(
    outcomes: Sequence[Outcome], key: Callable[[Outcome], str]
) -> list[tuple[str, list[Outcome]]]:
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    return sorted(groups.items())


def _figures(outcomes: Sequence[Outcome]) -> tuple[str, str, str]:
    right = sum(outcome.right for outcome in outcomes)
    return str(right), str(len(outcomes)), f"{right / len(outcomes):.1%}"
