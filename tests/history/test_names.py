"""Titles of conversations."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.history.names import name_of, title_of
from assistant.history.types import MOST_NAME_CHARS


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("批判的思考とは", "批判的思考とは"),
        ("  批判的思考\n\nとは ", "批判的思考 とは"),
        (
            "Lv.3の職員には何が求められますか。また、研修はいつ、どこで、どのように行われますか",
            "Lv.3の職員には何が求められますか。また、研修はいつ、どこで…",
        ),
        ("あ" * 60, "あ" * 39 + "…"),
        (
            "What is expected of staff members who have reached the third level?",
            "What is expected of staff members who…",
        ),
        ("a" * 60, "a" * 39 + "…"),
    ],
)
def test_a_title_is_the_beginning_of_the_question(question: str, title: str) -> None:
    assert title_of(question) == title


@given(st.text(max_size=300))
def test_names_are_one_line_of_readable_text(typed: str) -> None:
    for name, most in ((title_of(typed), 40), (name_of(typed), MOST_NAME_CHARS)):
        assert len(name) <= most
        assert name == name.strip()
        assert {unicodedata.category(char) for char in name} & {"Cc", "Cf", "Cs"} == set()


def test_a_name_keeps_what_was_typed() -> None:
    assert name_of("研修の相談（7月）") == "研修の相談（7月）"
    assert name_of("\u202e\u200b \n") == ""
    assert name_of("<b>太字</b>") == "<b>太字</b>"
