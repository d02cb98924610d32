"""Measuring retrieval over golden questions: every variant, every group, with intervals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.messages import LANGUAGES
from assistant.retrieve import Weights
from assistant.types import Language
from eval.golden_types import GoldenQuestion, QuestionKind
from eval.retrieval.intervals import RESAMPLES, SEED, Estimate, estimates
from eval.retrieval.measures import Measure, Values, measure_rankings
from eval.retrieval.parts import RetrievalParts
from eval.retrieval.relevance import LeftOut, Relevance, judge
from eval.retrieval.variants import SHIPPED, Ranker, Variant

REWORDED = (QuestionKind.PARAPHRASE, QuestionKind.SITUATION)

# What is subtracted from what.
PAIRS: tuple[tuple[Variant, Variant], ...] = (
    (Variant.HYBRID, Variant.BM25_PASSAGES),
    (Variant.HYBRID, Variant.BM25_RECORDS),
    (Variant.HYBRID, Variant.BM25_FUSED),
    (Variant.HYBRID, Variant.DENSE),
    (Variant.HYBRID, Variant.HYBRID_UNPARAPHRASED),
    (Variant.HYBRID, Variant.BASELINE),
    (Variant.HYBRID, Variant.BASELINE_PIECES),
    (Variant.HYBRID_UNDERSTOOD, Variant.HYBRID),
    (Variant.BM25_FUSED, Variant.BM25_FUSED_UNPARAPHRASED),
    (Variant.HYBRID_UNPARAPHRASED, Variant.BM25_FUSED_UNPARAPHRASED),
)


class Wording(StrEnum):
    """Which questions: all, or those in other words than the text's (paraphrases, situations)."""

    ALL = "all"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the questions.

    Attributes:
        language: Only these; None for both.
        questions: How many there are, at least one.
    """

    wording: Wording
    language: Language | None
    questions: int

    @property
    def name(self) -> str:
        """For tables: `all`, `reworded`, `all ja`..."""
        return f"{self.wording} {self.language}" if self.language else str(self.wording)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one variant over one group."""

    group: Group
    variant: Variant
    measure: Measure
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much a variant is above another, question by question.

    Attributes:
        estimate: `variant` minus `other`, with the paired interval.
    """

    group: Group
    variant: Variant
    other: Variant
    measure: Measure
    estimate: Estimate

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.estimate.low > 0 or self.estimate.high < 0


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """Everything measured.

    Attributes:
        groups: Those that have questions, all questions first.
        seed: Of the intervals.
        resamples: Of the intervals.
    """

    groups: tuple[Group, ...]
    figures: tuple[Figure, ...]
    differences: tuple[Difference, ...]
    left_out: LeftOut
    seed: int
    resamples: int

    def estimate(self, group: Group, variant: Variant, measure: Measure) -> Estimate:
        """One figure.

        Raises:
            KeyError: It was not measured.
        """
        for figure in self.figures:
            if (figure.group, figure.variant, figure.measure) == (group, variant, measure):
                return figure.estimate
        raise KeyError(f"{variant} {measure} was not measured over {group.name}")


def measure_retrieval(
    parts: RetrievalParts,
    questions: Iterable[GoldenQuestion],
    *,
    weights: Weights = SHIPPED,
    seed: int = SEED,
    resamples: int = RESAMPLES,
) -> RetrievalReport:
    """Rank records for every golden question in every variant and measure the rankings.

    Args:
        parts: From `open_parts`.
        questions: Of any split; those that retrieval cannot be measured on are counted only.
        weights: Of the hybrid.
        seed: Of the intervals.
        resamples: Of the intervals.

    Raises:
        IndexFailure: The embedding model or the vector store cannot be read.
    """
    judged, left_out = judge(questions, parts.corpus)
    ranker = Ranker(parts, weights=weights)
    values = {variant: _values(ranker, variant, judged) for variant in Variant}
    groups: list[Group] = []
    figures: list[Figure] = []
    differences: list[Difference] = []
    for wording in Wording:
        for language in (None, *LANGUAGES):
            rows = [n for n, one in enumerate(judged) if _belongs(one, wording, language)]
            if not rows:
                continue
            group = Group(wording, language, len(rows))
            groups.append(group)
            for variant, measured in values.items():
                found = estimates(measured[rows], seed=seed, resamples=resamples)
                figures += [
                    Figure(group, variant, measure, estimate)
                    for measure, estimate in zip(Measure, found, strict=True)
                ]
            for variant, other in PAIRS:
                apart = values[variant][rows] - values[other][rows]
                found = estimates(apart, seed=seed, resamples=resamples)
                differences += [
                    Difference(group, variant, other, measure, estimate)
                    for measure, estimate in zip(Measure, found, strict=True)
                ]
    return RetrievalReport(
        tuple(groups), tuple(figures), tuple(differences), left_out, seed, resamples
    )


def _values(ranker: Ranker, variant: Variant, judged: Sequence[Relevance]) -> Values:
    rankings = [ranker.rank(variant, one).labels for one in judged]
    return measure_rankings([one.relevant for one in judged], rankings)


def _belongs(one: Relevance, wording: Wording, language: Language | None) -> bool:
    question = one.question
    asked_in = language is None or question.language == language
    return asked_in and (wording is Wording.ALL or question.kind in REWORDED)
