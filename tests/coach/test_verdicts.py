"""Words that are never said of a person."""

import pytest

from assistant.coach.verdicts import states_verdict


@pytest.mark.parametrize(
    "line",
    [
        "あなたはLv.3です。",
        "あなたはＬｖ．３です",
        "現在のレベルはレベル2です。",
        "本人はすでにLv.4に達しています。",
        "Lv.2相当の力があります。",
        "Lv.3と判断しました。",
        "評価は合格です。",
        "部内で3位です。",
        "ランクはシルバーです。",
        "ゴールド認定に応募できます。",
        "この研修の対象です。",
        "You are at Lv.3.",
        "She has reached level 4 (is Lv.4).",
        "They passed.",
        "You are eligible for the DX Academy.",
        "He ranks third.",
    ],
)
def test_a_verdict_is_found(line: str) -> None:
    assert states_verdict(line)


@pytest.mark.parametrize(
    "line",
    [
        "「批判的思考」は、Lv.3「思考・認識」の必須スキルです。",
        "役割のレベルはLv.3として書かれています。",
        "下位レベルのスキルを優先します。",
        "だれが利用できるかは、本文からは読み取れません。",
        "Critical Thinking is a required skill at Lv.3.",
        "Who may use them cannot be read from the text.",
        "先月の会議で前提を三つ確かめていました。",
    ],
)
def test_what_is_no_verdict_is_let_through(line: str) -> None:
    assert not states_verdict(line)


def test_what_the_text_itself_says_is_its_own_business() -> None:
    quote = "Lv.3以上の知識を持つなどの要件を満たし、ランクに合格"
    assert states_verdict(f"「{quote}」")
    assert not states_verdict(f"「{quote}」", quoted=(quote,))
