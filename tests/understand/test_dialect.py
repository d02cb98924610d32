"""Dialect words of asking are read in their standard form; what is asked about stays."""

from __future__ import annotations

import pytest

from assistant.understand.dialect import standard
from assistant.understand.query import Aspect, Attribute
from assistant.understand.reader import Reader
from corpus import Corpus


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("なして戦略ば作ったと？", "なぜ戦略を作ったの？"),
        ("どげんしたらよかですか", "どうしたらいいですか"),
        ("質問力はなんぼのレベル？", "質問力はどのレベル？"),
        ("推奨スキルはなんぼある？", "推奨スキルはいくつある？"),
        ("応募書はどげんして書くとね？", "応募書はどうやって書くの？"),
        ("なんぼくらい育てたん", "どのくらい育てたん"),
        ("受講になんぼくらいかかるん？", "受講にいくらくらいかかるの？"),
        ("全部覚えなあかんの？", "全部覚えなければならないの？"),
        ("推奨スキル、なんぼあんねん", "推奨スキル、いくつある"),
        ("Lv.2とLv.3てなにがちゃうの", "Lv.2とLv.3ってなにが違うの"),
        ("二つの力、どうちゃうん？", "二つの力、どう違うの？"),
        ("スキルば教えてくれん？", "スキルを教えてください？"),
        ("仕事ん段取りがでけとらんとよ", "仕事の段取りができていないとよ"),
        ("全部覚えないけんと？", "全部覚えなければならないの？"),
        ("担当の係でしよると？", "担当の係でしているの？"),
        ("困っとるけん、教えて", "困っているから、教えて"),
        ("言うてはることが分からへん", "言っていることが分からない"),
        ("シルバーさなるには何が要るべか", "シルバーになるには何が要るのだろうか"),
        ("課長やねんけど", "課長だけど"),
        ("どこに相談したらええの？", "どこに相談したらいいの？"),
        ("育てるんは、どの力？", "育てるのは、どの力？"),
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
        "手を伸ばすべき力は？",
        "使いこなして期日に間に合わせる",
        "表の真ん中の軸は？",
        "どっちの日付が本当ですか",
        "大やけどをした失敗から学ぶ力",
        "変革目標の高さを高めるには？",
        "窓口のお客さんから学ぶことは？",
    ],
)
def test_standard_language_stays_as_it_is(text: str) -> None:
    assert standard(text) == text


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("説明が難しかとき", "説明が難しいとき"),
        ("可能か？", "可能か？"),
        ("静かですか", "静かですか"),
        ("役所さ電話する", "役所に電話する"),
        ("高さ制限", "高さ制限"),
    ],
)
def test_what_no_list_can_hold_is_asked_of_the_dictionary(spoken: str, written: str) -> None:
    assert standard(spoken) == written


def test_the_text_itself_is_standard_japanese(corpus: Corpus) -> None:
    lines = [q.text for record in corpus.records.values() for q in record.quotes]
    assert [line for line in lines if standard(line) != line] == []


def test_what_is_asked_is_heard_through_the_dialect(reader: Reader) -> None:
    assert Aspect.WHICH_LEVEL in reader.read("変革マネジメントはなんぼのレベルなん？").aspects
    assert Attribute.AMOUNT in reader.read("受講料はどんくらい出してくれるとね？").attributes
