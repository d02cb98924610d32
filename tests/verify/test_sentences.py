"""Sentences of written text: where they end, what they cite, what is left without some of them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verify.sentences import cited, kept, split


def texts(text: str) -> list[str]:
    return [one.text for one in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一つ目です。〔1〕二つ目です。〔2〕", ["一つ目です。〔1〕", "二つ目です。〔2〕"]),
        ("一つ目です〔1〕。二つ目です〔2〕。", ["一つ目です〔1〕。", "二つ目です〔2〕。"]),
        ("「一。二。」と書かれています。〔1〕", ["「一。二。」と書かれています。〔1〕"]),
        ("「定義です。」〔1〕「例です。」〔2〕", ["「定義です。」〔1〕", "「例です。」〔2〕"]),
        ("「定義です。」〔1〕と書かれています。", ["「定義です。」〔1〕と書かれています。"]),
        ("（補足です。）本文です。", ["（補足です。）本文です。"]),
        ("閉じない「引用です。次です。", ["閉じない「引用です。", "次です。"]),
        ("本当ですか？はい！", ["本当ですか？", "はい！"]),
        ("It is at Lv. 3.[1] It is, e.g. so. [2]", ["It is at Lv. 3.[1]", "It is, e.g. so. [2]"]),
        ("ver1.2の話です。", ["ver1.2の話です。"]),
        ("- 一つ〔1〕\n- 二つ〔2〕", ["一つ〔1〕", "二つ〔2〕"]),
        ("1. 一つ〔1〕\n2. 二つ〔2〕", ["一つ〔1〕", "二つ〔2〕"]),
        ("| 名前 | 説明 |\n|---|---|\n| あ | い〔1〕 |", ["| 名前 | 説明 |", "| あ | い〔1〕 |"]),
        ("\n\n  \n", []),
    ],
)  # fmt: skip
def test_text_is_split_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("あ〔1〕い〔2〕", (1, 2)),
        ("あ〔１、２〕", (1, 2)),
        ("a [1][3]", (1, 3)),
        ("あ【2】", (2,)),
        ("あ（1）", ()),
        ("あ〔あ〕", ()),
    ],
)
def test_markers_are_read_in_the_ways_that_models_write_them(
    text: str, numbers: tuple[int, ...]
) -> None:
    assert cited(text) == numbers


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("必須スキルは次のとおりです：", True),
        ("## Lv.3", True),
        ("The skills are the following.", True),
        ("次のスキルが必要です。", True),
        ("説明します。", False),
        ("必須スキルは次のとおりです。〔1〕", False),
    ],
)
def test_a_line_that_only_leads_in_is_told_from_one_that_states(line: str, leads: bool) -> None:
    assert split(line)[0].leads is leads


@given(st.text(alphabet="あアa1。．.！「」『』（）〔〕[] \n-|・#：、", max_size=120))
def test_sentences_stand_where_they_say_and_lose_nothing(text: str) -> None:
    found = split(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    outside = text
    for one in reversed(found):
        outside = outside[: one.start] + outside[one.end :]
    assert not any(char in outside for char in "あアa")


def without(text: str, *places: int) -> str:
    found = split(text)
    return kept(text, {(found[place].start, found[place].end) for place in places})


def test_a_sentence_taken_out_leaves_the_others_of_its_line() -> None:
    assert without("- 一つ。〔1〕二つ。〔2〕三つ。〔3〕", 1) == "- 一つ。〔1〕三つ。〔3〕"


def test_an_item_taken_out_takes_its_bullet_along() -> None:
    assert (
        without("次のとおりです：\n- 一つ〔1〕\n- 二つ〔2〕", 1) == "次のとおりです：\n- 二つ〔2〕"
    )


def test_a_lead_in_goes_when_nothing_is_left_to_lead_in() -> None:
    text = "前置きです。〔1〕\n\n次のとおりです：\n- 一つ〔1〕\n- 二つ〔2〕"
    assert without(text, 2, 3) == "前置きです。〔1〕"


def test_nothing_taken_out_leaves_the_text_as_it_was() -> None:
    text = "次のとおりです：\n- 一つ〔1〕\n\n| あ |\n|---|\n| い〔2〕 |"
    assert without(text) == text
