"""A statement nearby is no answer when it is asked of something that the text never names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.types import Status

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    ("question", "noun", "record_id"),
    [
        ("嘱託員でもプロフェッショナルトラックに応募できますか", "嘱託員", "rule/r11"),
        (
            "ITパスポート、資格取得のサポートの対象に入ってますか",
            "ITパスポート",
            "programme/certification-support",
        ),
        ("6月の案内は庁内放送で知らされますか", "庁内放送", "rule/r4"),
    ],
)
def test_what_the_text_never_names_is_said_to_be_missing_beside_the_nearest_statement(
    ask: Ask, question: str, noun: str, record_id: str
) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_IN_DOCUMENT
    assert f"お尋ねの{noun}については" in answer.text
    assert record_id in {citation.record_id for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "record_id"),
    [
        ("係長以下でもプロフェッショナルトラックに応募できますか", "rule/r11"),
        ("用務員もDX人材に含まれますか", "fact/background/all-staff"),
        ("ゴールド認定は毎年受けられますか", "rule/r3"),
    ],
)
def test_a_statement_about_what_is_asked_answers(ask: Ask, question: str, record_id: str) -> None:
    answer = ask(question)
    assert "お尋ねの" not in answer.text
    assert record_id in {citation.record_id for citation in answer.citations}
