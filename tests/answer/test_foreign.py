"""What has nothing to do with the text is declined; cases of work are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.types import Status

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    "question",
    [
        "今夜は鍋にしようと思うんやけど、締めは何がいいと思う？",
        "机の電気スタンドがちかちかして目が疲れます",
        "共済の保養所って何月から予約できると？",
        "複合機から変な音がしとる",
        "表計算で合計が合わないのはどの関数が悪い？",
        "隣の席の人のいびきがひどくて困っています",
        "うちの猫が最近水を飲みません",
        "娘の進学先のことで妻と意見が割れています",
        "今月の電気代がやけに高い",
        "the coffee machine on our floor is leaking",
        "my neighbour parks in front of my garage",
    ],
)
def test_small_talk_and_trouble_of_other_kinds_is_never_answered_with_a_skill(
    ask: Ask, question: str
) -> None:
    answer = ask(question)
    assert answer.status is Status.OUT_OF_SCOPE
    assert answer.citations == ()


@pytest.mark.parametrize(
    "question",
    [
        "三十年戦争のときスウェーデンを率いた王はだれですか",
        "コアラの盲腸の長さはどのくらいありますか",
        "歌劇カルメンが初めて上演された劇場はどこですか",
        "縄文土器の底が尖っているのはどうしてですか",
    ],
)
def test_a_matter_that_nobody_wrote_down_is_known_by_its_strange_words(
    ask: Ask, question: str
) -> None:
    assert ask(question).status is Status.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "question",
    [
        "反対している部署をどう巻き込めばいい？",
        "新しい窓口の機械に文句ばかり言う職員がいます。どう後押しすればいいでしょう。",
        "やることが多すぎて、どれから片づけるか決められません",
        "お年寄りに何度説明しても分かってもらえません",
        "会議で誰も意見を言わん。進行役として学べる研修は？",
        "The other office does not want our new system. How do I win them over?",
    ],
)
def test_a_case_of_work_is_answered(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.citations


def test_a_question_that_names_a_part_of_the_text_is_about_it(ask: Ask) -> None:
    answer = ask("ゴールド認定の打ち上げで飲む酒は何がよか？")
    assert answer.status is not Status.OUT_OF_SCOPE


def test_what_is_declined_comes_with_what_can_be_asked(ask: Ask) -> None:
    japanese, english = ask("明日は晴れるかな"), ask("will it be sunny tomorrow?")
    assert "必須スキル" in japanese.text
    assert "required skills" in english.text
    assert len(japanese.suggestions) == len(english.suggestions) == 3
