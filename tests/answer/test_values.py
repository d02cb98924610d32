"""What sort of value a question asks for, and whether a piece of the text holds it."""

from __future__ import annotations

import pytest

from assistant.answer.values import asks_how_to_apply, asks_whom_to_ask, tells_the_day
from corpus import Corpus


@pytest.mark.parametrize(
    ("record_id", "question", "told"),
    [
        ("rule/r3", "候補者の募集は何日から", False),
        ("rule/r3", "候補者の募集は何月", True),
        ("rule/r3", "募集は何日間", True),
        ("fact/press/date", "発表は何日", True),
        ("rule/r3", "on which day are candidates invited?", False),
    ],
)
def test_a_month_does_not_tell_the_day(
    corpus: Corpus, record_id: str, question: str, told: bool
) -> None:
    assert tells_the_day(corpus.get(record_id), question) is told


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("申し込みの方法は?", True),
        ("申請書はどこですか", True),
        ("申請ってどこに?", True),
        ("how do i apply?", True),
        ("申請を電子化したい", False),
        ("応募の時期は?", False),
    ],
)
def test_how_to_apply_is_told_from_what_is_said_about_applying(question: str, asked: bool) -> None:
    assert asks_how_to_apply(question) is asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("では、どこに聞けばいい?", True),
        ("誰に問い合わせたら教えてもらえますか", True),
        ("who should i ask?", True),
        ("誰に聞けばいいか分からず困っている", False),
        ("どこに電話番号がある?", False),
    ],
)
def test_whom_to_ask_is_told_from_not_knowing_whom(question: str, asked: bool) -> None:
    assert asks_whom_to_ask(question) is asked
