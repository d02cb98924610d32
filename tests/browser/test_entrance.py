"""Signing in and out in a browser, and axe on the login page and on our parts of the chat page."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from index.types import IndexSettings
from tests.browser.conftest import OpenPage
from tests.browser.pages import ChatPage
from tests.web.entrance.people import PASSWORD, add
from tests.web.serving import Server, serving

AXE = Axe()
SEVERE = ("serious", "critical")
LOGIN = re.compile(r"/login(\?back=.*)?$")
QUESTION = "Lv.3の必須スキルは？"


# What is ours on the page of the chat; the rest is drawn by Chainlit.
OURS = {"include": [[".page-bar"], ["#page-sources"]]}


def severe(page: Page, within: dict[str, object] | None = None) -> list[str]:
    """What axe finds serious or critical, with where it is."""
    found = AXE.run(page, context=within).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in SEVERE
        for node in one["nodes"]
    ]


@pytest.fixture(scope="module")
def guarded(
    chromium: str, built_index_settings: IndexSettings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    settings = {"ASSISTANT_LOGIN": "local"}
    folder = tmp_path_factory.mktemp("entrance")
    with serving(folder, built_index_settings.directory, settings=settings) as server:
        add(server.data_dir, "hanako")
        yield server


@pytest.fixture
def page(browser: Browser, guarded: Server) -> Iterator[Page]:
    context = browser.new_context(locale="ja-JP", base_url=guarded.address)
    yield context.new_page()
    context.close()


def test_somebody_signs_in_by_keyboard_asks_and_signs_out(page: Page, guarded: Server) -> None:
    page.goto("/")
    expect(page).to_have_url(f"{guarded.address}/login?back=/")
    assert page.locator("html").get_attribute("lang") == "ja"
    assert severe(page) == []
    page.get_by_label("ログイン名").focus()
    page.keyboard.type("hanako")
    page.keyboard.press("Tab")
    page.keyboard.type("a wrong password")
    page.keyboard.press("Enter")
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("ログイン名またはパスワードが違います")
    expect(problem).to_be_focused()
    assert severe(page) == []
    page.get_by_label("パスワード").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{guarded.address}/")
    chat = ChatPage(page, guarded.address)
    chat.ask(QUESTION)
    page.locator("#user-nav-button").click()
    expect(page.get_by_role("menu")).to_contain_text("hanakoさん")
    page.get_by_role("menuitem").last.click()
    expect(page).to_have_url(LOGIN)
    page.go_back()
    expect(page).to_have_url(LOGIN)


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious_in_our_parts_of_the_chat_page(
    open_page: OpenPage, locale: str, width: int
) -> None:
    chat = open_page(locale=locale, width=width)
    answer = chat.ask(QUESTION)
    chat.marker(answer, 1).click()
    expect(chat.sources).to_be_visible()
    assert severe(chat.page, OURS) == []
