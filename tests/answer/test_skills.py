"""The 33 required skills, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.types import Answer, Status
from corpus import Corpus, Kind
from eval.matching import MARKER, matching_form, named_records

if TYPE_CHECKING:
    from tests.answer.conftest import Ask

MOST_CHARS = 400
FACETS_OF_SKILLS = ("thinking", "execution", "organization", "influence")


def plain(answer: Answer) -> str:
    return MARKER.sub("", answer.text)


@pytest.mark.parametrize("facet", FACETS_OF_SKILLS)
@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
@pytest.mark.parametrize(
    ("field", "other", "question"),
    [
        ("definition", "example", "「{name}」の定義は？"),
        ("definition", "example", "{name}とは何ですか"),
        ("definition", "example", "What is the definition of {name_en}?"),
        ("example", "definition", "{name}の活用例を教えて"),
        ("example", "definition", "Give an example of {name_en}"),
    ],
)
def test_a_definition_or_example_is_the_text_of_that_skill_and_no_more(
    ask: Ask, corpus: Corpus, field: str, other: str, question: str, level: int, facet: str
) -> None:
    for skill in corpus.of(Kind.REQUIRED_SKILL, level=level, facet=facet):
        answer = ask(question.format(name=skill.name, name_en=skill.name_en))
        assert answer.status is Status.ANSWERED, skill.id
        assert skill.quote(field).text in plain(answer), skill.id
        assert skill.quote(other).text not in plain(answer), skill.id
        assert f"Lv.{level}" in plain(answer), skill.id
        assert len(plain(answer).split("※")[0].split("Note:")[0]) < MOST_CHARS, skill.id
        named = named_records(answer.text, Kind.REQUIRED_SKILL, corpus, expected=[skill.id])
        assert named == {skill.id}
        assert {c.record_id for c in answer.citations} == {skill.id}
        assert skill.quote(field).text in {c.quote for c in answer.citations}


def test_a_skill_named_alone_gets_definition_example_and_place(ask: Ask, corpus: Corpus) -> None:
    for skill in corpus.of(Kind.REQUIRED_SKILL):
        answer = ask(f"必須スキル「{skill.name}」について教えて")
        for part in (
            skill.quote("definition").text,
            skill.quote("example").text,
            f"Lv.{skill.level}",
            corpus.facets[skill.facet or ""].name,
        ):
            assert part in plain(answer), (skill.id, part)


def test_the_level_and_the_facet_of_every_skill_are_told(ask: Ask, corpus: Corpus) -> None:
    for skill in corpus.of(Kind.REQUIRED_SKILL):
        place = f"Lv.{skill.level}「{corpus.facets[skill.facet or ''].name}」の必須スキル"
        for question in (
            f"{skill.name}は何レベルのスキル？",
            f"スキル「{skill.name}」はどの区分？",
        ):
            answer = ask(question)
            assert place in plain(answer), question
            assert skill.quote("definition").text not in plain(answer), question


def test_the_skill_of_two_names_is_one_and_both_names_are_told(ask: Ask) -> None:
    for name in ("フォロワーシップ", "フォローアップ"):
        answer = ask(f"{name}の定義は？")
        assert "プロジェクトメンバーの動きを理解しながら" in answer.text
        note = plain(answer).split("※")[1]
        assert "フォロワーシップ" in note
        assert "フォローアップ" in note
        cited = {c.quote for c in answer.citations}
        assert {"フォロワーシップ", "フォローアップ"} <= cited


def test_slips_of_the_text_are_quoted_as_they_are(ask: Ask) -> None:
    answer = ask("データ・AI活用戦略の活用例は？")
    assert "市民の待ち時間や職員への対応時間などの定量的なデータ" in answer.text


def test_skills_and_training_items_of_one_name_are_told_apart(ask: Ask, corpus: Corpus) -> None:
    skill = ask("必須スキルの人材育成はどのレベル？")
    item = ask("育成項目の人材育成はどのレベル？")
    assert "必須スキル" in plain(skill).splitlines()[0]
    assert "育成項目" in plain(item).splitlines()[0]
    assert "skill/lv4/people-development" in {c.record_id for c in skill.citations}
    assert "training/lv4/people-development" in {c.record_id for c in item.citations}


def test_a_definition_shared_by_no_one_finds_its_skill(ask: Ask, corpus: Corpus) -> None:
    """Asked in the words of its definition, without its name, each skill is found."""
    missed = []
    for skill in corpus.of(Kind.REQUIRED_SKILL):
        words = skill.quote("definition").text.removeprefix("定義：").removesuffix("力。")
        answer = ask(f"「{words}」のはどのスキル？")
        if matching_form(skill.name) not in matching_form(answer.text):
            missed.append(skill.id)
    assert missed == []
