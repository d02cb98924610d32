"""Answering about skills one a page, and the result."""

import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from fastapi import FastAPI

from assistant.coach.assessment import LEVELS
from assistant.coach.scale import Rating
from corpus import Corpus, Kind
from tests.web.coaching.visitor import (
    Visitor,
    answer_all,
    assessment_of,
    enter,
    place,
    share,
    staff,
)


@contextmanager
def no_more_space() -> Iterator[None]:
    """No file of this process may grow beyond a page, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def own_answers(visitor: Visitor) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = visitor.get("/my-data.json").json()["assessments"][0]["self"]
    return found


@pytest.mark.parametrize("level", LEVELS)
def test_every_required_skill_up_to_the_role_is_asked_in_order(
    app: FastAPI, corpus: Corpus, level: int
) -> None:
    visitor = staff(app, level=level)
    skills = sorted(corpus.of(Kind.REQUIRED_SKILL), key=lambda skill: skill.level or 0)
    skills = [skill for skill in skills if (skill.level or 0) <= level]
    here = place(visitor)
    for number in (1, len(skills)):
        visitor.get(f"{here}/skills/{number}")
        skill = skills[number - 1]
        assert f"{number}／{len(skills)}問目" in visitor.text
        for field in ("definition", "example"):
            assert skill.quote(field).text in unescape(visitor.page)
    assert visitor.get(f"{here}/skills/{len(skills) + 1}").status_code == 404


def test_each_answer_is_saved_at_once_and_can_be_changed(app: FastAPI, corpus: Corpus) -> None:
    visitor = staff(app)
    here = place(visitor)
    first = corpus.of(Kind.REQUIRED_SKILL, level=1)[0].id
    visitor.post(f"{here}/skills/1", rating="supported", evidence="窓口で<b>尋ねた</b>\r\n二行目")
    assert own_answers(visitor)[first]["rating"] == "supported"
    visitor.get(f"{here}/skills/1")
    assert "窓口で&lt;b&gt;尋ねた&lt;/b&gt;\n二行目</textarea>" in visitor.page
    assert re.search(r'value="supported" required checked', visitor.page)
    visitor.post(f"{here}/skills/1", rating="independent")
    assert own_answers(visitor) == {first: {"rating": "independent", "evidence": ""}}
    visitor.get("/me")
    assert "2問目から続ける" in visitor.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"evidence": "書いた根拠"}, "いま"),
        ({"rating": "best", "evidence": "書いた根拠"}, "「回答」の内容を使えません"),
        ({"rating": "unknown", "evidence": "書いた根拠" + "長" * 4000}, "「根拠（任意）」が長すぎ"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told_and_the_note_is_not_lost(
    app: FastAPI, fields: dict[str, str], said: str
) -> None:
    visitor = staff(app)
    here = place(visitor)
    assert visitor.post(f"{here}/skills/1", **fields).status_code == 422
    assert "保存していません" in visitor.text
    assert said in visitor.text
    assert "書いた根拠" in visitor.page
    assert own_answers(visitor) == {}


def test_an_answer_in_an_old_tab_does_not_overwrite_a_newer_one(app: FastAPI) -> None:
    visitor = staff(app)
    here = place(visitor)
    old = visitor.page
    visitor.post(f"{here}/skills/1", rating="independent")
    visitor.page = old
    assert visitor.post(f"{here}/skills/1", rating="unknown").status_code == 409
    assert "保存していません" in visitor.text
    assert [rated["rating"] for rated in own_answers(visitor).values()] == ["independent"]


def test_a_full_disk_is_said_and_nothing_is_called_saved(app: FastAPI) -> None:
    visitor = staff(app)
    here = place(visitor)
    with no_more_space():
        response = visitor.post(f"{here}/skills/1", rating="unknown", evidence="消えない根拠")
    assert response.status_code == 503
    assert "記録を読み書きできないため、保存していません" in visitor.text
    assert "消えない根拠" in visitor.page
    assert own_answers(visitor) == {}
    assert visitor.get(f"{here}/skills/1").status_code == 200
    assert visitor.post(f"{here}/skills/1", rating="unknown").url.path.endswith("/skills/2")


def test_a_file_that_cannot_be_made_for_want_of_space_is_said(app: FastAPI, tmp_path: Path) -> None:
    visitor = staff(app)
    here = answer_all(visitor, Rating.UNKNOWN)
    with no_more_space():
        assert visitor.get(f"{here}/download/json").status_code == 503
    assert "記録を読み書きできない" in visitor.text
    assert str(tmp_path) not in visitor.page
    assert visitor.get(f"{here}/download/json").status_code == 200


def test_a_folder_that_cannot_be_used_is_said_without_naming_it(
    app: FastAPI, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "records").touch()
    visitor = Visitor(app)
    assert visitor.get("/").status_code == 503
    assert "保存していません" in visitor.text
    assert str(tmp_path) not in visitor.page


def test_the_result_shows_charts_in_words_and_gaps_from_the_lowest_level(
    app: FastAPI, corpus: Corpus
) -> None:
    visitor = staff(app, level=3)
    here = answer_all(visitor, Rating.SUPPORTED, Rating.INDEPENDENT)
    assert visitor.page.index('class="heat"') < visitor.page.index("<svg")
    levels = [int(n) for n in re.findall(r"<h3>\d+\. .*?Lv\.(\d)", visitor.page)]
    assert len(levels) == 10
    assert levels == sorted(levels)
    by_name = {skill.name: skill for skill in corpus.of(Kind.REQUIRED_SKILL)}
    named = re.findall(r"<h3>\d+\. ([^<]*?) <span", visitor.page)
    for name in named:
        assert by_name[name].quote("definition").text in unescape(visitor.page)
    unseen = re.findall(
        r'class="unseen">([^<]*)</span>\s*<span class="count">(\d+)/(\d+)', visitor.page
    )
    assert sum(int(answered) for _, _, answered in unseen) == 20
    for words, met, answered in unseen:
        assert words.count("一人でできる") == int(met)
        assert words.count(":") == int(answered)
    assert visitor.get(here).headers["cache-control"] == "no-store"


def test_a_question_is_answered_beside_its_skill_and_not_kept(
    app: FastAPI, corpus: Corpus, tmp_path: Path
) -> None:
    visitor = staff(app)
    first = corpus.of(Kind.REQUIRED_SKILL, level=1)[0]
    here = answer_all(visitor, Rating.UNKNOWN)
    question = f"{first.name}の活用例を教えてください"
    visitor.post(f"{here}/questions", skill=first.id, question=question)
    answer = re.findall(r'<section class="answer".*?</section>', visitor.page, re.DOTALL)
    assert len(answer) == 1
    assert first.quote("example").text in unescape(re.sub(r"<[^>]*>", "", answer[0]))
    assert 'href="/sources/' in answer[0]
    visitor.get(f"{here}/skills/1")
    visitor.post(f"{here}/skills/1/questions", skill=first.id, question="<b>予算</b>はいくらですか")
    assert "<b>予算" not in visitor.page
    assert "本文に記載がありません" in visitor.text
    visitor.post(f"{here}/skills/1/questions", skill=first.id, question=" ")
    assert "「質問」を入力" in visitor.text
    kept = b"".join(
        p.read_bytes() for p in (tmp_path / "data" / "coaching").rglob("*") if p.is_file()
    )
    assert question.encode() not in kept


def test_both_answers_stand_side_by_side_and_differences_are_marked(app: FastAPI) -> None:
    visitor, coach = staff(app), enter(app, "太郎", "coach")
    here = answer_all(visitor, Rating.SUPPORTED)
    share(visitor, coach)
    coach.get(f"{here}/skills/1")
    assert "コーチとしての回答を選んでください" in coach.text
    coach.post(f"{here}/skills/1", rating="independent", evidence="面談で聞いた")
    coach.post(f"{here}/skills/2", rating="supported")
    for one in (visitor, coach):
        one.get(here)
        assert one.page.count('class="differs"') == 1
        row = re.findall(r'<tr class="differs">.*?</tr>', one.page, re.DOTALL)[0]
        assert "支援があればできる" in row
        assert "≠" in row
        assert "面談で聞いた" in row
    # The coach's word has moved nothing of the person's.
    answers = own_answers(visitor)
    assert {rated["rating"] for rated in answers.values()} == {"supported"}
    assert len(re.findall(r"<h3>\d+\. ", coach.page)) == 8


def test_files_of_a_result_are_drafts(app: FastAPI) -> None:
    visitor = staff(app)
    here = answer_all(visitor, Rating.UNKNOWN)
    assert visitor.get(f"{here}/download/json").json()["state"] == "draft"
    packed = ZipFile(BytesIO(visitor.get(f"{here}/download/md").content))
    assert sorted(packed.namelist()) == [
        "growth-plan-draft-heat-map.png",
        "growth-plan-draft-radar.png",
        "growth-plan-draft.md",
    ]
    assert "下書き" in packed.read("growth-plan-draft.md").decode()
    assert visitor.get(f"{here}/download/exe").status_code == 404
    assert assessment_of(visitor) == here
