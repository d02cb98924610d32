"""Tokens match the same thing written differently, for any input."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.folding import fold
from index.tokenizer import (
    content_words,
    is_adjective,
    reading,
    readings,
    readings_of,
    tokenise,
)


@pytest.mark.parametrize(
    "written",
    [
        "Lv.3",
        "Lv3",
        "lv 3",
        "LV.3",
        "Lv．３",
        "レベル3",
        "レベル３",
        "レベル三",
        "level 3",
        "Level.3",
    ],
)
def test_a_level_is_one_token_however_it_is_written(written: str) -> None:
    assert tokenise(f"{written}の役割")[0] == "lv3"
    assert tokenise(f"{written}の役割") == tokenise("Lv.3の役割")


@pytest.mark.parametrize("text", ["Lv.6", "level 12", "レベル一覧", "レベル感"])
def test_what_only_looks_like_a_level_is_not_one(text: str) -> None:
    assert not [token for token in tokenise(text) if token.startswith("lv") and len(token) == 3]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("打ち合わせ", "打合せ"),
        ("一步先の価値観", "一歩先の価値観"),
        ("ＤＸ人材", "DX人材"),
        ("問合せ", "問い合わせ"),
    ],
)
def test_spellings_of_a_word_share_a_token(one: str, other: str) -> None:
    assert set(tokenise(one)) & set(tokenise(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Project Management", "managing projects"),
        ("carries through", "carry it through"),
        ("Which skill is about the opposing sections?", "skills: opposed section"),
    ],
)
def test_english_words_match_in_any_of_their_forms(one: str, other: str) -> None:
    shared = {token for token in set(tokenise(one)) & set(tokenise(other)) if token.isascii()}
    assert len(shared) >= 2 - ("carry" in other)


def test_english_function_words_leave_no_token() -> None:
    assert tokenise("What is this that they should have?") == []


def test_bigrams_reach_into_compounds_that_the_dictionary_cuts_elsewhere() -> None:
    assert {"人材", "材育", "育成"} <= set(tokenise("人材育成"))


def test_how_a_question_is_asked_leaves_no_token() -> None:
    assert set(tokenise("「批判的思考」とはですか")) == set(tokenise("「批判的思考」"))


def test_lines_are_read_apart() -> None:
    assert tokenise("人材\n育成") == tokenise("人材") + tokenise("育成")


@pytest.mark.parametrize("text", ["", "   ", "!?。、…", "\u200b\u0000", "🙂"])
def test_nothing_to_read_gives_no_tokens(text: str) -> None:
    assert tokenise(text) == []
    assert content_words(text) == ()


def test_a_text_longer_than_the_tokenizer_takes_at_once() -> None:
    assert tokenise("窓口のオンライン予約" * 10_000)[:2] == tokenise("窓口のオンライン予約")[:2]


@given(st.text())
def test_any_text_gives_plain_lower_case_tokens_and_folding_changes_nothing(text: str) -> None:
    tokens = tokenise(text)
    assert tokens == [token for line in text.splitlines() for token in tokenise(fold(line))]
    for token in tokens:
        assert token
        assert token == token.lower()
        assert not any(char.isspace() for char in token)


@given(st.text())
def test_any_text_gives_distinct_content_words(text: str) -> None:
    words = content_words(text)
    assert len(set(words)) == len(words)


def test_content_words_leave_out_grammar_helpers_and_numbers() -> None:
    assert content_words("研修を受けることができる人は3人ですか") == ("研修", "受ける", "人")
    assert content_words("What are the required skills of Lv.3?") == ("required", "skills", "lv")


@pytest.mark.parametrize(
    ("text", "read"), [("説明力", "セツメイリョク"), ("適応力", "テキオウリョク"), ("", "")]
)
def test_a_reading_is_in_katakana(text: str, read: str) -> None:
    assert reading(text) == read


def test_signs_are_not_read_aloud() -> None:
    assert reading("検証（ビジネス視点）") == "ケンショウビジネスシテン"


@given(st.text(max_size=80))
def test_readings_stand_at_their_words_in_order(text: str) -> None:
    folded = fold(text)
    words = readings(folded)
    assert all(0 <= word.start < word.end <= len(folded) for word in words)
    assert all(one.end <= two.start for one, two in pairwise(words))


def test_readings_of_a_long_text_stand_at_their_words() -> None:
    text = "あ" * 12_000 + "説明力"
    assert [(text[w.start : w.end], w.kana) for w in readings(text)][-2:] == [
        ("説明", "セツメイ"),
        ("力", "リョク"),
    ]


def test_a_word_has_every_reading_of_the_dictionary_and_no_word_none() -> None:
    assert {"シコウ", "セコウ"} <= readings_of("施行")
    assert readings_of("共層力") == frozenset()


def test_threads_get_the_same_tokens_as_one_alone() -> None:
    texts = [f"Lv.{n % 5 + 1}の必須スキルとDX人材育成体系{n}" for n in range(400)]
    alone = [tokenise(text) for text in texts]
    with ThreadPoolExecutor(max_workers=8) as pool:
        assert list(pool.map(tokenise, texts)) == alone


@pytest.mark.parametrize(
    ("word", "adjective"), [("難しい", True), ("高い", True), ("可能い", False), ("説明", False)]
)
def test_the_dictionary_tells_adjectives(word: str, adjective: bool) -> None:
    assert is_adjective(word) is adjective
