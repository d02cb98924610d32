"""Nobody comes in without a password, and nobody stays in after signing out."""

import uuid

import httpx
import pytest
from socketio.exceptions import ConnectionError

from assistant.accounts.throttle import MOST_BY_LOGIN
from assistant.accounts.types import Role
from tests.web.entrance.conftest import NewBrowser
from tests.web.entrance.people import PASSWORD, accounts, add, sign_in
from tests.web.serving import Server
from tests.web.talking import talking

CLOSED = ["/user", "/project/settings", "/project/translations", "/auth/config", "/sources/x"]


def test_a_page_leads_to_the_login_and_back(guarded: Server, new_browser: NewBrowser) -> None:
    add(guarded.data_dir, "hanako")
    browser = new_browser()
    response = browser.get("/coaching/team")
    assert response.status_code == 303
    assert response.headers["location"] == "/login?back=/coaching/team"
    page = browser.get(response.headers["location"])
    assert 'name="back" value="/coaching/team"' in page.text
    inside = sign_in(browser, "hanako", back="/coaching/team")
    assert (inside.status_code, inside.headers["location"]) == (303, "/coaching/team")
    assert browser.get("/").status_code == 200
    assert browser.get("/user").json()["display_name"] == "hanakoさん"


@pytest.mark.parametrize("path", CLOSED)
def test_nothing_is_told_to_who_is_not_in(new_browser: NewBrowser, path: str) -> None:
    assert new_browser(Accept="application/json").get(path).status_code == 401


def test_the_socket_takes_nobody_who_is_not_in(guarded: Server) -> None:
    with (
        pytest.raises(ConnectionError),
        talking(guarded.address, str(uuid.uuid4()), cookies={}),
    ):
        pass


@pytest.mark.parametrize(
    ("login", "password"),
    [("taro", "wrong password!"), ("nobody", PASSWORD), ("taro", ""), ("' OR 1=1 --", PASSWORD)],
)
def test_whatever_is_wrong_the_same_is_said(
    guarded: Server, new_browser: NewBrowser, login: str, password: str
) -> None:
    with accounts(guarded.data_dir) as found:
        if "taro" not in {account.login for account in found.all()}:
            add(guarded.data_dir, "taro")
    browser = new_browser()
    response = sign_in(browser, login, password)
    assert response.status_code == 401
    assert "ログイン名またはパスワードが違います" in response.text
    assert password == "" or password not in response.text
    assert browser.get("/").status_code == 303


def test_guessing_is_closed_for_a_while_even_to_the_right_password(
    guarded: Server, new_browser: NewBrowser
) -> None:
    add(guarded.data_dir, "jiro")
    for _ in range(MOST_BY_LOGIN):
        assert sign_in(new_browser(), "jiro", "wrong password!").status_code == 401
    response = sign_in(new_browser(), "jiro")
    assert response.status_code == 429
    assert 0 < int(response.headers["retry-after"]) <= 900
    assert "しばらくログインを受け付けません" in response.text


def test_the_form_of_another_browser_is_refused(guarded: Server, new_browser: NewBrowser) -> None:
    add(guarded.data_dir, "saburo")
    response = sign_in(new_browser(), "saburo", token="0" * 64)
    assert response.status_code == 403
    assert "もう一度入力してください" in response.text


def test_signing_in_gives_another_secret_than_the_browser_held(
    guarded: Server, new_browser: NewBrowser
) -> None:
    add(guarded.data_dir, "shiro")
    browser = new_browser()
    browser.get("/login")
    before = browser.cookies["assistant_session"]
    cookie = sign_in(browser, "shiro").headers["set-cookie"].lower()
    assert browser.cookies["assistant_session"] != before
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "max-age=28800" in cookie


def test_a_secret_opens_nothing_after_signing_out_nor_does_its_socket(
    guarded: Server, new_browser: NewBrowser
) -> None:
    add(guarded.data_dir, "goro")
    browser = new_browser()
    sign_in(browser, "goro")
    held = dict(browser.cookies)
    with talking(guarded.address, str(uuid.uuid4()), cookies=held) as conversation:
        assert conversation.ask("Lv.1の必須スキルは？").texts
        assert browser.post("/logout").json() == {"success": True}
        gone = conversation.client.eio
        conversation.send("Lv.2の必須スキルは？")
        gone.wait()
        assert not conversation.client.connected
    assert browser.get("/user", headers={"Accept": "*/*"}).status_code == 401
    replayed = httpx.get(f"{guarded.address}/user", cookies=held)
    assert replayed.status_code == 401
    with (
        pytest.raises(ConnectionError),
        talking(guarded.address, str(uuid.uuid4()), cookies=held),
    ):
        pass


def test_a_disabled_account_is_out_at_once(guarded: Server, new_browser: NewBrowser) -> None:
    add(guarded.data_dir, "rokuro")
    browser = new_browser(Accept="application/json")
    sign_in(browser, "rokuro")
    assert browser.get("/user").status_code == 200
    with accounts(guarded.data_dir) as found:
        found.set_enabled("rokuro", False)
    assert browser.get("/user").status_code == 401


@pytest.mark.parametrize("secret", ["x", "0" * 43, "a" * 5000, "あ".encode().decode("latin-1")])
def test_a_forged_secret_opens_nothing(guarded: Server, secret: str) -> None:
    header = {"Cookie": f"assistant_session={secret}".encode("latin-1")}
    response = httpx.get(f"{guarded.address}/user", headers=header)
    assert response.status_code in (400, 401, 431)


def test_a_token_of_chainlits_own_kind_opens_nothing(guarded: Server) -> None:
    token = "eyJhbGciOiJub25lIn0.eyJpZGVudGlmaWVyIjoiYWRtaW4ifQ."
    for given in ({"Cookie": f"access_token={token}"}, {"Authorization": f"Bearer {token}"}):
        assert httpx.get(f"{guarded.address}/user", headers=given).status_code == 401


def test_somebody_elses_conversation_cannot_be_acted_in(
    guarded: Server, new_browser: NewBrowser
) -> None:
    for login in ("nanako", "yae"):
        add(guarded.data_dir, login)
    owner, other = new_browser(), new_browser()
    sign_in(owner, "nanako")
    sign_in(other, "yae")
    session = str(uuid.uuid4())
    with talking(guarded.address, session, cookies=dict(owner.cookies)) as conversation:
        reply = conversation.ask("Lv.1の必須スキルは？")
        action = {
            "sessionId": session,
            "action": {"name": "ask", "payload": {"question": "Lv.2の必須スキルは？"}},
        }
        rating = {
            "sessionId": session,
            "feedback": {"forId": reply.run_id, "threadId": reply.thread_id, "value": 1},
        }
        assert other.post("/project/action", json=action).status_code == 404
        assert other.put("/feedback", json=rating).status_code == 403
        with (
            pytest.raises(ConnectionError),
            talking(guarded.address, session, cookies=dict(other.cookies)),
        ):
            pass
        assert owner.put("/feedback", json=rating).status_code == 200


def test_a_role_given_while_somebody_is_in_counts_at_once(
    guarded: Server, new_browser: NewBrowser
) -> None:
    add(guarded.data_dir, "kumi")
    browser = new_browser()
    sign_in(browser, "kumi")
    assert browser.get("/coaching/").headers["location"] == "/coaching/me"
    with accounts(guarded.data_dir) as found:
        found.set_role("kumi", Role.COACH)
    assert browser.get("/coaching/").headers["location"] == "/coaching/coach"


def test_the_pages_do_not_say_that_there_are_no_logins(
    guarded: Server, new_browser: NewBrowser
) -> None:
    add(guarded.data_dir, "mitsu")
    browser = new_browser()
    sign_in(browser, "mitsu")
    for path in ("/", "/coaching/consent"):
        assert "ログインなし" not in browser.get(path).text
