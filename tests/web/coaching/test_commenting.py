"""Comments on a plan, as the person and the coach write them."""

import re

import pytest
from fastapi import FastAPI

from assistant.coach.scale import Rating
from tests.web.coaching.test_planning import plan_of
from tests.web.coaching.visitor import Visitor, answer_all, enter, share, staff


@pytest.fixture
def both(app: FastAPI) -> tuple[Visitor, Visitor]:
    """A staff member and their coach, both on a plan just drafted."""
    visitor, coach = staff(app), enter(app, "太郎", "coach")
    here = answer_all(visitor, Rating.SUPPORTED, Rating.INDEPENDENT)
    share(visitor, coach)
    coach.get(here)
    coach.post(f"{here}/plans")
    visitor.get(plan_of(coach))
    return visitor, coach


def seen(visitor: Visitor) -> str:
    found = re.search(r'name="seen" value="(\d+)"', visitor.page)
    assert found
    return found.group(1)


def write(visitor: Visitor, plan: str, words: str) -> int:
    return visitor.post(f"{plan}/comments", words=words, seen=seen(visitor)).status_code


def comments(visitor: Visitor, plan: str) -> list[str]:
    visitor.get(plan)
    return re.findall(r'<p class="said">([^<]*)</p>', visitor.page)


def test_both_write_and_answer_each_other_on_a_draft_and_when_approved(
    both: tuple[Visitor, Visitor],
) -> None:
    visitor, coach = both
    plan = plan_of(coach)
    assert write(visitor, plan, "一行目\n二行目") == 200
    coach.get(plan)
    assert write(coach, plan, "来週話しましょう。") == 200
    assert "太郎 （コーチ）" in coach.text
    coach.post(f"{plan}/decision", to="approved", comment="")
    visitor.get(plan)
    assert "承認済み" in visitor.text
    assert write(visitor, plan, "ありがとうございます。") == 200
    assert comments(coach, plan) == [
        "一行目\n二行目",
        "来週話しましょう。",
        "ありがとうございます。",
    ]
    visitor.get("/me")
    assert "コメント 3件" in visitor.text


def test_a_comment_is_shown_as_text_whatever_is_in_it(both: tuple[Visitor, Visitor]) -> None:
    visitor, coach = both
    nasty = "<script>alert(1)</script> [x](javascript:alert(1)) {{ 7*7 }} ![](http://x/y.png)"
    write(visitor, plan_of(coach), nasty)
    coach.get(plan_of(coach))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in coach.page
    assert "<script>alert" not in coach.page
    assert "{{ 7*7 }}" in coach.page
    assert 'href="javascript' not in coach.page
    assert 'src="http://x' not in coach.page


def test_one_that_crosses_another_is_not_kept_and_its_words_are_not_lost(
    both: tuple[Visitor, Visitor],
) -> None:
    visitor, coach = both
    plan = plan_of(coach)
    coach.get(plan)
    old = coach.page
    write(visitor, plan, "先に書いたもの")
    coach.page = old
    assert write(coach, plan, "あとから送ったもの") == 409
    assert "保存していません" in coach.text
    assert "先に書いたもの" in coach.text
    assert ">あとから送ったもの</textarea>" in coach.page
    # Now that the other comment has been seen, the same words are taken.
    assert write(coach, plan, "あとから送ったもの") == 200
    assert comments(visitor, plan) == ["先に書いたもの", "あとから送ったもの"]


def test_pressing_twice_writes_once(both: tuple[Visitor, Visitor]) -> None:
    visitor, coach = both
    plan, old = plan_of(coach), both[0].page
    for _ in range(2):
        visitor.page = old
        assert write(visitor, plan, "二度押し") == 200
    assert comments(coach, plan) == ["二度押し"]


def test_its_author_corrects_it_and_takes_it_back_and_others_cannot(
    both: tuple[Visitor, Visitor],
) -> None:
    visitor, coach = both
    plan = plan_of(coach)
    write(visitor, plan, "まちがい")
    fields = {"number": 1, "version": 1, "words": "正しいこと"}
    coach.get(plan)
    assert "直す・取り消す" not in coach.text
    refused = coach.post(f"{plan}/comments/1", action="save", **fields)
    assert refused.status_code == 422
    visitor.post(f"{plan}/comments/1", action="save", **fields)
    assert comments(coach, plan) == ["正しいこと"]
    visitor.get(plan)
    late = fields | {"words": "古い画面から"}
    assert visitor.post(f"{plan}/comments/1", action="save", **late).status_code == 409
    visitor.post(f"{plan}/comments/1", action="remove", **(fields | {"version": 2}))
    assert comments(coach, plan) == []
    assert "書いた人が取り消しました" in coach.text


@pytest.mark.parametrize("words", ["", " 　\u200b", "あ" * 2001])
def test_an_empty_or_too_long_comment_is_told_beside_its_field(
    both: tuple[Visitor, Visitor], words: str
) -> None:
    visitor, coach = both
    assert write(visitor, plan_of(coach), words) == 422
    assert "「プランへのコメント」" in visitor.text
    assert 'href="#words"' in visitor.page


def test_a_coachs_verdict_is_refused_with_its_reason(both: tuple[Visitor, Visitor]) -> None:
    _, coach = both
    plan = plan_of(coach)
    coach.get(plan)
    assert write(coach, plan, "今回は合格です。") == 422
    assert "人を判定する言い方" in coach.text


def test_a_stranger_gets_the_page_of_a_missing_record(
    app: FastAPI, both: tuple[Visitor, Visitor]
) -> None:
    plan = plan_of(both[1])
    stranger = enter(app, "次郎", "coach")
    stranger.get("/leave")
    pages = set()
    for path in (plan, "/plans/" + "0" * 32):
        stranger.get("/leave")
        assert stranger.post(f"{path}/comments", words="私も", seen=0).status_code == 404
        pages.add(stranger.text)
    assert len(pages) == 1


def test_the_copy_holds_the_comments(both: tuple[Visitor, Visitor]) -> None:
    visitor, coach = both
    write(visitor, plan_of(coach), "控えに残るもの")
    (plan,) = visitor.get("/my-data.json").json()["plans"]
    assert [comment["text"] for comment in plan["comments"]] == ["控えに残るもの"]
