"""A run: every figure of some golden questions, measured on the real pipeline."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.pipeline import Pipeline, model_writer
from assistant.settings import Settings
from corpus import Corpus, load_corpus
from eval.baselines import Allowance, Baseline, measured_baseline
from eval.figures import Figures, Latency, figures_of, latency_of
from eval.model_figures import ModelFigures, model_figures_of
from eval.plain import PlainFigures, assistant_figures, plain_figures, plain_quoters
from eval.retrieval import RetrievalReport, measure_retrieval, open_parts
from eval.runner import Outcome, run_question
from eval.selection import Selection
from eval.statuses import Statuses, statuses_of
from eval.support import Support, support_of
from index.reader import Index, open_index

# Asked before the clock starts; it has to be searched for, which opens model and store.
_WARM_UP = "窓口の仕事を変えたい"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Bench:
    """The parts of the assistant that are measured."""

    corpus: Corpus
    index: Index
    pipeline: Pipeline
    settings: Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """One selection with its outcomes."""

    selection: Selection
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured over everything asked.

    Attributes:
        asked: By selection; several when all splits were asked.
        corpus_digest: sha256 of the corpus.
        index_id: Of the index.
        plain: The assistant beside systems that quote the nearest piece; empty when left out.
        retrieval: How well the records are found, by variant; None when left out, or when no
            question asked is one that retrieval can be measured on.
        model: What a language model did; None when none was asked.
    """

    asked: tuple[Asked, ...]
    corpus_digest: str
    index_id: str
    figures: Figures
    statuses: Statuses
    support: Support
    latency: Latency
    plain: tuple[PlainFigures, ...] = ()
    retrieval: RetrievalReport | None = None
    model: ModelFigures | None = None

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """All outcomes, in the order asked."""
        return tuple(outcome for one in self.asked for outcome in one.outcomes)

    @property
    def hidden(self) -> bool:
        """Whether it holds questions whose failures nobody who tunes may see."""
        return any(one.selection.hidden for one in self.asked)


def open_bench(settings: Settings, *, with_model: bool = False) -> Bench:
    """Open corpus, index and pipeline, and warm them up.

    Args:
        settings: Where everything is.
        with_model: Whether the settings' language model words the answers.

    Raises:
        AppError: The corpus is not what it should be, the index cannot be used, or there is no
            client for the model.
    """
    corpus = load_corpus()
    index = open_index(corpus, settings.index)
    pipeline = Pipeline(
        corpus,
        index,
        index_id=index.manifest.index_id,
        max_question_chars=settings.max_question_chars,
        writer=model_writer(settings, corpus) if with_model else None,
    )
    pipeline.ask(_WARM_UP)
    return Bench(corpus, index, pipeline, settings)


def ask_all(
    pipeline: Pipeline, selections: Sequence[Selection], *, progress: Progress | None = None
) -> tuple[Asked, ...]:
    """Ask every question of every selection.

    Args:
        pipeline: What answers.
        selections: What to ask.
        progress: Called after each question with the number done and the number of all.
    """
    total = sum(len(one.questions) for one in selections)
    done = 0
    asked: list[Asked] = []
    for selection in selections:
        outcomes: list[Outcome] = []
        for question in selection.questions:
            outcomes.append(run_question(pipeline, question))
            done += 1
            if progress:
                progress(done, total)
        asked.append(Asked(selection, tuple(outcomes)))
    return tuple(asked)


def evaluate(bench: Bench, asked: Sequence[Asked], *, retrieval: bool = True) -> Run:
    """The figures of what was asked.

    Args:
        bench: What it was asked of.
        asked: Questions with their outcomes.
        retrieval: Whether retrieval and the plain systems are measured as well.

    Raises:
        IndexFailure: The model or the vector store cannot be read.
    """
    outcomes = [outcome for one in asked for outcome in one.outcomes]
    return Run(
        asked=tuple(asked),
        corpus_digest=bench.corpus.digest,
        index_id=bench.index.manifest.index_id,
        figures=figures_of(outcomes),
        statuses=statuses_of(outcomes),
        support=support_of(outcomes, bench.corpus),
        latency=latency_of(outcomes),
        plain=_plain(bench, outcomes) if retrieval else (),
        retrieval=_retrieval(bench, outcomes) if retrieval else None,
        model=model_figures_of(outcomes),
    )


def as_baseline(bench: Bench, asked: Asked, *, allowance: Allowance) -> Baseline:
    """One selection's figures in the form of a committed baseline."""
    return measured_baseline(
        asked.selection,
        figures_of(asked.outcomes),
        support_of(asked.outcomes, bench.corpus),
        corpus_digest=bench.corpus.digest,
        index_id=bench.index.manifest.index_id,
        allowance=allowance,
    )


def _plain(bench: Bench, outcomes: Sequence[Outcome]) -> tuple[PlainFigures, ...]:
    corpus = bench.corpus
    questions = [outcome.question for outcome in outcomes]
    # Chroma may still hold a file of the folder when it goes.
    with tempfile.TemporaryDirectory(prefix="plain-", ignore_cleanup_errors=True) as folder:
        quoters = plain_quoters(corpus.source, bench.index, bench.settings.index, Path(folder))
        return (
            assistant_figures(outcomes, corpus),
            *(plain_figures(name, quoter, questions, corpus) for name, quoter in quoters.items()),
        )


def _retrieval(bench: Bench, outcomes: Sequence[Outcome]) -> RetrievalReport | None:
    with open_parts(bench.corpus, bench.settings.index) as parts:
        report = measure_retrieval(parts, [outcome.question for outcome in outcomes])
    return report if report.groups else None
