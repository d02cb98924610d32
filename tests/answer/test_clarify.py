"""Questions back: only where a word means several things, and never twice the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.answer.clarify import MOST_CHOICES
from assistant.conversation import EMPTY
from assistant.types import Status

if TYPE_CHECKING:
    from assistant.pipeline import Pipeline
    from tests.answer.conftest import Ask

# Words that are part of several names: 検証（ビジネス視点）／検証（顧客・ユーザー視点）, and so on.
SHARED_WORDS = [
    "検証",
    "設計",
    "マネジメント",
    "AI",
    "窓口",
    "業務プロセス",
    "セキュリティ",
    "データ",
    "プロジェクト",
    "リテラシー",
]


@pytest.mark.parametrize("word", ["検証", "設計", "マネジメント"])
def test_a_word_in_several_names_is_asked_back_with_choices(ask: Ask, word: str) -> None:
    answer = ask(word)
    assert answer.status is Status.NEEDS_CLARIFICATION
    assert 2 <= len(answer.choices) <= 4
    assert all(word in choice for choice in answer.choices)
    assert len(set(answer.choices)) == len(answer.choices)


@pytest.mark.parametrize("word", SHARED_WORDS)
def test_every_choice_offered_leads_to_an_answer(pipeline: Pipeline, word: str) -> None:
    first = pipeline.ask(word)
    stuck = []
    for number, choice in enumerate(first.answer.choices, start=1):
        picked = pipeline.ask(str(number), first.conversation).answer
        if picked.status is Status.NEEDS_CLARIFICATION:
            stuck.append(choice)
        # Picking by number is asking the question itself.
        assert picked.text == pipeline.ask(choice, EMPTY).answer.text
    assert stuck == []


def test_a_name_with_its_kind_is_not_asked_back(ask: Ask) -> None:
    for question in (
        "育成項目「マネジメント」はどのレベル？",
        "推奨スキル「設計」はどの分野？",
        "必須スキル「マーケティング」の定義は？",
        "What is the definition of the required skill Marketing?",
    ):
        assert ask(question).status is not Status.NEEDS_CLARIFICATION, question


@pytest.mark.parametrize("question", ["それで？", "？？うーん", "あれ", "えっと", "hmm"])
def test_a_question_about_nothing_is_asked_back_with_questions_that_work(
    ask: Ask, question: str
) -> None:
    answer = ask(question)
    assert answer.status in (Status.NEEDS_CLARIFICATION, Status.OUT_OF_SCOPE)
    assert answer.citations == ()
    for choice in answer.choices:
        assert ask(choice).status is Status.ANSWERED, choice


@pytest.mark.parametrize(
    "question",
    [
        "質問力",
        "批判的思考",
        "Lv.3",
        "思考・認識",
        "推奨スキル",
        "DXアカデミー",
        "デジタルエキスパート",
    ],
)
def test_a_plain_name_is_answered_without_asking_back(ask: Ask, question: str) -> None:
    assert ask(question).status is not Status.NEEDS_CLARIFICATION


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("AI", {"必須スキル", "育成項目", "推奨スキル", "研修・施策・制度"}),
        ("プロジェクト", {"必須スキル", "育成項目", "研修・施策・制度"}),
        ("せきゅりてぃ", {"育成項目", "推奨スキル"}),
        ("プロセスの説明をお願いします", {"必須スキル", "育成項目", "推奨スキル"}),
        ("データについて知りたい", {"必須スキル", "育成項目", "推奨スキル"}),
    ],
)
def test_one_word_names_everything_that_goes_by_it(ask: Ask, word: str, kinds: set[str]) -> None:
    answer = ask(word)
    assert answer.status is Status.NEEDS_CLARIFICATION
    listed = {line[1:].split("「")[0] for line in answer.text.splitlines()[1:]}
    assert kinds <= listed


def test_every_kind_is_among_the_choices_offered(ask: Ask) -> None:
    choices = ask("AI").choices
    assert len(choices) == MOST_CHOICES
    for kind in ("必須スキル", "育成項目", "推奨スキル", "利用環境整備"):
        assert any(kind in choice for choice in choices)


def test_a_word_of_two_things_with_one_name_shows_both(ask: Ask) -> None:
    text = ask("コミュニケーション").text
    assert "Lv.1「組織運営」の必須スキルです" in text
    assert "同じ名前の育成項目" in text


def test_a_word_that_is_part_of_no_other_name_asks_nothing_back(ask: Ask) -> None:
    assert ask("ブランディング").status is Status.ANSWERED


@pytest.mark.parametrize("question", ["専門家コースに進みたい", "What career paths are there?"])
def test_a_word_for_two_parts_of_the_text_shows_each(ask: Ask, question: str) -> None:
    text = ask(question).text
    assert "プロフェッショナルトラック（DX）" in text
    assert "「デジタルエキスパート」としてのキャリア形成" in text
