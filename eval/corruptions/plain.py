"""Plain verifiers to measure beside the real one, so that its figures mean something."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.types import Language
from corpus.folding import close_up, fold
from eval.corruptions.files import SHORTEST_QUOTE, cited_by
from eval.corruptions.sentences import MARKER, QUOTED, Sentence, sentences
from eval.corruptions.types import Case, Evidence

# Thresholds that are tried, shares from 0 to 1.
_STEPS = tuple(step / 20 for step in range(21))


@dataclass(frozen=True, slots=True)
class PlainJudgement:
    """What a plain verifier says of one sentence."""

    supported: bool
    reason: str
    start: int
    end: int


class QuotesAndMarkers:
    """Refuses a sentence without a marker, with one out of range, or with an altered quotation."""

    def verify(self, text: str, evidence: Evidence, language: Language) -> list[PlainJudgement]:
        """One judgement a sentence."""
        return _each(text, lambda sentence: self._sound(sentence, evidence))

    @staticmethod
    def _sound(sentence: Sentence, evidence: Evidence) -> bool:
        if not sentence.markers or not all(1 <= n <= len(evidence) for n in sentence.markers):
            return False
        cited = cited_by(sentence.markers, evidence)
        held = "\n".join(fold(close_up(f"{quote.text}\n{one.name}")) for one, quote in cited)
        quoted = [one for one in QUOTED.findall(sentence.text) if len(one) >= SHORTEST_QUOTE]
        return all(fold(one) in held for one in quoted)


@dataclass(frozen=True, slots=True)
class WordOverlap:
    """Refuses a sentence of which too little stands in what it cites.

    Attributes:
        thresholds: By language, the least share of the sentence's character pairs (English: words)
            that must stand in the quotes, names, level and facet of what it cites, 0 to 1.
    """

    thresholds: Mapping[Language, float]

    def verify(self, text: str, evidence: Evidence, language: Language) -> list[PlainJudgement]:
        """One judgement a sentence."""
        return _each(
            text,
            lambda sentence: overlap_of(sentence, evidence, language) >= self.thresholds[language],
        )


def overlap_of(sentence: Sentence, evidence: Evidence, language: Language) -> float:
    """Which share of a sentence stands in what it cites, 0 to 1."""
    held = "\n".join(
        f"{close_up(quote.text)} {record.name} {record.name_en} Lv.{record.level} {record.facet}"
        for record, quote in cited_by(sentence.markers, evidence)
    )
    said, there = (_pieces(part, language) for part in (sentence.text, held))
    return len(said & there) / len(said) if said else 0.0


def tuned(true: Sequence[Case], wrong: Sequence[Case]) -> WordOverlap:
    """The overlap whose thresholds part these true and wrong cases best.

    Best is the greatest difference between the share of wrong and of true cases that are refused
    (Youden 1950).
    """
    languages: tuple[Language, ...] = ("ja", "en")
    return WordOverlap(
        {
            language: _threshold(
                [_least_overlap(case) for case in true if case.language == language],
                [_least_overlap(case) for case in wrong if case.language == language],
            )
            for language in languages
        }
    )


def _threshold(true: Sequence[float], wrong: Sequence[float]) -> float:
    return max(_STEPS, key=lambda step: _below(wrong, step) - _below(true, step))


def _least_overlap(case: Case) -> float:
    """The overlap of the sentence by which the case is refused: a wrong one, where there is one."""
    parts = sentences(case.text)
    judged = [parts[index] for index in case.corrupted] or parts
    return min(overlap_of(part, case.evidence, case.language) for part in judged)


def _below(overlaps: Sequence[float], threshold: float) -> float:
    return sum(one < threshold for one in overlaps) / len(overlaps) if overlaps else 0.0


def _each(text: str, sound: Callable[[Sentence], bool]) -> list[PlainJudgement]:
    return [
        PlainJudgement(supported, "" if supported else "plain", sentence.start, sentence.end)
        for sentence in sentences(text)
        for supported in (sound(sentence),)
    ]


def _pieces(text: str, language: Language) -> set[str]:
    folded = fold(MARKER.sub(" ", text))
    if language == "en":
        return set(folded.split())
    return {folded[i : i + 2] for i in range(len(folded) - 1)}
