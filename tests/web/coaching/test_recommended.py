"""Recommended skills: an extra that people open themselves, never a gap."""

import re

import pytest
from fastapi import FastAPI

from assistant.coach.scale import Rating
from corpus import Corpus, Kind
from tests.web.coaching.visitor import Visitor, answer_all, assessment_of, enter, share, staff


@pytest.fixture
def visitor(app: FastAPI) -> Visitor:
    visitor = staff(app)
    answer_all(visitor, Rating.INDEPENDENT)
    return visitor


def test_all_of_them_stand_under_their_categories_with_the_rule_and_no_invented_definition(
    visitor: Visitor, corpus: Corpus
) -> None:
    here = assessment_of(visitor)
    visitor.get(here)
    assert "推奨スキルも見る" in visitor.text
    visitor.get(f"{here}/recommended")
    for record in (*corpus.of(Kind.CATEGORY), *corpus.of(Kind.RECOMMENDED_SKILL)):
        assert record.name in visitor.text
    for field in ("text", "where"):
        assert corpus.get("rule/r7").quote(field).text in visitor.text
    assert len(re.findall(r'/recommended/\d+"', visitor.page)) == 31
    assert "定義：" not in visitor.text


def test_nothing_of_them_is_asked_about_unless_opened(visitor: Visitor, corpus: Corpus) -> None:
    names = [skill.name for skill in corpus.of(Kind.RECOMMENDED_SKILL)]
    here = assessment_of(visitor)
    for path in (here, f"{here}/skills/1"):
        visitor.get(path)
        listed = re.sub(r"<blockquote.*?</blockquote>", "", visitor.page, flags=re.DOTALL)
        assert [name for name in names if f">{name}<" in listed] == []


def test_an_answer_is_kept_apart_and_never_becomes_a_gap(visitor: Visitor, corpus: Corpus) -> None:
    here = assessment_of(visitor)
    first = corpus.of(Kind.RECOMMENDED_SKILL)[0]
    visitor.get(f"{here}/recommended/1")
    assert first.name in visitor.text
    assert "必須スキルではありません" in visitor.text
    response = visitor.post(f"{here}/recommended/1", rating="unknown", evidence="これから")
    assert response.url.path.endswith("/recommended/2")
    visitor.get(here)
    assert "答えたものはありません" in visitor.text
    found = visitor.client.get(f"/coaching{here}/download/json").json()
    assert found["gaps"] == []
    assert [s["skill_id"] for s in found["recommended"]] == [first.id]
    assert len(found["met"]) == 8
    visitor.get("/me")
    assert "回答 8／8" in visitor.text


def test_the_last_one_leads_back_to_their_list(visitor: Visitor) -> None:
    here = assessment_of(visitor)
    visitor.get(f"{here}/recommended/31")
    response = visitor.post(f"{here}/recommended/31", rating="independent")
    assert response.url.path == f"/coaching{here}/recommended"
    assert visitor.get(f"{here}/recommended/32").status_code == 404
    assert visitor.get(f"{here}/other/1").status_code == 404


def test_an_old_page_overwrites_nothing(visitor: Visitor) -> None:
    here = assessment_of(visitor)
    visitor.get(f"{here}/recommended/1")
    old = visitor.page
    visitor.post(f"{here}/recommended/1", rating="unknown")
    visitor.page = old
    assert visitor.post(f"{here}/recommended/2", rating="unknown").status_code == 409


def test_a_question_beside_one_is_answered_in_place(visitor: Visitor) -> None:
    here = assessment_of(visitor)
    visitor.get(f"{here}/recommended/1")
    visitor.post(f"{here}/recommended/1/questions", question="推奨スキルとは何ですか", skill="")
    assert "専門性が高いものは必須スキルではなく推奨スキルとしています" in visitor.text


def test_the_coach_answers_beside_the_person_and_the_plan_shows_both_apart(
    app: FastAPI, visitor: Visitor, corpus: Corpus
) -> None:
    here = assessment_of(visitor)
    visitor.get(f"{here}/recommended/1")
    visitor.post(f"{here}/recommended/1", rating="unknown")
    coach = enter(app, "太郎", "coach")
    share(visitor, coach)
    coach.get(f"{here}/recommended/1")
    coach.post(f"{here}/recommended/1", rating="supported")
    coach.get(here)
    coach.post(f"{here}/plans")
    part = coach.text.split("推奨スキル（参考）")[1]
    name = corpus.of(Kind.RECOMMENDED_SKILL)[0].name
    assert name in part
    assert "≠ 違いあり" in part
