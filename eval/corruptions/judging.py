"""Judging the suite: what a verifier finds in each case, and what that comes to by kind."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.types import Language
from eval.corruptions.sentences import sentences
from eval.corruptions.types import REARRANGED, Case, CorruptionKind, Evidence, Style
from eval.figures import Share

# What the verifier has to reach; shares, 0 to 1.
LEAST_DETECTED = 0.99
LEAST_DETECTED_OF_A_KIND = 0.95
MOST_FALSE_ALARMS = 0.02


class Judgement(Protocol):
    """What a verifier says of one sentence."""

    @property
    def supported(self) -> bool:
        """Whether it may reach the reader."""

    @property
    def reason(self) -> str:
        """Why not."""

    @property
    def start(self) -> int:
        """Its first character in the text judged."""

    @property
    def end(self) -> int:
        """One past its last."""


class Verifier(Protocol):
    """Anything that judges a written text sentence by sentence."""

    def verify(self, text: str, evidence: Evidence, language: Language) -> Sequence[Judgement]:
        """One judgement a sentence, in order; marker n stands for the n-th piece of evidence."""


@dataclass(frozen=True, slots=True)
class Found:
    """A case as judged.

    Attributes:
        refused: Whether the wrong sentence, or of a true text any sentence, was unsupported.
        reasons: Of every sentence that was unsupported.
    """

    case: Case
    refused: bool
    reasons: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the verifier found what there is: the wrong sentence, or nothing."""
        return self.refused is bool(self.case.corrupted)


def judge(
    verifier: Verifier, cases: Iterable[Case], *, step: Callable[[], None] = lambda: None
) -> Iterator[Found]:
    """Every case as the verifier judges it, in order.

    Args:
        verifier: What is measured.
        cases: True and wrong ones.
        step: Called after each case.
    """
    for case in cases:
        judged = verifier.verify(case.text, case.evidence, case.language)
        unsupported = [one for one in judged if not one.supported]
        yield Found(case, refused_in(case, unsupported), tuple(one.reason for one in unsupported))
        step()


def refused_in(case: Case, unsupported: Sequence[Judgement]) -> bool:
    """Whether what is unsupported is what was made wrong: any of it in a text of one sentence."""
    parts = sentences(case.text)
    if not case.corrupted or len(parts) == 1:
        return bool(unsupported)
    wrong = [parts[index] for index in case.corrupted]
    return any(
        one.start < sentence.end and sentence.start < one.end
        for one in unsupported
        for sentence in wrong
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """What a verifier reached.

    Attributes:
        detected: Wrong cases refused, of all but the rearranged ones.
        kinds: The same by kind, in the order of `CorruptionKind`, the rearranged ones last.
        false_alarms: True cases refused, of all.
        styles: The same by how far the wording is from the evidence.
        languages: Wrong cases refused (as in `detected`) and true cases refused, by language.
    """

    detected: Share
    kinds: dict[CorruptionKind, Share]
    false_alarms: Share
    styles: dict[Style, Share]
    languages: dict[Language, tuple[Share, Share]]

    @property
    def whole(self) -> bool:
        """Whether true cases were judged, too, so that every limit holds."""
        return self.false_alarms.of > 0

    def short(self) -> list[str]:
        """Which limits are missed: `detection`, a kind, `false-alarms`; empty when none is.

        Where no true case was judged, only some kinds were asked for, and only their limit holds.
        """
        missed = []
        if self.whole and (self.detected.value or 0.0) < LEAST_DETECTED:
            missed.append("detection")
        missed += [
            kind
            for kind, share in self.kinds.items()
            if kind not in REARRANGED and (share.value or 0.0) < LEAST_DETECTED_OF_A_KIND
        ]
        if self.whole and (self.false_alarms.value or 0.0) > MOST_FALSE_ALARMS:
            missed.append("false-alarms")
        return missed


def figures_of(found: Sequence[Found]) -> Figures:
    """The figures of judged cases; kinds and styles without a case are left out."""
    wrong = [one for one in found if one.case.kind is not None]
    limited = [one for one in wrong if one.case.kind not in REARRANGED]
    true = [one for one in found if one.case.kind is None]
    languages: tuple[Language, ...] = ("ja", "en")
    return Figures(
        detected=_refused(limited),
        kinds={
            kind: _refused([one for one in wrong if one.case.kind is kind])
            for kind in CorruptionKind
            if any(one.case.kind is kind for one in wrong)
        },
        false_alarms=_refused(true),
        styles={
            style: _refused([one for one in true if one.case.style is style])
            for style in Style
            if any(one.case.style is style for one in true)
        },
        languages={
            language: (
                _refused([one for one in limited if one.case.language == language]),
                _refused([one for one in true if one.case.language == language]),
            )
            for language in languages
        },
    )


def _refused(found: Sequence[Found]) -> Share:
    return Share(sum(one.refused for one in found), len(found))
