"""The page, its language, and the page of sources."""

import re

import httpx
import pytest

from assistant.pipeline import Pipeline
from assistant.web.links import read_place, source_link
from corpus import Corpus
from tests.web.serving import Server

SOURCES = "/sources/kitakyushu-dx-ai-2026"


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({}, "ja"),
        ({"Accept-Language": "ja"}, "ja"),
        ({"Accept-Language": "en-GB,en;q=0.9"}, "en"),
        ({"Accept-Language": "fr"}, "ja"),
        ({"Accept-Language": "fr,en;q=0.5,ja;q=0.4"}, "en"),
        ({"Accept-Language": "en;q=0.1,ja;q=0.9"}, "ja"),
        ({"Accept-Language": "en;q=x, ja"}, "ja"),
        ({"Accept-Language": "en;q=0"}, "ja"),
        ({"Accept-Language": "en", "Cookie": "language=ja"}, "ja"),
        ({"Accept-Language": "ja", "Cookie": "a=b; language=en"}, "en"),
        ({"Accept-Language": "en", "Cookie": "language=../x"}, "en"),
        ({"Accept-Language": "en", "Cookie": ";;=;language"}, "en"),
    ],
)
def test_the_page_speaks_the_language_chosen_or_asked_for(
    client: httpx.Client, headers: dict[str, str], language: str
) -> None:
    response = client.get("/", headers={"Accept-Language": ""} | headers)
    assert f'<html lang="{language}">' in response.text
    assert response.headers["content-language"] == language


@pytest.mark.parametrize("language", ["ja", "en"])
def test_choosing_a_language_keeps_it(client: httpx.Client, language: str) -> None:
    response = client.get(f"/language/{language}", follow_redirects=True)
    assert response.url.path == "/"
    assert f'<html lang="{language}">' in response.text


def test_a_language_that_we_do_not_have_is_refused(client: httpx.Client) -> None:
    response = client.get("/language/fr")
    assert response.status_code == 422
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(
    ("language", "said"), [("ja", "ソフトウェアが自動で作成"), ("en", "by software")]
)
def test_the_page_says_that_software_answers_and_whom_to_ask(
    client: httpx.Client, language: str, said: str
) -> None:
    page = client.get("/", headers={"Accept-Language": language}).text
    assert said in page
    assert "政策局 DX・AI戦略室" in page
    assert "TEL 093-582-3020" in page


def test_the_page_says_that_there_is_no_login(client: httpx.Client) -> None:
    assert "ログインなし" in client.get("/").text


def test_health_and_readiness_are_told(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.json()["status"] in ("ready", "not ready")
    assert ready.status_code == (200 if ready.json()["status"] == "ready" else 503)


def test_a_source_shows_its_quote_marked_in_what_surrounds_it(
    client: httpx.Client, corpus: Corpus
) -> None:
    record = corpus.get("skill/lv3/critical-thinking")
    definition = record.quote("definition")
    place = f"2.{definition.span.start}-{definition.span.end}.{record.id}"
    page = client.get(SOURCES, params={"quote": place}).text
    assert f"<mark>{definition.text}</mark>" in page
    assert record.quote("example").text in page
    assert "〔2〕" in page
    assert f"<h3>{record.name}</h3>" in page
    for title in corpus.source.heading_path(definition.line)[-1:]:
        assert title in page
    assert f"原文の{definition.line}行目" in page


def test_a_source_may_be_shown_in_english(client: httpx.Client, corpus: Corpus) -> None:
    record = corpus.get("skill/lv3/critical-thinking")
    span = record.quote("definition").span
    place = f"1.{span.start}-{span.end}.{record.id}"
    page = client.get(SOURCES, params={"quote": place, "language": "en"}).text
    assert '<html lang="en">' in page
    assert f"{record.name_en} ({record.name})" in page
    assert re.search(r'<blockquote lang="ja">', page)


def test_several_sources_stand_in_order(client: httpx.Client) -> None:
    places = ["3.10-20.level/3", "1.30-40.level/2"]
    page = client.get(SOURCES, params={"quote": places}).text
    assert re.findall(r'data-number="(\d+)"', page) == ["3", "1"]


@pytest.mark.parametrize(
    ("path", "places", "status"),
    [
        (SOURCES, [], 422),
        (SOURCES, ["x"], 404),
        (SOURCES, ["1.5-5.level/3"], 404),
        (SOURCES, ["1.9-5.level/3"], 404),
        (SOURCES, ["1.0-9999999.level/3"], 404),
        (SOURCES, ["1.0-5.no/such"], 404),
        (SOURCES, ["1.-1-5.level/3"], 404),
        (SOURCES, ["1.0-5.<script>"], 404),
        (SOURCES, ["1.0-5.../../etc/passwd"], 404),
        (SOURCES, ["1.0-5.level/3"] * 101, 422),
        ("/sources/other", ["1.0-5.level/3"], 404),
        ("/sources/..%2Fx", ["1.0-5.level/3"], 400),
    ],
)
def test_a_place_that_is_none_is_refused(
    client: httpx.Client, path: str, places: list[str], status: int
) -> None:
    response = client.get(path, params={"quote": places})
    assert response.status_code in (status, 414)
    assert "<script>" not in response.text


def test_the_starters_are_answered(client: httpx.Client, pipeline: Pipeline) -> None:
    for language in ("ja", "en-US"):
        settings = client.get("/project/settings", params={"language": language}).json()
        categories = settings["starterCategories"]
        assert len(categories) == 3
        questions = [starter["message"] for kind in categories for starter in kind["starters"]]
        assert len(questions) == 12
        statuses = {question: pipeline.ask(question).answer.status.value for question in questions}
        assert set(statuses.values()) == {"answered"}, statuses


def test_chainlits_settings_are_ours(client: httpx.Client) -> None:
    settings = client.get("/project/settings").json()
    features = settings["features"]
    assert features["spontaneous_file_upload"]["enabled"] is False
    assert features["mcp"]["enabled"] is False
    assert features["audio"]["enabled"] is False
    assert features["edit_message"] is False
    assert features["favorites"] is False
    assert features["unsafe_allow_html"] is False
    assert features["user_message_markdown"] is False
    assert settings["threadSharing"] is False
    assert settings["threadResumable"] is True
    assert settings["dataPersistence"] is True


@pytest.mark.parametrize(("language", "placeholder"), [("ja", "質問"), ("en-US", "Ask")])
def test_chainlit_speaks_our_words(client: httpx.Client, language: str, placeholder: str) -> None:
    response = client.get("/project/translations", params={"language": language})
    assert placeholder in response.json()["translation"]["chat"]["input"]["placeholder"]


def test_nothing_is_scattered_in_the_current_folder(server: Server) -> None:
    assert list((server.data_dir / "elsewhere").iterdir()) == []


def test_a_link_names_what_the_page_of_sources_reads(corpus: Corpus, pipeline: Pipeline) -> None:
    citations = pipeline.ask("Lv.3には何が求められますか").answer.citations
    assert len(citations) > 5
    for citation in citations:
        query = httpx.URL(source_link(citation, "ja")).params
        place = read_place(query["quote"])
        assert place is not None
        assert corpus.source.text[place.start : place.end] == citation.quote
        assert f"〔{place.number}〕" == citation.marker
        assert place.record_id == citation.record_id
