"""`python -m eval.run`: the golden questions against the real pipeline."""

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from assistant.errors import AppError
from assistant.messages import LANGUAGES
from assistant.pipeline import Pipeline
from assistant.settings import Settings
from assistant.types import Language
from eval.golden_files import load_golden, select
from eval.golden_types import GoldenQuestion, QuestionKind, Split
from eval.report import as_json, print_failures, print_table, print_wrong_ids
from eval.runner import Outcome, run_question


class SplitChoice(StrEnum):
    """A split, or all of them."""

    EXAMPLES = "examples"
    DEV = "dev"
    TEST = "test"
    ALL = "all"


def golden_questions(choice: SplitChoice) -> tuple[GoldenQuestion, ...]:
    """The golden questions of the splits chosen.

    Raises:
        GoldenError: A file is missing or malformed.
    """
    splits = list(Split) if choice is SplitChoice.ALL else [Split(choice)]
    return tuple(question for split in splits for question in load_golden(split))


def main(
    split: Annotated[SplitChoice, typer.Option(help="Which questions to ask.")] = SplitChoice.DEV,
    kind: Annotated[QuestionKind | None, typer.Option(help="Only this kind.")] = None,
    language: Annotated[str | None, typer.Option(help="Only ja or only en.")] = None,
    question_id: Annotated[str | None, typer.Option("--id", help="Only this question.")] = None,
    failures: Annotated[
        bool | None,
        typer.Option(help="Show what was expected and given. Off for the test split unless asked."),
    ] = None,
    show_answers: Annotated[bool, typer.Option(help="Show right answers, too.")] = False,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the run to this file, too.")
    ] = None,
    minimum: Annotated[
        float,
        typer.Option(
            "--min", min=0.0, max=1.0, help="Exit with 1 below this share of right answers."
        ),
    ] = 0.0,
) -> None:
    """Ask golden questions and judge the answers."""
    console = Console()
    chosen = [
        one
        for one in select(golden_questions(split), kind=kind, language=_language(language))
        if question_id in (None, one.id)
    ]
    if not chosen:
        console.print("No golden question matches.")
        raise typer.Exit(2)
    try:
        pipeline = Pipeline.open(Settings())
    except AppError as error:
        console.print(str(error))
        raise typer.Exit(2) from error
    outcomes = [
        run_question(pipeline, question)
        for question in track(chosen, "Asking", console=console, transient=True)
    ]
    hidden = split in (SplitChoice.TEST, SplitChoice.ALL)
    if failures or (failures is None and not hidden) or show_answers:
        print_failures(console, outcomes, show_right=show_answers)
    print_table(console, outcomes)
    print_wrong_ids(console, outcomes)
    if json_file is not None:
        content = json.dumps(as_json(outcomes), ensure_ascii=False, indent=1)
        json_file.write_text(content + "\n", encoding="utf-8")
    if not enough(outcomes, minimum):
        raise typer.Exit(1)


def enough(outcomes: Sequence[Outcome], minimum: float) -> bool:
    """Whether at least this share (0 to 1) of the outcomes is right."""
    return sum(outcome.right for outcome in outcomes) >= minimum * len(outcomes)


def _language(given: str | None) -> Language | None:
    if given is None:
        return None
    for language in LANGUAGES:
        if given == language:
            return language
    raise typer.BadParameter("must be ja or en", param_hint="--language")


if __name__ == "__main__":
    typer.run(main)
