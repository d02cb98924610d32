"""Levels as a whole, role cells, facets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.types import Status
from corpus import Corpus, Kind
from eval.matching import MARKER, named_records

if TYPE_CHECKING:
    from tests.answer.conftest import Ask

LEVELS = (1, 2, 3, 4, 5)
FACETS = ("mission", "thinking", "execution", "organization", "influence")
MOST_CHARS = 3000


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "question",
    [
        "Lv.{}には何が求められますか",
        "レベル{}について教えてください",
        "What is expected of someone at Level {}?",
        "Lv.{}",
    ],
)
def test_an_overview_holds_the_role_by_facet_then_the_skills(
    ask: Ask, corpus: Corpus, question: str, level: int
) -> None:
    answer = ask(question.format(level))
    text = MARKER.sub("", answer.text)
    assert answer.status is Status.ANSWERED
    assert len(text) < MOST_CHARS
    cells = corpus.of(Kind.ROLE_CELL, level=level)
    skills = corpus.of(Kind.REQUIRED_SKILL, level=level)
    places = [text.index(cell.quote("text").text) for cell in cells]
    assert len(places) == len(FACETS)
    assert places == sorted(places)
    expected = {skill.id for skill in skills}
    assert named_records(text, Kind.REQUIRED_SKILL, corpus, expected=expected) >= expected
    cited = {c.record_id for c in answer.citations}
    assert cited >= expected | {cell.id for cell in cells}
    assert {corpus.get(i).level for i in cited} <= {level, None}


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("level", LEVELS)
def test_a_role_cell_is_quoted_alone(ask: Ask, corpus: Corpus, level: int, facet: str) -> None:
    (cell,) = corpus.of(Kind.ROLE_CELL, level=level, facet=facet)
    name = corpus.facets[facet]
    for question in (
        f"Lv.{level}の{name.name}の役割は？",
        f"What is the role at Level {level} in {name.name_en}?",
    ):
        answer = ask(question)
        assert cell.quote("text").text in answer.text, question
        cited = {c.record_id for c in answer.citations}
        roles = {i for i in cited if corpus.get(i).kind is Kind.ROLE_CELL}
        assert roles == {cell.id}, question


def test_the_odd_letter_of_the_text_is_quoted_as_it_stands(ask: Ask) -> None:
    text = ask("Lv.3の使命感の役割は？").text
    assert "一步先の価値観" in text
    assert "一歩先" not in text


def test_the_slip_in_a_role_is_quoted_as_it_stands(ask: Ask) -> None:
    assert "業務の優位性を適切に設定し" in ask("Lv.2の業務遂行の役割は？").text


@pytest.mark.parametrize("level", LEVELS)
def test_that_no_skill_stands_under_mission_is_said_for_every_level(ask: Ask, level: int) -> None:
    answer = ask(f"Lv.{level}の使命感の必須スキルは？")
    assert "「使命感」カテゴリに該当するスキルはありません" in answer.text
    assert "Lv.5だけ" not in answer.text


@pytest.mark.parametrize("level", [1, 2, 4])
def test_mission_has_training_items_where_the_table_has_them(
    ask: Ask, corpus: Corpus, level: int
) -> None:
    answer = ask(f"Lv.{level}の使命感の育成項目は？")
    for item in corpus.of(Kind.TRAINING_ITEM, level=level, facet="mission"):
        assert item.name in answer.text


@pytest.mark.parametrize(
    ("facet", "group"),
    [
        ("思考・認識", "業務遂行・市政変革力"),
        ("業務遂行", "業務遂行・市政変革力"),
        ("組織運営", "組織・対人力／組織マネジメント・エンゲージメント向上力"),
        ("外部影響", "組織・対人力／組織マネジメント・エンゲージメント向上力"),
    ],
)
def test_a_facet_is_described_with_its_group(ask: Ask, facet: str, group: str) -> None:
    assert group in ask(f"区分「{facet}」とは何ですか").text


@pytest.mark.parametrize("level", ["Lv.6", "Lv.0", "レベル7", "Lv.-1", "Level 10", "Lv.2.5"])
def test_a_level_that_does_not_exist_is_corrected_with_the_text(ask: Ask, level: str) -> None:
    answer = ask(f"{level}の必須スキルは？")
    assert "「DX人材の役割を5段階のレベル別に設定しています。」" in answer.text
    assert not {c.record_id for c in answer.citations if c.record_id.startswith("skill/")}


@pytest.mark.parametrize(
    ("case", "record_id"),
    [
        ("ベンダーと地域団体の板挟みです。Lv.3の役割としてはどう動くべき？", "role/lv3/influence"),
        (
            "お年寄りの来庁者が機械に慣れていません。Lv.1の職員としてどう対応しますか",
            "role/lv1/execution",
        ),
    ],
)
def test_a_case_told_before_the_level_leads_to_the_cell_of_its_role(
    ask: Ask, case: str, record_id: str
) -> None:
    cited = {citation.record_id for citation in ask(case).citations}
    assert {one for one in cited if one.startswith("role/")} == {record_id}
