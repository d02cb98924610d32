"""Follow-up suggestions: each must be a question that the assistant can answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.types import Status

if TYPE_CHECKING:
    from tests.answer.conftest import Ask

QUESTIONS = [
    "Lv.3の必須スキルは？",
    "Lv.5の育成項目は？",
    "批判的思考の定義は？",
    "質問力の活用例は？",
    "Lv.1とLv.2の違いは？",
    "Lv.4の外部影響の役割は？",
    "推奨スキルの一覧",
    "DXアカデミーとは",
    "プロフェッショナルトラック制度の要件は？",
    "2,228人の内訳は？",
    "今日の天気は？",
    "What are the required skills at Level 2?",
    "What is critical thinking?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_suggestion_is_answered(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert len(answer.suggestions) <= 4
    assert len(set(answer.suggestions)) == len(answer.suggestions)
    for suggestion in answer.suggestions:
        follow = ask(suggestion)
        assert follow.status is Status.ANSWERED, suggestion
        assert follow.language == answer.language, suggestion


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_was_just_asked_is_not_suggested(ask: Ask, question: str) -> None:
    assert question.rstrip("？?") not in {s.rstrip("？?") for s in ask(question).suggestions}


@pytest.mark.parametrize("question", [*QUESTIONS[2:5], *QUESTIONS[6:9]])
def test_a_suggestion_means_the_same_inside_the_conversation(ask: Ask, question: str) -> None:
    for suggestion in ask(question).suggestions:
        assert ask(question, suggestion).text == ask(suggestion).text, suggestion
