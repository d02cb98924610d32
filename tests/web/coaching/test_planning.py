"""A plan from draft to approval, and the team."""

import re
from html import unescape

import pytest
from fastapi import FastAPI

from assistant.coach.scale import Rating
from corpus import Corpus, Kind
from tests.web.coaching.visitor import Visitor, answer_all, enter, share, staff


@pytest.fixture
def both(app: FastAPI) -> tuple[Visitor, Visitor]:
    """A staff member, and their coach on a plan just drafted."""
    visitor, coach = staff(app), enter(app, "太郎", "coach")
    here = answer_all(visitor, Rating.SUPPORTED, Rating.INDEPENDENT)
    share(visitor, coach)
    coach.get(here)
    coach.post(f"{here}/plans")
    return visitor, coach


def plan_of(coach: Visitor) -> str:
    return coach.link(r"/plans/[0-9a-f]{32}")


def advice(coach: Visitor) -> list[str]:
    """The lines of advice of the plan, as its file has them."""
    coach.get(plan_of(coach))
    found = coach.client.get(f"/coaching{plan_of(coach)}/download/json").json()["advice"]
    return [line["text"] for line in found]


def test_a_line_can_be_reworded_moved_left_out_and_added(both: tuple[Visitor, Visitor]) -> None:
    _, coach = both
    plan = plan_of(coach)
    before = advice(coach)
    coach.post(f"{plan}/lines", part="advice", number=0, action="down", line="")
    assert advice(coach)[:2] != before[:2]
    coach.post(f"{plan}/lines", part="advice", number=1, action="up", line="")
    assert advice(coach) == before
    coach.post(f"{plan}/lines", part="advice", number=3, action="remove", line="")
    assert len(advice(coach)) == len(before) - 1
    own = "次の打合せで試して、感じたことを聞かせてください。"
    coach.post(f"{plan}/lines", part="notes", action="add", line=own)
    assert f"コーチの言葉 {own}" in coach.text
    coach.post(f"{plan}/lines", part="advice", number=0, action="save", line=own)
    assert advice(coach)[0] == own


def test_what_the_quotes_do_not_carry_is_refused_and_not_lost(
    both: tuple[Visitor, Visitor],
) -> None:
    _, coach = both
    plan = plan_of(coach)
    before = advice(coach)
    for line in ("この研修は毎月30万円かかります。〔2〕", "あなたはLv.3です。", "", "〔99〕を参照"):
        response = coach.post(f"{plan}/lines", part="advice", number=1, action="save", line=line)
        assert response.status_code == 422
        assert "保存していません" in coach.text
        assert line in unescape(coach.page)
    assert advice(coach) == before
    assert (
        coach.post(f"{plan}/lines", part="advice", number=999, action="remove").status_code == 422
    )


def test_an_edit_or_a_decision_on_what_has_changed_meanwhile_is_refused(
    both: tuple[Visitor, Visitor],
) -> None:
    _, coach = both
    plan = plan_of(coach)
    old = coach.page
    coach.post(f"{plan}/lines", part="advice", number=0, action="remove", line="")
    left = advice(coach)
    for path, fields in (
        ("lines", {"part": "advice", "number": 0, "action": "remove"}),
        ("decision", {"to": "approved"}),
    ):
        coach.page = old
        assert coach.post(f"{plan}/{path}", **fields).status_code == 409
        assert "保存していません" in coach.text
    assert advice(coach) == left
    assert "下書き" in coach.text


def test_an_approved_plan_is_marked_dated_and_final(both: tuple[Visitor, Visitor]) -> None:
    visitor, coach = both
    plan = plan_of(coach)
    coach.post(f"{plan}/decision", to="approved", comment="<i>一緒に</i>確かめました。")
    assert "承認済み" in coach.text
    assert "&lt;i&gt;一緒に&lt;/i&gt;確かめました。" in coach.page
    assert "この行を直す" not in coach.text
    version = {"version": 2}
    fields = {"part": "advice", "number": 0, "action": "remove"}
    coach.get("/leave")
    assert coach.post(f"{plan}/lines", **fields, **version).status_code == 422
    coach.get("/leave")
    assert coach.post(f"{plan}/decision", to="sent_back", **version).status_code == 422
    visitor.get("/me")
    assert "承認済み" in visitor.text
    visitor.get(plan)
    assert "コーチが確かめて承認したものです" in visitor.text
    file = visitor.get(f"{plan}/download/md")
    assert 'filename="growth-plan.zip"' in file.headers["content-disposition"]


def test_a_plan_sent_back_says_so_until_it_is_edited(both: tuple[Visitor, Visitor]) -> None:
    visitor, coach = both
    plan = plan_of(coach)
    coach.post(f"{plan}/decision", to="sent_back", comment="根拠を足しましょう。")
    visitor.get(plan)
    assert "差し戻し（未承認）" in visitor.text
    assert "コーチから差し戻されています" in visitor.text
    coach.post(f"{plan}/lines", part="notes", action="add", line="次に話すことを足しました。")
    visitor.get(plan)
    assert "これは下書きです" in visitor.text


def test_a_comment_that_passes_a_verdict_is_refused(both: tuple[Visitor, Visitor]) -> None:
    _, coach = both
    response = coach.post(f"{plan_of(coach)}/decision", to="approved", comment="合格です。")
    assert response.status_code == 422
    assert "下書き" in coach.text


def test_the_person_reads_the_plan_and_decides_nothing(both: tuple[Visitor, Visitor]) -> None:
    visitor, coach = both
    plan = plan_of(coach)
    visitor.get(plan)
    assert 'value="approved"' not in visitor.page
    assert "この行を直す" not in visitor.text
    for path, fields in (
        ("lines", {"part": "advice", "number": 0, "action": "remove", "version": 1}),
        ("decision", {"to": "approved", "version": 1}),
    ):
        visitor.get("/leave")
        assert visitor.post(f"{plan}/{path}", **fields).status_code == 404
    assert "下書き" in visitor.client.get(f"/coaching{plan}").text


def test_a_coach_without_the_share_cannot_find_the_plan(
    app: FastAPI, both: tuple[Visitor, Visitor]
) -> None:
    plan = plan_of(both[1])
    stranger = enter(app, "次郎", "coach")
    for path in (plan, f"{plan}/download/json", "/plans/" + "0" * 32, "/plans/..%2fx"):
        assert stranger.get(path).status_code in (400, 404)
    stranger.get("/leave")
    assert stranger.post(f"{plan}/decision", to="approved", version=1).status_code == 404


def test_markers_lead_to_the_quotes_below(both: tuple[Visitor, Visitor], corpus: Corpus) -> None:
    _, coach = both
    coach.get(plan_of(coach))
    wanted = set(re.findall(r'href="#(source-\d+)"', coach.page))
    there = set(re.findall(r'<li id="(source-\d+)"', coach.page))
    assert wanted
    assert wanted == there
    assert corpus.of(Kind.REQUIRED_SKILL, level=1)[0].quote("definition").text in coach.text


def test_the_team_is_counted_for_five_people_and_no_fewer(app: FastAPI) -> None:
    coach = enter(app, "太郎", "coach")
    for number in range(1, 6):
        coach.get("/team")
        assert f"いまは{number - 1}人です" in coach.text
        assert "<table" not in coach.page
        visitor = staff(app, f"職員{number}")
        answer_all(visitor, Rating.SUPPORTED if number > 2 else Rating.INDEPENDENT)
        share(visitor, coach)
    coach.get("/team")
    assert "5人の集計です" in coach.text
    assert "これから 12・できる 8（5人）" in coach.text
    assert "職員1" not in coach.text
    assert coach.text.count("表示なし") == 16
