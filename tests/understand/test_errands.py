from __future__ import annotations

import pytest

from assistant.understand.errands import wants_arranging, wants_writing
from corpus.folding import fold


@pytest.mark.parametrize(
    "question",
    [
        "送別会の司会の台本を書いてほしい",
        "開会の挨拶を頼まれました。気の利いた原稿を考えてもらえないでしょうか。",
        "回覧板の文章、直してくれん？",
        "「お世話になります」を中国語に訳して",
        "会議録の文字起こしをお願いします",
        "次の文章をもっと短くして",
        "チラシの案を三つ出して",
        "集計するマクロを組んでください",
        "Could you write a toast for my boss?",
        "Please translate the notice below into Chinese.",
        "help me draft a letter to a customer",
        "proofread my report",
    ],
)
def test_a_request_for_a_text_or_a_translation_wants_writing(question: str) -> None:
    assert wants_writing(fold(question))


@pytest.mark.parametrize(
    "question",
    [
        "企画書を書く力はどのスキル？",
        "市民への手紙がうまく書けません",
        "原稿を書いてと頼まれたけど、どの力が要る？",
        "文章で説明してもなかなか伝わらない",
        "Lv.3のスキルの名前をすべて書き出してください",
        "認定プロセスを要約して",
        "英語で教えてください",
        "苦情の電話で、何を直してほしいのか聞き取れない",
        "What skill do I need to write a plan?",
        "Could you write out the list of training items?",
    ],
)
def test_telling_of_writing_or_asking_for_the_text_is_no_request_for_a_work(question: str) -> None:
    assert not wants_writing(fold(question))


@pytest.mark.parametrize(
    "question",
    [
        "明日の会議室を予約しておいて",
        "DXスクールに申し込んでおいてください",
        "この書類を三十部印刷してもらえますか",
        "Please book me a room for ten people.",
        "remind me tomorrow at nine",
        "sign me up for the DX School",
    ],
)
def test_booking_and_sending_for_the_reader_is_arranging(question: str) -> None:
    assert wants_arranging(fold(question))


@pytest.mark.parametrize(
    "question",
    [
        "窓口のオンライン予約をしてもらえない高齢の方がいます",
        "研修に申し込んでもいいですか",
        "オンライン予約がうまくできない",
        "Who sends people to a ministry?",
        "in which order should I learn the skills?",
    ],
)
def test_booking_as_a_matter_of_work_is_not_arranging(question: str) -> None:
    assert not wants_arranging(fold(question))
