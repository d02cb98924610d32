"""`assistant eval verifier`: run the corruption suite, print what the verifier finds, judge it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from assistant.errors import AppError
from assistant.messages import LANGUAGES
from assistant.settings import CHECKOUT
from assistant.verify import TextVerifier, judge_plain
from corpus import Corpus, load_corpus
from eval.corruptions import report
from eval.corruptions.errors import SuiteError
from eval.corruptions.judging import Figures, Found, Verifier, figures_of, judge
from eval.corruptions.outside import Outside, judge_pairs
from eval.corruptions.plain import QuotesAndMarkers, WordOverlap, tuned
from eval.corruptions.suite import true_cases, wrong_cases
from eval.corruptions.types import Case, CorruptionKind, SuiteSplit, SuiteSplitChoice
from eval.report.text import print_table
from eval.terminal import progress_bar, replace_file
from eval.wording import Wording

# Beside the checkout, where there is one; it is not part of the project.
JNLI_PATH = CHECKOUT.parent / "shared" / "data" / "jglue" / "jnli-valid-v1.3.json"


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line; see the help of `eval.command`.

    Attributes:
        kinds: Only these kinds of wrong cases, and no true ones; empty for everything.
        failures: Whether to print the cases judged wrongly.
        jnli: Sentence pairs of the outside check; None for the place beside the checkout.
    """

    split: SuiteSplitChoice = SuiteSplitChoice.DEV
    kinds: tuple[CorruptionKind, ...] = ()
    failures: bool = False
    json_file: Path | None = None
    jnli: Path | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that a run of the suite came to."""

    found: tuple[Found, ...]
    figures: Figures
    plain: tuple[tuple[str, Figures], ...]
    outside: Outside | None


def run_verifier(options: Options, w: Wording) -> int:
    """Run the suite and print the report; returns 1 where a limit is missed, else 0.

    Raises:
        AppError: The suite or the corpus cannot be used.
        OSError: The file cannot be written.
    """
    out, err = (Console(stderr=to_err, markup=False, highlight=False) for to_err in (False, True))
    if options.json_file and options.json_file.is_dir():
        raise AppError(w("is_folder", path=options.json_file), fix=w("is_folder_fix"))
    corpus = load_corpus()
    measured = _measured(options, corpus, w, err)
    if options.failures:
        report.print_wrongly_judged(out, measured.found, w)
    for table in report.tables(measured.figures, measured.plain, w):
        print_table(out, table)
    out.print()
    out.print(report.outside_line(measured.outside, w), soft_wrap=True)
    missed = measured.figures.short()
    out.print()
    style = "bold red" if missed else "green"
    out.print(report.verdict_line(measured.figures, w), style=style, soft_wrap=True)
    if options.json_file:
        data = _as_data(options, measured)
        replace_file(options.json_file, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        out.print(w("written", path=options.json_file), soft_wrap=True)
    return int(bool(missed))


def _measured(options: Options, corpus: Corpus, w: Wording, err: Console) -> Measured:
    with err.status(w("verifier_making")):
        true, wrong = _suite(corpus, w)
        overlap = tuned(_of(true, SuiteSplit.DEV), _of(wrong, SuiteSplit.DEV))
    cases = _chosen(options, true, wrong)
    verifier = TextVerifier(corpus)
    with progress_bar(err, w("judging")) as advance:
        found = list(_judged(verifier, cases, advance))
    with err.status(w("verifier_beside")):
        plain = [
            (name, figures_of(list(judge(beside, cases))))
            for name, beside in (
                (w("verifier_quotes_only"), QuotesAndMarkers()),
                (_overlap_name(overlap, w), overlap),
            )
        ]
        outside = _outside(options.jnli, w)
    return Measured(tuple(found), figures_of(found), tuple(plain), outside)


def _suite(corpus: Corpus, w: Wording) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    try:
        return true_cases(corpus), wrong_cases(corpus)
    except SuiteError as error:
        raise AppError(
            w("verifier_bad_suite", detail=error), fix=w("verifier_bad_suite_fix")
        ) from error


def _overlap_name(overlap: WordOverlap, w: Wording) -> str:
    japanese, english = (f"{overlap.thresholds[language]:.0%}" for language in LANGUAGES)
    return w("verifier_overlap", japanese=japanese, english=english)


def _judged(verifier: Verifier, cases: Sequence[Case], advance: Any) -> list[Found]:
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        advance(done, len(cases))

    return list(judge(verifier, cases, step=step))


def _of(cases: Sequence[Case], split: SuiteSplit) -> list[Case]:
    return [case for case in cases if case.split is split]


def _chosen(options: Options, true: Sequence[Case], wrong: Sequence[Case]) -> list[Case]:
    splits = {options.split.value} if options.split is not SuiteSplitChoice.ALL else {*SuiteSplit}
    kinds = options.kinds or tuple(CorruptionKind)
    cases = [case for case in wrong if case.kind in kinds]
    if not options.kinds:
        cases += true
    return [case for case in cases if case.split.value in splits]


def _outside(path: Path | None, w: Wording) -> Outside | None:
    """The outside check; None where its file is not beside the checkout and none was named."""
    if path is None and not JNLI_PATH.is_file():
        return None
    try:
        return judge_pairs(
            path or JNLI_PATH,
            lambda claim, evidence, language: judge_plain(claim, evidence, language).supported,
        )
    except SuiteError as error:
        raise AppError(
            w("verifier_bad_pairs", detail=error), fix=w("verifier_bad_pairs_fix")
        ) from error


def _as_data(options: Options, measured: Measured) -> dict[str, Any]:
    now = datetime.now().astimezone().isoformat("T", "seconds")
    return {
        "measured_at": now,
        "split": options.split.value,
        "verifier": report.figures_data(measured.figures),
        "plain": {name: report.figures_data(figures) for name, figures in measured.plain},
        "outside": report.outside_data(measured.outside),
        "missed": measured.figures.short(),
        # Ids alone, unless asked for: who tunes must not come upon test cases by chance.
        "wrongly_judged": [
            report.found_data(one, whole=options.failures)
            for one in measured.found
            if not one.right
        ],
    }
