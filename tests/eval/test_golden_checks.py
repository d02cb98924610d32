"""Each check of an expectation fails on a wrong answer and passes a right one."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant.types import Answer, Status
from corpus import Corpus
from eval.checks import check_answer, covered
from eval.golden_types import Expectation

AnswerMaker = Callable[..., Answer]
DEFINITION = "定義：与えられた業務の手順や優先順位を整理して遂行し、円滑なDXの実行につなげる力。"
CITED = [("skill/lv2/task-management", "definition")]
TEXT = f"タスク管理（Lv.2）\n{DEFINITION}〔1〕"


@pytest.fixture
def failed(make_answer: AnswerMaker, corpus: Corpus) -> Callable[..., list[str]]:
    """`failed(expectation, text, cited)`: the names of the checks that failed."""

    def run(
        expect: dict[str, Any],
        text: str = TEXT,
        cited: list[tuple[str, str]] | None = None,
        **changes: Any,
    ) -> list[str]:
        wanted = Expectation(**{"status": [Status.ANSWERED], "max_chars": 400, **expect})
        answer = make_answer(text, CITED if cited is None else cited, **changes)
        found = check_answer(answer, wanted, asked=["タスク管理とは"], language="ja", corpus=corpus)
        return [failure.check for failure in found]

    return run


Failed = Callable[..., list[str]]


def test_a_right_answer_fails_nothing(failed: Failed) -> None:
    expect = {
        "must": [["段取り", "優先順位"], ["Lv.2"]],
        "must_not": ["説明力"],
        "names": ["skill/lv2/task-management"],
        "cites": [["rule/r1", "skill/lv2/task-management"]],
        "quotes": [[{"line": 288, "text": DEFINITION}]],
    }
    assert failed(expect) == []


@pytest.mark.parametrize(
    ("check", "expect"),
    [
        ("status", {"status": [Status.OUT_OF_SCOPE, Status.NOT_IN_DOCUMENT]}),
        ("must", {"must": [["タスク管理"], ["Lv.3", "レベル3"]]}),
        ("must_not", {"must_not": ["段取り", "優先 順位"]}),
        ("numbers", {"numbers": [2]}),
        ("names", {"names": ["skill/lv2/marketing", "skill/lv2/task-management"]}),
        ("cites", {"cites": [["skill/lv2/task-management"], ["rule/r1"]]}),
        ("quotes", {"quotes": [[{"line": 288, "text": "活用例：業務を与えられた際には"}]]}),
        ("max_chars", {"max_chars": 20}),
    ],
)
def test_each_check_fails_on_a_wrong_answer(
    check: str, expect: dict[str, Any], failed: Failed
) -> None:
    assert set(failed(expect)) == {check}


def test_universal_checks_are_part_of_the_judgement(failed: Failed) -> None:
    assert failed({}, text="「円滑なDXの実行につなげない力。」〔1〕") == ["quotation"]


LEVEL_2 = [
    "skill/lv2/business-research",
    "skill/lv2/creative-problem-solving",
    "skill/lv2/marketing",
    "skill/lv2/task-management",
    "skill/lv2/followership",
    "skill/lv2/questioning",
]
NAMES = (
    "ビジネス調査〔1〕\n創造的な問題解決〔2〕\nマーケティング〔3〕\n"
    "タスク管理〔4〕\nフォロワーシップ〔5〕\n質問力〔6〕"
)


class TestLists:
    def test_a_complete_list_passes(self, failed: Failed) -> None:
        cited = [(one, "name") for one in LEVEL_2]
        assert failed({"names": LEVEL_2}, NAMES, cited) == []

    def test_an_item_of_another_level_fails(self, failed: Failed) -> None:
        cited = [(one, "name") for one in LEVEL_2]
        assert failed({"names": LEVEL_2}, f"{NAMES}\n説明力", cited) == ["names"]

    def test_a_missing_item_fails(self, failed: Failed) -> None:
        cited = [(one, "name") for one in LEVEL_2]
        text = NAMES.replace("質問力", "")
        assert failed({"names": LEVEL_2}, text, cited) == ["names"]

    def test_an_item_without_a_citation_fails(self, failed: Failed) -> None:
        cited = [(one, "name") for one in LEVEL_2[:5]]
        text = NAMES.replace("〔6〕", "")
        assert failed({"names": LEVEL_2}, text, cited) == ["names"]


class TestCoverage:
    @pytest.mark.parametrize(
        ("spans", "whole"),
        [
            ([(0, 7)], True),
            ([(0, 3), (4, 7)], True),
            ([(4, 7), (0, 3)], True),
            ([(0, 3), (5, 7)], False),
            ([(1, 7)], False),
            ([], False),
        ],
    )
    def test_spans_cover_together_white_space_aside(
        self, spans: list[tuple[int, int]], whole: bool
    ) -> None:
        assert covered((0, 7), spans, text="abc def") is whole

    def test_a_citation_that_holds_the_records_quote_counts_as_citing_it(
        self, failed: Failed
    ) -> None:
        # The summary of Lv.2 and Lv.3 is one sentence, a quote of both.
        text = (
            "Lv.2は各職場でのDXの実行を、Lv.3はそれに加えて企画も担うことができるレベルです。〔1〕"
        )
        assert failed({"cites": [["level/3"]]}, text, [("level/2", "summary")]) == []
