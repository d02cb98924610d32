"""`python -m eval.retrieval`: how well the records that answer the golden questions are found."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.errors import AppError
from assistant.settings import Settings
from corpus import load_corpus
from eval.golden_files import load_golden
from eval.golden_types import Split
from eval.retrieval import as_plain, measure_retrieval, open_parts, print_report


class SplitChoice(StrEnum):
    """A split, or all of them."""

    EXAMPLES = "examples"
    DEV = "dev"
    TEST = "test"
    ALL = "all"


def main(
    split: Annotated[SplitChoice, typer.Option(help="Which questions to ask.")] = SplitChoice.DEV,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the report to this file, too.")
    ] = None,
    width: Annotated[int, typer.Option(min=80, help="Width of the tables, in characters.")] = 160,
) -> None:
    """Measure retrieval over golden questions. Prints figures, never questions."""
    console = Console(width=width)
    splits = list(Split) if split is SplitChoice.ALL else [Split(split)]
    try:
        questions = [question for one in splits for question in load_golden(one)]
        corpus = load_corpus()
        with open_parts(corpus, Settings().index) as parts:
            report = measure_retrieval(parts, questions)
        if json_file is not None:
            content = json.dumps(as_plain(report), ensure_ascii=False, indent=1)
            json_file.write_text(content + "\n", encoding="utf-8")
    except AppError as error:
        console.print(str(error))
        raise typer.Exit(2) from error
    except OSError as error:
        console.print(f"{json_file} cannot be written: {error.strerror}.")
        raise typer.Exit(2) from error
    print_report(console, report)


if __name__ == "__main__":
    typer.run(main)
