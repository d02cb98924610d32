"""Texts are cut into sentences with the markers that belong to each."""

import pytest

from eval.corruptions.sentences import blanked, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲です〔1〕。乙です〔2〕。", ["甲です〔1〕。", "乙です〔2〕。"]),
        ("甲です。〔1〕乙です。〔2〕", ["甲です。〔1〕", "乙です。〔2〕"]),
        ("「甲です。乙です。」とあります〔1〕。", ["「甲です。乙です。」とあります〔1〕。"]),
        ("Lv.3 is it 〔1〕. Lv.4 is not 〔2〕.", ["Lv.3 is it 〔1〕.", "Lv.4 is not 〔2〕."]),
        ("It is at Lv. 3 〔1〕.", ["It is at Lv. 3 〔1〕."]),
        ("It is so. 〔1〕 And so 〔2〕.", ["It is so. 〔1〕", "And so 〔2〕."]),
        ("ver.1.2です〔1〕", ["ver.1.2です〔1〕"]),
        ("", []),
    ],
)
def test_a_text_is_cut_at_its_full_stops(text: str, parts: list[str]) -> None:
    found = sentences(text)
    assert [one.text for one in found] == parts
    assert all(text[one.start : one.end] == one.text for one in found)


def test_markers_belong_to_the_sentence_that_they_stand_in() -> None:
    first, second = sentences("甲〔1〕と乙〔3〕です。〔1〕丙です〔2〕。")
    assert first.markers == (1, 3)
    assert second.markers == (2,)


def test_blanking_keeps_every_place_and_the_names() -> None:
    text = "「説明力」は「相手の理解度に合わせ」とあります〔1〕。"
    shown = blanked(text, names=frozenset({"説明力"}))
    assert len(shown) == len(text)
    assert "説明力" in shown
    assert "理解度" not in shown
    assert "〔1〕" not in shown
