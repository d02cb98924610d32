"""Misspelt English words are read as the known words nearest to them; right ones stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understand.english import EnglishWords

TEXTS = [
    "recommended skills for collaboration",
    "which level is lowest",
    "the definition of a skill",
]


@pytest.fixture(scope="module")
def words() -> EnglishWords:
    return EnglishWords(TEXTS * 2)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("recomended", "recommended"),
        ("colaboration", "collaboration"),
        ("skil", "skill"),
        ("wich levle", "which level"),
        ("lowset", "lowest"),
        ("definiton", "definition"),
    ],
)
def test_a_slip_is_read_as_the_word_it_is_nearest_to(
    words: EnglishWords, written: str, meant: str
) -> None:
    assert words.corrected(written) == meant


@pytest.mark.parametrize(
    "right", ["fewest", "belt", "harm", "immigration", "KPI", "it", "kakushin-ryoku", "質問力とは"]
)
def test_a_right_word_or_a_foreign_one_stays(words: EnglishWords, right: str) -> None:
    assert words.corrected(right) == right


@given(st.text())
def test_only_words_in_latin_letters_ever_change(words: EnglishWords, text: str) -> None:
    kept = [char for char in text if not (char.isascii() and char.isalpha())]
    corrected = words.corrected(text)
    assert [char for char in corrected if not (char.isascii() and char.isalpha())] == kept
