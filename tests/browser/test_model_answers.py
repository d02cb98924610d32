"""A person asks while a language model writes the answers, well or badly."""

import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from assistant.messages import text
from index.types import IndexSettings
from tests.browser.conftest import OpenPage
from tests.browser.pages import ChatPage
from tests.model.server import (
    DECORATIONS,
    NAME,
    ModelServer,
    decorates,
    fails,
    hallucinates,
    right,
    says,
    serving_model,
    waits_for,
)
from tests.web.serving import Server, serving

QUESTION = "認定はどう進みますか"


@pytest.fixture(scope="module")
def running_model() -> Iterator[ModelServer]:
    with serving_model() as model:
        yield model


@pytest.fixture(scope="module")
def server(
    chromium: str,
    running_model: ModelServer,
    built_index_settings: IndexSettings,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    settings = {
        "ASSISTANT_MODEL": NAME,
        "ASSISTANT_MODEL_BASE_URL": running_model.address,
        "ASSISTANT_MODEL_CONCURRENCY": "1",
    }
    folder = tmp_path_factory.mktemp("browser-model")
    with serving(folder, built_index_settings.directory, settings=settings) as server:
        yield server


@pytest.fixture
def model(running_model: ModelServer) -> ModelServer:
    running_model.behave(says(right))
    return running_model


def send(chat: ChatPage, question: str) -> None:
    chat.page.locator("#chat-input").fill(question)
    chat.page.locator("#chat-submit").click()


def quoting_button(answer: Locator) -> Locator:
    return answer.get_by_role("button", name=text("web.show_quoting", "ja"))


def test_a_models_answer_names_it_and_its_quotes_are_a_click_away(
    open_page: OpenPage, model: ModelServer
) -> None:
    chat = open_page(width=1400)
    send(chat, QUESTION)
    answer = chat.answers.first
    expect(answer).to_contain_text(text("generate.written", "ja", model=NAME))
    expect(chat.sources.locator("mark").first).to_be_visible()
    chat.marker(answer, 2).click()
    chosen = chat.sources.locator(".source[data-chosen] mark")
    expect(chosen).to_have_text("毎年6月頃、ゴールド・シルバー認定の候補者を募ります。")

    quoting_button(answer).click()
    quoting = chat.answers.nth(1)
    expect(quoting).to_contain_text("毎年6月頃、ゴールド・シルバー認定の候補者を募ります。")
    expect(chat.follow_ups(quoting).first).to_be_visible()
    expect(quoting).not_to_contain_text("言語モデル")
    expect(quoting_button(quoting)).to_have_count(0)


def test_the_page_says_how_many_sentences_were_withheld(
    open_page: OpenPage, model: ModelServer
) -> None:
    model.behave(hallucinates(lambda line: line.replace("行いません", "行います")))
    chat = open_page()
    send(chat, QUESTION)
    answer = chat.answers.first
    expect(answer).to_contain_text(text("generate.some_withheld", "ja", count=1))
    expect(answer).to_contain_text("毎年6月頃")
    expect(answer).not_to_contain_text("行います")


@pytest.mark.parametrize("width", [1280, 390])
def test_while_the_model_works_the_page_says_so_and_where_one_stands(
    open_page: OpenPage, model: ModelServer, width: int
) -> None:
    gate = threading.Event()
    model.behave(waits_for(gate, says(right)))
    first, second = open_page(width=width), open_page(width=width)
    send(first, QUESTION)
    expect(first.answers.first).to_contain_text(text("web.model_begins", "ja"))
    send(second, QUESTION)
    expect(second.answers.first).to_contain_text(text("web.model_waiting", "ja", place=1))
    gate.set()
    for chat in (first, second):
        expect(chat.answers.first).to_contain_text(text("generate.written", "ja", model=NAME))
        expect(chat.answers).to_have_count(1)
        assert chat.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_with_the_model_down_the_quotes_are_there_and_the_page_says_why(
    open_page: OpenPage, model: ModelServer, width: int
) -> None:
    model.behave(fails(500))
    chat = open_page(width=width)
    send(chat, QUESTION)
    answer = chat.answers.first
    expect(answer).to_contain_text(text("generate.failed", "ja"))
    expect(answer).to_contain_text("毎年6月頃")
    expect(quoting_button(answer)).to_have_count(0)
    assert not re.search("Error|500|Traceback", answer.inner_text())
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("decoration", DECORATIONS[:4])
def test_images_links_and_html_of_a_model_never_reach_the_page(
    open_page: OpenPage, model: ModelServer, decoration: str
) -> None:
    """That nothing was fetched from elsewhere is seen by the watch on every page."""
    model.behave(decorates(decoration))
    chat = open_page()
    send(chat, QUESTION)
    answer = chat.answers.first
    expect(answer).to_contain_text(re.compile(r"確認できなかった\d文"))
    expect(answer).not_to_contain_text("evil")
    assert answer.locator("img[src*=evil], script, [onerror]").count() == 0
    links = answer.locator("a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert [link for link in links if not link.startswith("/sources/")] == []


def test_an_english_page_tells_it_in_english(open_page: OpenPage, model: ModelServer) -> None:
    chat = open_page(locale="en-GB")
    send(chat, "What is critical thinking?")
    answer = chat.answers.first
    expect(answer).to_contain_text(text("generate.written", "en", model=NAME))
    button = answer.get_by_role("button", name=text("web.show_quoting", "en"))
    expect(button).to_be_visible()
