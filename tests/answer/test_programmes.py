"""Programmes, of which the text gives little more than names on one merged row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assistant.types import Status
from corpus import Corpus, Kind
from eval.matching import MARKER

if TYPE_CHECKING:
    from tests.answer.conftest import Ask

# What would be read as the text's word that a level is a condition (flaw 9).
LEVEL_ONLY = re.compile(r"Lv\.5(?:だけ|のみ|専用|限定|向け|の職員が利用)|only (?:for|by) Lv\.?\s?5")
UNKNOWN = re.compile(r"読み取れません|記載がありません|cannot be read|does not state|does not say")


@pytest.mark.parametrize(
    "question",
    [
        "{name}はLv.5だけが使えますか",
        "{name}はどのレベルが対象？",
        "Lv.2の職員も{name}を利用できますか",
        "誰が{name}を使えますか",
    ],
)
def test_who_may_use_a_programme_is_said_to_be_unknown(
    ask: Ask, corpus: Corpus, question: str
) -> None:
    wrong = []
    for programme in corpus.of(Kind.PROGRAMME):
        text = MARKER.sub("", ask(question.format(name=programme.name)).text)
        bare = text.replace("Lv.5だけのものとは書かれていません", "")
        if LEVEL_ONLY.search(bare) or not UNKNOWN.search(text):
            wrong.append((programme.id, text[:100]))
    assert wrong == []


def test_the_text_does_not_describe_programmes_and_the_answer_says_so(
    ask: Ask, corpus: Corpus
) -> None:
    wrong = []
    for programme in corpus.of(Kind.PROGRAMME):
        if programme.id == "programme/expert-path":  # the digital expert has a page of its own
            continue
        answer = ask(f"{programme.name}の内容を教えてください")
        if answer.status is not Status.NOT_IN_DOCUMENT or programme.name not in answer.text:
            wrong.append((programme.id, answer.status, answer.text[:100]))
    assert wrong == []


def test_a_programme_is_cited_in_the_raw_spelling_of_the_text(ask: Ask) -> None:
    answer = ask("DXプロジェクトへの優先配置という制度はありますか")
    assert "DXプロジェクトへの優先配置" in answer.text
    assert "D X プ ロ ジ エ ク ト へ の 優 先 配 置" in {c.quote for c in answer.citations}


def test_that_three_programmes_are_parted_is_labelled_a_reading(ask: Ask) -> None:
    answer = ask("研修・施策・制度の一覧を教えて")
    (note,) = (line for line in answer.text.splitlines() if line.startswith("※"))
    assert "読み取り" in note
    assert all(name in note for name in ("DXアカデミー", "KITAQ改善提案", "DXスクール"))


@pytest.mark.parametrize(
    "question",
    [
        "DX相談窓口はOJTですか",
        "DXスクールはOff-JTに含まれますか",
        "自己啓発支援にはどの制度がありますか",
    ],
)
def test_under_which_heading_a_programme_stands_is_said_to_be_unknown(
    ask: Ask, question: str
) -> None:
    assert UNKNOWN.search(ask(question).text)


@pytest.mark.parametrize(
    "question", ["DXスクールで質問力を学べますか", "タスク管理はDXアカデミーで扱ってもらえる？"]
)
def test_which_skills_a_programme_teaches_is_said_to_be_unknown(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_IN_DOCUMENT
    assert UNKNOWN.search(answer.text)


@pytest.mark.parametrize(
    ("question", "record_id"),
    [
        ("国の役所に出向して勉強したい。制度としてある？", "programme/secondment"),
        ("休みの日に動画で勉強したいのですが、何か用意されていますか", "programme/online-video"),
        (
            "資格の勉強中です。何か助けてもらえる仕組みはありますか",
            "programme/certification-support",
        ),
        ("ローコードを試せる環境はありますか", "programme/tool-environment"),
    ],
)
def test_asked_whether_there_is_help_the_text_names_the_programme(
    ask: Ask, question: str, record_id: str
) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert record_id in {citation.record_id for citation in answer.citations}


def test_programmes_told_by_words_of_their_names_are_all_named(ask: Ask) -> None:
    answer = ask("資格を取ったり動画で学んだりするのを助ける制度の名前は？")
    cited = {citation.record_id for citation in answer.citations}
    assert {"programme/certification-support", "programme/online-video"} <= cited


def test_what_is_allowed_with_a_programme_is_not_in_the_text(ask: Ask) -> None:
    answer = ask("動画で勉強するやつ、家で見てもいいですか")
    assert answer.status is Status.NOT_IN_DOCUMENT
