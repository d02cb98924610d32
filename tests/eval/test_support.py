"""What is shown without support is found, by the verdicts and apart from them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.types import Answer, Verdict
from corpus import Corpus
from eval.figures import Share
from eval.golden_types import GoldenQuestion
from eval.runner import Outcome
from eval.support import refused_and_shown, support_of

DEFINITION = "定義：与えられた業務の手順や優先順位を整理して遂行し、円滑なDXの実行につなげる力。"
CITED = [("skill/lv2/task-management", "definition")]


@pytest.fixture
def right(make_answer: Callable[..., Answer]) -> Answer:
    verdicts = (Verdict("タスク管理（Lv.2）", True), Verdict(DEFINITION, True))
    return make_answer(f"タスク管理（Lv.2）\n{DEFINITION}〔1〕", CITED, verdicts=verdicts)


def test_exact_quotes_and_statements_are_counted(
    right: Answer, corpus: Corpus, make_question: Callable[..., GoldenQuestion]
) -> None:
    support = support_of([Outcome(make_question(["answered"]), (right,), ())], corpus)
    assert support.quotes == Share(1, 1)
    assert (support.statements, support.withheld, support.unsupported) == (2, 0, 0)


def test_a_quote_off_by_one_is_not_exact_and_not_supported(
    right: Answer, corpus: Corpus, make_question: Callable[..., GoldenQuestion]
) -> None:
    shifted = replace(right.citations[0], start=right.citations[0].start + 1)
    answer = replace(right, citations=(shifted,))
    support = support_of([Outcome(make_question(["answered"]), (answer,), ())], corpus)
    assert support.quotes == Share(0, 1)
    assert support.by_check == ("D001",)
    assert support.unsupported == 1


def test_a_refused_statement_that_was_withheld_is_only_counted(
    right: Answer, corpus: Corpus, make_question: Callable[..., GoldenQuestion]
) -> None:
    refused = Verdict("説明力はLv.5です。", False, "level")
    answer = replace(right, verdicts=(*right.verdicts, refused))
    support = support_of([Outcome(make_question(["answered"]), (answer,), ())], corpus)
    assert (support.withheld, support.by_verdict) == (1, ())


def test_a_refused_statement_that_is_shown_is_found_behind_its_marker(right: Answer) -> None:
    shown = replace(right, verdicts=(right.verdicts[0], Verdict(DEFINITION, False, "quote")))
    assert list(refused_and_shown(shown)) == [DEFINITION]


def test_a_statement_refused_once_and_supported_once_may_be_shown(right: Answer) -> None:
    twice = replace(right, verdicts=(*right.verdicts, Verdict(DEFINITION, False, "quote")))
    assert list(refused_and_shown(twice)) == []


def test_an_altered_quotation_is_found_though_every_verdict_is_good(
    right: Answer, corpus: Corpus, make_question: Callable[..., GoldenQuestion]
) -> None:
    altered = "「円滑なDXの実行につなげない力。」"
    answer = replace(right, text=f"{altered}〔1〕", verdicts=(Verdict(altered, True),))
    support = support_of([Outcome(make_question(["answered"]), (answer,), ())], corpus)
    assert (support.by_verdict, support.by_check) == ((), ("D001",))


def test_turns_that_are_not_judged_are_counted_as_well(
    right: Answer, corpus: Corpus, make_question: Callable[..., GoldenQuestion]
) -> None:
    outcome = Outcome(make_question(None, ["answered"]), (right, right), ())
    assert support_of([outcome], corpus).quotes == Share(2, 2)
