"""The whole of the strategy, of one of its parts, and of how its parts fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.types import Status

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    "question",
    [
        "この資料、ざっくり何が書いてあるん？",
        "異動してきたばかりです。この文書は全体としてどんなことが書いてあるのでしょうか",
        "What is this strategy about, in a few lines?",
        "Give me the structure of the whole document.",
        "What does this strategy contain in general?",
        "5分で説明するならこの資料をどうまとめる？",
        "部長に一枚で説明したい。DX・AI人財戦略のポイントは？",
        "はじめて読むのですが、まず何を押さえればいいですか",
        "この資料、要はどんな話？",
    ],
)
def test_the_document_is_told_by_its_topics_its_aim_and_its_chapters(
    ask: Ask, question: str
) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    cited = {citation.record_id for citation in answer.citations}
    assert {"fact/background/three-topics", "fact/press/aim", "fact/document/chapters"} <= cited


@pytest.mark.parametrize(
    ("question", "record_ids"),
    [
        ("DX人材の役割って、どういう枠組み？", {"fact/roles/basis", "level/1", "facet/mission"}),
        (
            "必須スキルの体系をかんたんに",
            {"fact/skills/purpose", "rule/r2", "skill/lv1/explanation"},
        ),
        ("推奨スキルの概要", {"rule/r7", "recommended/security/security-management"}),
        ("人材育成の全体像は？", {"fact/training/derivation", "programme/dx-academy"}),
        ("職員の成長を支援する制度をまとめて", {"programme/dx-academy", "programme/online-video"}),
        ("プロフェッショナルトラックを手短に", {"rule/r11"}),
        ("背景をかいつまんで教えて", {"fact/background/next"}),
    ],
)
def test_a_part_is_told_as_a_whole(ask: Ask, question: str, record_ids: set[str]) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert record_ids <= {citation.record_id for citation in answer.citations}


@pytest.mark.parametrize(
    "question",
    [
        "レベルと観点とスキルと育成項目はどうつながっているのですか",
        "How do levels, facets, skills and training items fit together?",
    ],
)
def test_how_the_parts_fit_together_is_told_in_the_texts_words(ask: Ask, question: str) -> None:
    cited = {citation.record_id for citation in ask(question).citations}
    assert {"fact/roles/basis", "fact/skills/purpose", "fact/training/derivation"} <= cited


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("この資料には生成AIについて何が書いてありますか", Status.NOT_IN_DOCUMENT),
        ("批判的思考の概要", Status.ANSWERED),
    ],
)
def test_something_particular_is_no_question_for_the_whole(
    ask: Ask, question: str, status: Status
) -> None:
    answer = ask(question)
    assert answer.status is status
    assert "fact/document/chapters" not in {c.record_id for c in answer.citations}


@pytest.mark.parametrize(
    "question", ["係の一員としてLv.2の全体像をつかみたいです", "Lv.2の概要をざっと見たい"]
)
def test_the_whole_of_a_level_is_told_by_its_roles_and_skills(ask: Ask, question: str) -> None:
    cited = {citation.record_id for citation in ask(question).citations}
    assert {"role/lv2/mission", "skill/lv2/task-management", "skill/lv2/questioning"} <= cited


@pytest.mark.parametrize(
    ("question", "record_ids"),
    [
        ("スキルの章をざっと知りたい", {"fact/skills/purpose", "skill/lv5/leadership", "rule/r7"}),
        ("研修まわりの仕組みを俯瞰したい", {"fact/programmes/use", "programme/dx-academy"}),
        (
            "新採向けにLv.1のことをまるっと説明して",
            {"level/1", "role/lv1/mission", "skill/lv1/explanation"},
        ),
        ("報道発表の要旨", {"fact/press/trained", "fact/press/aim", "fact/press/pillars"}),
    ],
)
def test_the_whole_is_asked_for_in_many_words_and_for_many_people(
    ask: Ask, question: str, record_ids: set[str]
) -> None:
    assert record_ids <= {citation.record_id for citation in ask(question).citations}


@pytest.mark.parametrize(
    "question", ["Lv.2って一言でいうとどんな人？", "In one sentence, what is Level 2?"]
)
def test_a_level_in_a_word_is_its_name_and_what_people_there_can_do(
    ask: Ask, question: str
) -> None:
    answer = ask(question)
    assert {citation.record_id for citation in answer.citations} == {"level/2"}
    assert len(answer.text) < 300


def test_a_document_told_of_by_somebody_is_no_request_for_the_whole_of_it(ask: Ask) -> None:
    assert ask("市長はこの戦略について何とコメントしている？").status is Status.NOT_IN_DOCUMENT
