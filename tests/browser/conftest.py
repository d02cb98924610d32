"""A real Chromium on the real page, watched for requests to other hosts and for errors."""

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from index.types import IndexSettings
from tests.browser.pages import ChatPage
from tests.web.serving import Server, serving

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# Chainlit's list on a telephone and its search have no title; the page names them otherwise.
UNTITLED = "`DialogContent` requires a `DialogTitle`"

# A page that goes on to another conversation leaves its socket, and hears that it has gone.
SOCKET = "/ws/socket.io/?"

OpenPage = Callable[..., ChatPage]

# Other tests may run beside these.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is; without one the tests are skipped, in CI they fail."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        reason = "there is no Chromium on the PATH (Debian: apt install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def server(
    chromium: str, built_index_settings: IndexSettings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("browser"), built_index_settings.directory) as server:
        yield server


# Not for the session: while Playwright is there, no test of this process can run an event loop.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[OpenPage]:
    """Open the page as somebody; at the end, nothing but the server was asked for anything."""
    contexts: list[BrowserContext] = []
    hosts: set[str] = set()
    problems: list[str] = []

    def watch(page: Page) -> None:
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).netloc))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", listen)

    def listen(message: ConsoleMessage) -> None:
        url = message.location["url"]
        if message.type == "error" and not (message.text.startswith(UNTITLED) or SOCKET in url):
            problems.append(f"{message.text} {url}")

    def opened(*, locale: str = "ja-JP", width: int = 1280, height: int = 800) -> ChatPage:
        viewport = {"width": width, "height": height}
        context = browser.new_context(locale=locale, viewport=viewport)
        contexts.append(context)
        context.on("page", watch)
        page = ChatPage(context.new_page(), server.address)
        page.open()
        return page

    yield opened
    for context in contexts:
        context.close()
    # What is made by the page itself (data:, blob:) has no host.
    assert hosts - {""} == {urlsplit(server.address).netloc}
    assert problems == []
