"""Signing on with a real provider of OpenID Connect on the loopback address."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest

from index.types import IndexSettings
from tests.web.entrance.people import accounts, add
from tests.web.serving import Server, serving

HANAKO = {"sub": "id-1", "preferred_username": "Hanako", "name": "職員 花子"}
TARO = {"sub": "id-2", "preferred_username": "taro", "name": "職員 太郎"}
IMPOSTOR = {"sub": "id-3", "preferred_username": "hanako", "name": "別の花子"}
ADMIN = {"sub": "id-4", "preferred_username": "admin", "name": "だれか"}
ODD = {"sub": "id-5", "preferred_username": "../x y", "name": "変な名前"}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider that knows the people above."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    people = [HANAKO, TARO, IMPOSTOR, ADMIN, ODD]
    claims = [part for person in people for part in ("--user-claims", json.dumps(person))]
    command = [sys.executable, "-m", "oidc_provider_mock", "-p", str(port), *claims]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address)
            yield address
        finally:
            process.kill()


def _wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            httpx.get(f"{address}/.well-known/openid-configuration").raise_for_status()
        except httpx.TransportError:
            assert time.monotonic() < until
        else:
            return


@pytest.fixture(scope="module")
def server(
    provider: str, built_index_settings: IndexSettings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    settings = {
        "ASSISTANT_LOGIN": "oidc",
        "ASSISTANT_OIDC_ISSUER": provider,
        "ASSISTANT_OIDC_CLIENT_ID": "assistant",
        "ASSISTANT_OIDC_CLIENT_SECRET": "secret",
    }
    folder = tmp_path_factory.mktemp("oidc")
    with serving(folder, built_index_settings.directory, settings=settings) as server:
        yield server


@pytest.fixture
def browser(server: Server) -> Iterator[httpx.Client]:
    headers = {"Accept": "text/html", "Accept-Language": "ja"}
    with httpx.Client(base_url=server.address, headers=headers, timeout=60) as browser:
        yield browser


def way_back(browser: httpx.Client, subject: str, *, back: str = "/", **form: str) -> str:
    """Press the button, agree at the provider, and return where it sends the browser to."""
    asked = browser.get("/sign-on/start", params={"back": back})
    assert asked.status_code == 302, asked.text[:500]
    agreed = httpx.post(asked.headers["location"], data={"sub": subject} | form)
    assert agreed.status_code == 302, agreed.text[:500]
    return agreed.headers["location"]


def test_the_login_page_leads_to_the_provider_and_has_no_form(browser: httpx.Client) -> None:
    page = browser.get("/coaching/", follow_redirects=True)
    assert page.url.path == "/login"
    assert 'href="/sign-on/start?back=/coaching/"' in page.text
    assert "<form" not in page.text
    assert browser.post("/login", data={"login": "x"}).status_code == 404


def test_somebody_whom_the_provider_knows_comes_in_and_out(browser: httpx.Client) -> None:
    inside = browser.get(way_back(browser, "id-1", back="/coaching/"))
    assert (inside.status_code, inside.headers["location"]) == (303, "/coaching/")
    assert browser.get("/user").json()["display_name"] == "職員 花子"
    held = dict(browser.cookies)
    browser.post("/logout")
    assert httpx.get(f"{browser.base_url}/user", cookies=held).status_code == 401


def test_the_request_is_bound_to_the_browser_by_state_nonce_and_challenge(
    browser: httpx.Client,
) -> None:
    asked = browser.get("/sign-on/start")
    query = httpx.URL(asked.headers["location"]).params
    assert query["code_challenge_method"] == "S256"
    assert all(query[name] for name in ("state", "nonce", "code_challenge"))


def test_a_way_back_that_this_browser_has_not_begun_is_refused(
    browser: httpx.Client, server: Server
) -> None:
    location = way_back(browser, "id-2")
    with httpx.Client(base_url=server.address, timeout=60) as other:
        response = other.get(location)
    assert response.status_code == 400
    assert "シングルサインオンを完了できませんでした" in response.text
    assert browser.get(location).status_code == 303
    assert browser.get(location).status_code == 400


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x", "?code=x&state=x", "?error=access_denied"]
)
def test_a_made_up_way_back_is_refused(browser: httpx.Client, query: str) -> None:
    response = browser.get(f"/sign-on/done{query}")
    assert response.status_code == 400
    assert browser.get("/user", headers={"Accept": "*/*"}).status_code == 401


def test_who_declines_at_the_provider_is_told(browser: httpx.Client) -> None:
    response = browser.get(way_back(browser, "id-2", action="deny"))
    assert response.status_code == 400
    assert "シングルサインオンを完了できませんでした" in response.text


def test_a_login_that_is_somebody_elses_lets_nobody_in(
    browser: httpx.Client, server: Server
) -> None:
    add(server.data_dir, "admin")
    browser.get(way_back(browser, "id-1"))
    browser.post("/logout")
    for subject in ("id-3", "id-4", "id-5"):
        response = browser.get(way_back(browser, subject))
        assert response.status_code == 403
        assert "このアカウントでは入れません" in response.text


def test_a_disabled_account_is_kept_out(browser: httpx.Client, server: Server) -> None:
    browser.get(way_back(browser, "id-2"))
    with accounts(server.data_dir) as found:
        found.set_enabled("taro", False)
    assert browser.get("/user", headers={"Accept": "*/*"}).status_code == 401
    assert browser.get(way_back(browser, "id-2")).status_code == 403


def test_signing_on_leads_to_pages_of_ours_alone(browser: httpx.Client) -> None:
    inside = browser.get(way_back(browser, "id-1", back="//evil.example/"))
    assert inside.headers["location"] == "/"


def test_a_provider_that_is_not_there_is_told(
    built_index_settings: IndexSettings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = {
        "ASSISTANT_LOGIN": "oidc",
        "ASSISTANT_OIDC_ISSUER": "http://127.0.0.1:9",
        "ASSISTANT_OIDC_CLIENT_ID": "assistant",
    }
    folder = tmp_path_factory.mktemp("alone")
    with serving(folder, built_index_settings.directory, settings=settings) as alone:
        response = httpx.get(f"{alone.address}/sign-on/start", headers={"Accept": "text/html"})
        assert response.status_code == 502
        assert "シングルサインオンを完了できませんでした" in response.text
