"""The plain verifiers beside the real one do what they say."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from eval.corruptions.judging import figures_of, judge
from eval.corruptions.plain import QuotesAndMarkers, WordOverlap, tuned
from eval.corruptions.types import Case, CorruptionKind, SuiteSplit

CaseMaker = Callable[..., Case]
DEFINITION = "skill/lv1/explanation#definition"


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("定義は「相手の理解度に合わせ、わかりやすく正確に説明する力」です〔1〕。", True),
        ("定義は「相手の理解度に合わせ、わかりにくく正確に説明する力」です〔1〕。", False),
        ("説明力はLv.5です〔1〕。", True),
        ("説明力はLv.1です〔2〕。", False),
        ("説明力はLv.1です。", False),
    ],
)
def test_quotes_and_markers_are_all_that_it_checks(
    text: str, supported: bool, make_case: CaseMaker
) -> None:
    case = make_case(text, DEFINITION)
    [judged] = QuotesAndMarkers().verify(case.text, case.evidence, "ja")
    assert judged.supported is supported


def test_overlap_takes_what_stands_in_the_evidence(make_case: CaseMaker) -> None:
    near = make_case("説明力は、わかりやすく正確に説明する力です〔1〕。", DEFINITION)
    far = make_case("受講には上司の承認が要ります〔1〕。", DEFINITION)
    verifier = WordOverlap({"ja": 0.5, "en": 0.5})
    assert [one.supported for one in verifier.verify(near.text, near.evidence, "ja")] == [True]
    assert [one.supported for one in verifier.verify(far.text, far.evidence, "ja")] == [False]


def test_the_threshold_parts_true_from_wrong(make_case: CaseMaker) -> None:
    near = make_case("説明力は、わかりやすく正確に説明する力です〔1〕。", DEFINITION)
    far = replace(
        make_case("受講には上司の承認が要ります〔1〕。", DEFINITION),
        kind=CorruptionKind.INVENTED_CONDITION,
        corrupted=(0,),
    )
    verifier = tuned([near], [far])
    figures = figures_of(list(judge(verifier, [near, far])))
    assert (figures.detected.value, figures.false_alarms.value) == (1.0, 0.0)


def test_checking_markers_and_quotes_finds_those_kinds_and_few_others(
    true: tuple[Case, ...], wrong: tuple[Case, ...]
) -> None:
    dev = [case for case in (*true, *wrong) if case.split is SuiteSplit.DEV]
    figures = figures_of(list(judge(QuotesAndMarkers(), dev)))
    assert figures.false_alarms.right == 0
    assert figures.kinds[CorruptionKind.CITATION_OUT_OF_RANGE].value == 1.0
    assert (figures.kinds[CorruptionKind.QUOTE_ALTERED].value or 0) > 0.9
    assert (figures.kinds[CorruptionKind.LEVEL_SWAPPED].value or 0) < 0.1
