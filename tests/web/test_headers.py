"""Every response carries the security headers, and no page names another host."""

import re

import httpx
import pytest

EVERYTHING = ["/", "/healthz", "/public/page.css", "/project/settings", "/anything", "/thread/x"]


@pytest.mark.parametrize("path", EVERYTHING)
def test_every_response_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    policy = policy_of(headers)
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["connect-src"] == ["'self'"]


def test_the_policy_names_no_other_host(client: httpx.Client) -> None:
    policy = policy_of(client.get("/").headers)
    named = {source for sources in policy.values() for source in sources}
    assert named <= {"'self'", "'none'", "'unsafe-inline'", "data:"}
    assert [name for name, sources in policy.items() if "'unsafe-inline'" in sources] == [
        "style-src"
    ]


@pytest.mark.parametrize("path", ["/", "/public/page.js", "/public/page.css"])
def test_our_files_load_nothing_from_elsewhere(client: httpx.Client, path: str) -> None:
    content = client.get(path).text
    assert re.findall(r"(?:src|href|url|import)[=(\s]*[\"'(]?(?:https?:)?//", content) == []


def test_the_page_has_no_script_inside(client: httpx.Client) -> None:
    page = client.get("/").text
    scripts = re.findall(r"<script([^>]*)>", page)
    assert all("src=" in script or "application/json" in script for script in scripts)
    assert not re.search(r"\son\w+=", page)


def test_assets_with_hashed_names_are_kept_and_pages_are_not(client: httpx.Client) -> None:
    page = client.get("/")
    assert page.headers["cache-control"] == "no-cache"
    style = re.findall(r'href="(/assets/[^"]+)"', page.text)[0]
    assert "immutable" in client.get(style).headers["cache-control"]
    assert "immutable" not in client.get("/assets/none.js").headers["cache-control"]


def test_assets_come_packed_to_those_who_can_unpack(client: httpx.Client) -> None:
    style = re.findall(r'href="(/assets/[^"]+)"', client.get("/").text)[0]
    packed = client.get(style)
    assert packed.headers["content-encoding"] == "gzip"
    plain = client.get(style, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == packed.content
    assert plain.headers["content-type"].startswith("text/css")
    assert client.get(f"{style}.map").status_code == 404


def policy_of(headers: httpx.Headers) -> dict[str, list[str]]:
    directives = (part.split() for part in headers["content-security-policy"].split(";"))
    return {name: sources for name, *sources in directives}
