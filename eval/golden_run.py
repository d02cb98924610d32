"""What `assistant eval` does without a sub-command: ask, judge, report, compare."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer
from rich.console import Console

from assistant.errors import AppError
from assistant.settings import Settings, variable
from eval.baselines import (
    Allowance,
    Baseline,
    BaselineError,
    Comparison,
    compare,
    load_baseline,
    save_baseline,
)
from eval.golden_files import GoldenError
from eval.golden_types import QuestionKind
from eval.measure import Asked, Bench, Run, as_baseline, ask_all, evaluate, open_bench
from eval.report.data import as_data
from eval.report.text import print_comparison, print_failures, print_run
from eval.selection import (
    LanguageChoice,
    Selection,
    SplitChoice,
    narrowed,
    quick_selection,
    selections,
)
from eval.terminal import progress_bar, replace_file
from eval.wording import Wording


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line; see the help of `eval.command`.

    Attributes:
        split: None for dev.
        failures: None to show them unless they are of the test split.
        retrieval: None to measure it where all questions of a split are asked.
        model: Whether the settings' language model words the answers.
    """

    split: SplitChoice | None = None
    kinds: tuple[QuestionKind, ...] = ()
    languages: tuple[LanguageChoice, ...] = ()
    ids: tuple[str, ...] = ()
    quick: bool = False
    failures: bool | None = None
    json_file: Path | None = None
    html_file: Path | None = None
    save: bool = False
    retrieval: bool | None = None
    compared: bool = True
    model: bool = False

    @property
    def compares(self) -> bool:
        """Whether the run is set beside its baseline, which is always the composer's."""
        return self.compared and not self.model

    @property
    def filtered(self) -> bool:
        """Whether only some of the questions are wanted."""
        return bool(self.kinds or self.languages or self.ids)


def run_golden(options: Options, w: Wording) -> int:
    """Run the golden questions and print the report; returns the exit code.

    Raises:
        typer.BadParameter: The options don't go together, or no question is left.
        AppError: The questions, the baseline, the corpus or the index cannot be used.
        OSError: A file cannot be written.
    """
    out, err = (Console(stderr=to_err, markup=False, highlight=False) for to_err in (False, True))
    settings = Settings()
    _check_options(options, settings, w)
    chosen = _chosen(options, w)
    committed = {one.name: _committed(one, options, w) for one in chosen}
    bench = open_bench(settings, with_model=options.model)
    with progress_bar(err, w("asking")) as advance:
        asked = ask_all(bench.pipeline, chosen, progress=advance)
    wanted = options.retrieval
    with err.status(w("judging")):
        run = evaluate(
            bench,
            asked,
            retrieval=not (options.quick or options.filtered) if wanted is None else wanted,
        )
    shown = not run.hidden if options.failures is None else options.failures
    if shown:
        print_failures(out, run.outcomes, w)
    print_run(out, run, w)
    baselines = [_measured(bench, one, committed[one.selection.name]) for one in asked]
    comparisons = _comparisons(asked, baselines, committed) if options.compares else []
    out.print()
    for comparison in comparisons:
        print_comparison(out, comparison, w)
    if run.support.unsupported:
        ids = sorted({*run.support.by_verdict, *run.support.by_check})
        out.print(w("unsupported_shown", ids=" ".join(ids)), style="bold red")
    _write(options, run, comparisons, w, out, shown=shown)
    if options.save:
        for baseline in baselines:
            out.print(w("saved", path=save_baseline(baseline)), soft_wrap=True)
    fell = any(one.state == "fell" for one in comparisons) and not options.save
    return int(fell or run.support.unsupported > 0)


def _check_options(options: Options, settings: Settings, w: Wording) -> None:
    """What can be said before anything slow is done."""
    if options.model and settings.language_model is None:
        raise AppError(w("no_model"), fix=w("no_model_fix", variable=variable("model")))
    if options.model and options.save:
        raise typer.BadParameter(w("save_model"), param_hint="--save-baseline")
    if options.quick and options.split is not None:
        raise typer.BadParameter(w("quick_and_split"), param_hint="--quick")
    if options.save and options.filtered:
        raise typer.BadParameter(w("save_filtered"), param_hint="--save-baseline")
    for path in filter(None, (options.json_file, options.html_file)):
        if path.is_dir():
            raise AppError(w("is_folder", path=path), fix=w("is_folder_fix"))
        if not path.absolute().parent.is_dir():
            folder = path.absolute().parent
            raise AppError(w("no_folder", path=folder), fix=w("no_folder_fix"))


def _chosen(options: Options, w: Wording) -> tuple[Selection, ...]:
    try:
        whole = (
            (quick_selection(),) if options.quick else selections(options.split or SplitChoice.DEV)
        )
    except GoldenError as error:
        raise AppError(
            w("bad_questions", detail=error.message), fix=w("bad_questions_fix")
        ) from error
    parts = (
        narrowed(one, kinds=options.kinds, languages=options.languages, ids=options.ids)
        for one in whole
    )
    chosen = tuple(one for one in parts if one.questions)
    if not chosen:
        raise typer.BadParameter(w("nothing_chosen"))
    return chosen


def _committed(selection: Selection, options: Options, w: Wording) -> Baseline | None:
    if not (options.compares or options.save) or selection.filtered:
        return None
    try:
        return load_baseline(selection.name)
    except BaselineError as error:
        if options.save:
            return None
        raise AppError(
            w("bad_baseline", detail=error.message), fix=w("bad_baseline_fix")
        ) from error


def _measured(bench: Bench, asked: Asked, committed: Baseline | None) -> Baseline:
    return as_baseline(bench, asked, allowance=committed.allowance if committed else Allowance())


def _comparisons(
    asked: Sequence[Asked], measured: Sequence[Baseline], committed: dict[str, Baseline | None]
) -> list[Comparison]:
    return [
        compare(baseline, committed[one.selection.name], filtered=one.selection.filtered)
        for one, baseline in zip(asked, measured, strict=True)
    ]


def _write(
    options: Options,
    run: Run,
    comparisons: Sequence[Comparison],
    w: Wording,
    out: Console,
    *,
    shown: bool,
) -> None:
    now = datetime.now().astimezone()
    if options.json_file:
        data = as_data(run, comparisons, measured_at=now.isoformat("T", "seconds"), failures=shown)
        replace_file(options.json_file, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        out.print(w("written", path=options.json_file), soft_wrap=True)
    if options.html_file:
        # Imported here: matplotlib takes a second, and only the page has plots.
        from eval.report.page import render_page

        date = now.strftime("%Y-%m-%d %H:%M")
        page = render_page(run, comparisons, w, date=date, failures=shown)
        replace_file(options.html_file, page)
        out.print(w("written", path=options.html_file), soft_wrap=True)
