"""The pages within the whole application: their address, headers, languages, limits."""

import httpx
import pytest


def test_the_chat_page_links_to_them(client: httpx.Client) -> None:
    assert 'href="/coaching/"' in client.get("/").text
    response = client.get("/coaching", follow_redirects=True)
    assert response.url.path == "/coaching/"
    assert "スキル診断" in response.text


def test_forms_go_to_us_and_pages_are_not_kept(client: httpx.Client) -> None:
    response = client.get("/coaching/")
    assert "form-action 'self'" in response.headers["content-security-policy"]
    assert response.headers["cache-control"] == "no-store"
    assert "<script" not in response.text


def test_the_language_is_changed_in_place(client: httpx.Client) -> None:
    response = client.get("/language/en", params={"back": "/coaching/"}, follow_redirects=True)
    assert response.url.path == "/coaching/"
    assert '<html lang="en">' in response.text


@pytest.mark.parametrize(
    "back",
    ["//evil.example/", "https://evil.example/", "/coaching/../x", "/coaching/%0aX", "/other"],
)
def test_a_change_of_language_leads_nowhere_else(client: httpx.Client, back: str) -> None:
    response = client.get("/language/en", params={"back": back})
    assert response.headers["location"] == "/"


def test_a_form_from_another_site_is_refused(client: httpx.Client) -> None:
    response = client.post("/coaching/enter", headers={"Origin": "http://evil.example"}, data={})
    assert response.status_code == 403


def test_a_form_may_be_as_long_as_the_longest_note_and_no_longer(client: httpx.Client) -> None:
    note = "あ" * 4000
    assert client.post("/coaching/enter", data={"name": note}).status_code == 403
    assert client.post("/coaching/enter", data={"name": note * 2}).status_code == 413
    assert client.post("/set-session-cookie", content=b"x" * 20_000).status_code == 413


def test_a_page_that_is_not_there_is_told_in_the_language(client: httpx.Client) -> None:
    response = client.get("/coaching/nowhere", headers={"Accept-Language": "en"})
    assert response.status_code == 404
    assert "There is no such page" in response.text


def test_visitors_of_one_server_are_told_apart(client: httpx.Client) -> None:
    assert (
        client.cookies["assistant_session"]
        != httpx.get(f"{client.base_url}/coaching/").cookies["assistant_session"]
    )
