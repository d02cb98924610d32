"""`assistant eval`: prove that the answers are right, and say when they got worse.

The command line finds `main` by an entry point and hands it the rest of its arguments and the
language, so that nothing under `assistant` imports this package. Sub-commands are added in
`build_app`; without one the golden questions are run.

Exit codes: 0 done, 1 below the committed baseline, something shown without support or the verifier
below its limits, 2 wrong usage. Errors of the project's tree go up to the command line, which
explains them.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.types import Language
from eval.corruptions.types import CorruptionKind, SuiteSplitChoice
from eval.golden_types import QuestionKind
from eval.selection import LanguageChoice, SplitChoice
from eval.wording import Wording


def main(arguments: Sequence[str], language: Language) -> None:
    """Run `assistant eval` on its arguments, and exit with its code."""
    build_app(language)(list(arguments), prog_name="assistant eval")


def build_app(language: Language) -> typer.Typer:
    """The command with its options, in a language."""
    w = Wording(language)
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

    @app.callback(invoke_without_command=True, help=w("help"))
    def golden(
        context: typer.Context,
        split: Annotated[SplitChoice | None, typer.Option(help=w("split_help"))] = None,
        kind: Annotated[list[QuestionKind] | None, typer.Option(help=w("kind_help"))] = None,
        of_language: Annotated[
            list[LanguageChoice] | None, typer.Option("--language", help=w("language_help"))
        ] = None,
        question_id: Annotated[list[str] | None, typer.Option("--id", help=w("id_help"))] = None,
        quick: Annotated[bool, typer.Option("--quick", help=w("quick_help"))] = False,
        failures: Annotated[bool | None, typer.Option(help=w("failures_help"))] = None,
        json_file: Annotated[Path | None, typer.Option("--json", help=w("json_help"))] = None,
        html_file: Annotated[Path | None, typer.Option("--html", help=w("html_help"))] = None,
        save: Annotated[bool, typer.Option("--save-baseline", help=w("save_help"))] = False,
        retrieval: Annotated[bool | None, typer.Option(help=w("retrieval_help"))] = None,
        compared: Annotated[
            bool, typer.Option("--baseline-compare/--no-baseline-compare", help=w("compare_help"))
        ] = True,
        model: Annotated[bool, typer.Option("--model", help=w("model_help"))] = False,
    ) -> None:
        if context.invoked_subcommand is not None:
            return
        # Imported here: the help must not wait for search and plots.
        from eval.golden_run import Options, run_golden

        options = Options(
            split=split,
            kinds=tuple(kind or ()),
            languages=tuple(of_language or ()),
            ids=tuple(question_id or ()),
            quick=quick,
            failures=failures,
            json_file=json_file,
            html_file=html_file,
            save=save,
            retrieval=retrieval,
            compared=compared,
            model=model,
        )
        raise typer.Exit(run_golden(options, w))

    @app.command("verifier", help=w("verifier_help"))
    def verifier(
        split: Annotated[
            SuiteSplitChoice, typer.Option(help=w("verifier_split_help"))
        ] = SuiteSplitChoice.DEV,
        kind: Annotated[
            list[CorruptionKind] | None, typer.Option(help=w("verifier_kind_help"))
        ] = None,
        failures: Annotated[
            bool, typer.Option("--failures", help=w("verifier_failures_help"))
        ] = False,
        json_file: Annotated[Path | None, typer.Option("--json", help=w("json_help"))] = None,
        jnli: Annotated[Path | None, typer.Option("--jnli", help=w("verifier_jnli_help"))] = None,
    ) -> None:
        from eval.corruptions.run import Options, run_verifier

        options = Options(split, tuple(kind or ()), failures, json_file, jnli)
        raise typer.Exit(run_verifier(options, w))

    return app
