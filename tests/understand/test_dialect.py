"""Dialect words of asking are read in their standard form; what is asked about stays."""

from __future__ import annotations

import pytest

from assistant.understand.dialect import standard
from assistant.understand.query import Aspect, Attribute
from assistant.understand.reader import Reader


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("なして戦略ば作ったと？", "なぜ戦略ば作ったの？"),
        ("どげんしたらよかですか", "どうしたらよかですか"),
        ("質問力はなんぼのレベル？", "質問力はどのレベル？"),
        ("推奨スキルはなんぼある？", "推奨スキルはいくつある？"),
        ("応募書はどげんして書くとね？", "応募書はどうやって書くの？"),
        ("なんぼくらい育てたん", "どのくらい育てたん"),
        ("受講になんぼくらいかかるん？", "受講にいくらくらいかかるの？"),
        ("全部覚えなあかんの？", "全部覚えなければならないの？"),
        ("推奨スキル、なんぼあんねん", "推奨スキル、いくつあんねん"),
        ("Lv.2とLv.3てなにがちゃうの", "Lv.2とLv.3ってなにが違うの"),
        ("二つの力、どうちゃうん？", "二つの力、どう違うの？"),
    ],
)
def test_words_of_asking_are_exchanged(spoken: str, written: str) -> None:
    assert standard(spoken) == written


@pytest.mark.parametrize(
    "text",
    [
        "批判的思考の定義は？",
        "Lv.3には何が求められますか",
        "なぜAIが名前に入ったのか",
        "バイトの人もいるか？",
    ],
)
def test_standard_language_stays_as_it_is(text: str) -> None:
    assert standard(text) == text


def test_what_is_asked_is_heard_through_the_dialect(reader: Reader) -> None:
    assert Aspect.WHICH_LEVEL in reader.read("変革マネジメントはなんぼのレベルなん？").aspects
    assert Attribute.AMOUNT in reader.read("受講料はどんくらい出してくれるとね？").attributes
