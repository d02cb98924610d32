"""What a model writes is put into the one form that is verified."""

import pytest

from assistant.generate.tidy import tidy


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("文です。〔1〕", "文です。〔1〕"),
        ("文です。[1]", "文です。〔1〕"),
        ("文です。【２】［3］", "文です。〔2〕〔3〕"),
        ("文です。〔1、 2〕", "文です。〔1〕〔2〕"),
        ("文です。〔1・2〕", "文です。〔1〕〔2〕"),
        ("<think>考えます。\n[1]</think>\n文です。〔1〕", "文です。〔1〕"),
        ("<think>考えが終わらない", ""),
        ("**文**です。〔1〕", "文です。〔1〕"),
        ("* 一つ〔1〕\n•  二つ〔2〕\n- 三つ〔3〕", "- 一つ〔1〕\n- 二つ〔2〕\n- 三つ〔3〕"),
        ("一行目。〔1〕\n\n \n二行目。〔2〕  ", "一行目。〔1〕\n二行目。〔2〕"),
        ("文\u200bで\x00す\ue000。\r\n〔1〕", "文です。〔1〕"),
        ("一つ。\n〔1〕〔2〕\n二つ。\n[3]", "一つ。〔1〕〔2〕\n二つ。〔3〕"),
        ("〔1〕〔2〕", ""),
        ("```\n文です。〔1〕\n```\n[1]{", "文です。〔1〕"),
        ("〔1〕\n文です。〔2〕", "文です。〔2〕"),
        ("", ""),
    ],
)
def test_layout_is_plain_and_markers_are_ours(written: str, tidied: str) -> None:
    assert tidy(written) == tidied


@pytest.mark.parametrize(
    "quoted", ["「 一步先の価値観 」", "[必須スキル／Lv.3]", "【必須】", "2 * 3", "a_b__c"]
)
def test_what_may_stand_in_a_quote_is_left_alone(quoted: str) -> None:
    assert tidy(f"{quoted}〔1〕") == f"{quoted}〔1〕"


def test_emphasis_that_the_text_itself_holds_is_left_alone() -> None:
    quotes = ["3年間で **全職員の約3分の1** の人材を育成"]
    assert tidy(f"「{quotes[0]}」と**強調**〔1〕", quotes) == f"「{quotes[0]}」と強調〔1〕"
    assert "**" not in tidy(f"「{quotes[0]}」〔1〕")
