"""What counts as found, what it comes to, and which limits are missed."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from assistant.types import Language
from eval.corruptions.judging import Figures, Found, Judgement, figures_of, judge, refused_in
from eval.corruptions.types import Case, CorruptionKind, Evidence
from eval.figures import Share

CaseMaker = Callable[..., Case]
NAME = "skill/lv1/explanation#name"
TWO = "説明力はLv.1です〔1〕。質問力はLv.1です〔2〕。"


@dataclass(frozen=True)
class Said:
    """A judgement as the contract has it."""

    supported: bool
    start: int
    end: int
    reason: str = "test"


class Refusing:
    """A verifier that refuses what holds certain words, in one judgement a full stop."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def verify(self, text: str, evidence: Evidence, language: Language) -> list[Said]:
        said, start = [], 0
        for end in [at + 1 for at, char in enumerate(text) if char == "。"]:
            part = text[start:end]
            said.append(Said(not any(word in part for word in self.words), start, end))
            start = end
        return said


@pytest.fixture
def two(make_case: CaseMaker) -> Case:
    true = make_case(TWO, NAME, "skill/lv2/questioning#name")
    return replace(true, kind=CorruptionKind.LEVEL_SWAPPED, corrupted=(1,))


def test_a_wrong_sentence_is_found_only_where_it_stands(two: Case) -> None:
    [found] = judge(Refusing("質問力"), [two])
    assert found.refused
    assert found.right
    [missed] = judge(Refusing("説明力"), [two])
    assert not missed.refused


def test_in_a_text_of_one_sentence_any_refusal_counts(make_case: CaseMaker) -> None:
    case = replace(
        make_case("説明力はLv.2です〔1〕。", NAME),
        kind=CorruptionKind.LEVEL_SWAPPED,
        corrupted=(0,),
    )
    assert refused_in(case, [Said(False, 0, 0)])
    assert not refused_in(case, [])


def test_a_true_text_is_a_false_alarm_when_any_sentence_is_refused(two: Case) -> None:
    true = replace(two, kind=None, corrupted=())
    [alarm] = judge(Refusing("説明力"), [true])
    assert alarm.refused
    assert not alarm.right
    [silent] = judge(Refusing("批判的思考"), [true])
    assert silent.right


def test_every_case_is_counted_once(two: Case) -> None:
    steps: list[int] = []
    list(judge(Refusing(), [two, two], step=lambda: steps.append(1)))
    assert len(steps) == 2


def test_figures_count_by_kind_and_language(two: Case) -> None:
    true = replace(two, kind=None, corrupted=())
    figures = figures_of(list(judge(Refusing("質問力"), [two, true, true])))
    assert figures.detected == Share(1, 1)
    assert figures.kinds == {CorruptionKind.LEVEL_SWAPPED: Share(1, 1)}
    assert figures.false_alarms == Share(2, 2)
    assert figures.languages["ja"] == (Share(1, 1), Share(2, 2))
    assert figures.languages["en"] == (Share(0, 0), Share(0, 0))


def test_rearranged_cases_are_told_apart_and_have_no_limit(two: Case) -> None:
    missed = Found(replace(two, kind=CorruptionKind.ORDER_REVERSED), False, ())
    found = Found(two, True, ("says",))
    true = Found(replace(two, kind=None, corrupted=()), False, ())
    figures = figures_of([missed, found, true])
    assert figures.detected == figures.languages["ja"][0] == Share(1, 1)
    assert figures.kinds[CorruptionKind.ORDER_REVERSED] == Share(0, 1)
    assert figures.short() == []


@pytest.mark.parametrize(
    ("detected", "of_kind", "alarms", "missed"),
    [
        (Share(990, 1000), Share(95, 100), Share(20, 1000), []),
        (Share(989, 1000), Share(95, 100), Share(20, 1000), ["detection"]),
        (Share(990, 1000), Share(94, 100), Share(20, 1000), ["quote-altered"]),
        (Share(990, 1000), Share(95, 100), Share(21, 1000), ["false-alarms"]),
        # Only some kinds were asked for: the limits of the whole don't hold for them.
        (Share(95, 100), Share(95, 100), Share(0, 0), []),
        (Share(94, 100), Share(94, 100), Share(0, 0), ["quote-altered"]),
    ],
)
def test_the_limits_are_99_of_all_95_of_each_and_2_of_true(
    detected: Share, of_kind: Share, alarms: Share, missed: list[str]
) -> None:
    kinds = {CorruptionKind.QUOTE_ALTERED: of_kind}
    assert Figures(detected, kinds, alarms, {}, {}).short() == missed


def test_a_judgement_of_the_real_verifier_fits_the_contract(make_case: CaseMaker) -> None:
    from assistant.types import Verdict

    verdict: Judgement = Verdict("説明力です。", False, "reason", 0, 6)
    case = replace(make_case("説明力です〔1〕。", NAME), corrupted=(0,))
    assert refused_in(case, [verdict])
