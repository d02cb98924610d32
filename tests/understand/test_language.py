from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Language
from assistant.understand.language import detect_language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Lv.3には何が求められますか", "ja"),
        ("質問力", "ja"),
        ("フォロワーシップ", "ja"),
        ("DXアカデミーって？", "ja"),
        ("Lv.3のrequired skillsは？", "ja"),
        ("critical thinkingとは", "ja"),
        ("プロジェクトマネジメント Lv.4", "ja"),
        ("What is required at Level 3?", "en"),
        ("What does 批判的思考 mean?", "en"),
        ("list the skills of 業務遂行", "en"),
        ("critical thinking", "en"),
        ("skills level three", "en"),
        ("KITAQ改善提案", "ja"),
    ],
)
def test_the_language_is_that_of_the_question_not_of_the_names_in_it(
    question: str, language: Language
) -> None:
    assert detect_language(question) == language


@pytest.mark.parametrize("question", ["Lv.3", "LV3", "3", "Lv.3？", "DX", "AI", "Lv.2 Lv.3"])
@pytest.mark.parametrize("default", ["ja", "en"])
def test_what_is_written_alike_in_both_stays_in_the_language_spoken_before(
    question: str, default: Language
) -> None:
    assert detect_language(question, default) == default


@given(st.text(max_size=80))
def test_any_text_has_a_language(text: str) -> None:
    assert detect_language(text) in ("ja", "en")
