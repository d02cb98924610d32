"""Who is let in, and what every form has to carry."""

import pytest
from fastapi import FastAPI

from tests.web.coaching.visitor import Visitor, enter, staff


def test_every_page_says_that_it_is_for_evaluation(app: FastAPI) -> None:
    visitor = Visitor(app)
    for path in ("/", "/nowhere"):
        visitor.get(path)
        assert "評価用の画面です" in visitor.text
    known = staff(app)
    for path in ("/me", "/role", "/leave"):
        known.get(path)
        assert "評価用の画面です" in known.text


@pytest.mark.parametrize("path", ["/me", "/consent", "/role", "/coach", "/team", "/leave"])
def test_whoever_is_not_known_is_sent_to_the_first_page(app: FastAPI, path: str) -> None:
    visitor = Visitor(app)
    response = visitor.get(path)
    assert response.url.path == "/coaching/"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app: FastAPI) -> None:
    cookie = Visitor(app).get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/;" in cookie


@pytest.mark.parametrize("token", [None, "", "0" * 64])
def test_a_form_without_the_sessions_token_changes_nothing(app: FastAPI, token: str | None) -> None:
    visitor = enter(app, "花子", "staff")
    fields = {"confirm": "yes"} | ({} if token is None else {"token": token})
    response = visitor.client.post("/coaching/consent", data=fields)
    assert response.status_code == 403
    assert "保存していません" in response.text
    assert visitor.get("/me").url.path == "/coaching/consent"


def test_the_token_of_somebody_else_is_refused(app: FastAPI) -> None:
    other = enter(app, "太郎", "staff")
    visitor = enter(app, "花子", "staff")
    visitor.page = other.page
    assert visitor.post("/consent", confirm="yes").status_code == 403


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "", "role": "staff"}, "「表示する名前」を入力または選択してください"),
        ({"name": "\u200b ", "role": "staff"}, "「表示する名前」を入力または選択してください"),
        ({"name": "花子"}, "「使う立場」を入力または選択してください"),
        ({"name": "花子", "role": "admin"}, "「使う立場」の内容を使えません"),
        ({"name": "あ" * 201, "role": "staff"}, "「表示する名前」が長すぎます"),
    ],
)
def test_what_is_wrong_is_said_at_the_top_with_what_was_typed(
    app: FastAPI, fields: dict[str, str], said: str
) -> None:
    visitor = Visitor(app)
    visitor.get("/")
    assert visitor.post("/enter", **fields).status_code == 422
    assert said in visitor.text
    assert "autofocus" in visitor.page
    assert visitor.get("/me").url.path == "/coaching/"


def test_only_whole_forms_of_ours_are_read(app: FastAPI) -> None:
    visitor = enter(app, "花子", "staff")
    token = visitor.page.split('name="token" value="')[1][:64]
    send = visitor.client.post
    assert send("/coaching/consent", json={"token": token}).status_code == 422
    twice = f"token={token}&confirm=yes&confirm=yes"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert send("/coaching/consent", content=twice, headers=kind).status_code == 422
    assert visitor.post("/consent", confirm="yes", more="x").status_code == 422
    assert visitor.get("/me").url.path == "/coaching/consent"


def test_leaving_is_asked_about_first_and_then_final(app: FastAPI) -> None:
    visitor = staff(app)
    cookies = dict(visitor.client.cookies)
    visitor.get("/leave")
    assert "同じ記録を開くことはできません" in visitor.text
    assert visitor.post("/leave").url.path == "/coaching/"
    visitor.client.cookies.update(cookies)
    assert visitor.get("/me").url.path == "/coaching/"


def test_names_are_shown_as_text(app: FastAPI) -> None:
    visitor = staff(app, "<b>花子</b>{{ 7*7 }}")
    visitor.get("/me")
    assert "&lt;b&gt;花子&lt;/b&gt;{{ 7*7 }}" in visitor.page
    assert "<b>花子" not in visitor.page
