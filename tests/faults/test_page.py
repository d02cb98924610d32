"""The pages in a real browser: nothing leaves it, and a cut connection loses nothing."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.accounts.types import Role
from tests.browser.conftest import browser, chromium
from tests.browser.pages import ChatPage
from tests.faults.city import COOKIE, City, Somebody
from tests.faults.cutting import way_to
from tests.model.server import DECORATIONS, ModelServer, decorates
from tests.web.coaching.visitor import assessment_of, share

__all__ = ["browser", "chromium"]

QUESTION = "認定はどう進みますか"
HOSTILE = (
    "![x](https://evil.example/x.png)"
    "<img src=https://evil.example/y.png onerror=window.harmed=1>"
    "<script>window.harmed=1</script><svg onload=window.harmed=1>"
    "https://evil.example [z](//evil.example)"
)
OpenAs = Callable[[Somebody, str], Page]


@pytest.fixture
def open_as(browser: Browser) -> Iterator[OpenAs]:
    """Open a page as somebody; at the end, nothing but its own server was asked for anything."""
    contexts: list[BrowserContext] = []
    asked: set[str] = set()
    own: set[str] = {""}

    def opened(somebody: Somebody, address: str) -> Page:
        context = browser.new_context(locale="ja-JP")
        contexts.append(context)
        context.add_cookies([{"name": COOKIE, "value": somebody.secret, "url": address}])
        own.add(urlsplit(address).netloc)
        page = context.new_page()
        page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        page.on("websocket", lambda socket: asked.add(urlsplit(socket.url).netloc))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert asked <= own


def is_unharmed(page: Page) -> None:
    assert page.evaluate("window.harmed === undefined")
    assert page.locator("[src*=evil], [href*=evil]").count() == 0


def test_what_a_model_writes_and_a_reader_types_fetches_nothing(
    city_with_model: City, model: ModelServer, open_as: OpenAs
) -> None:
    somebody = city_with_model.somebody()
    page = open_as(somebody, city_with_model.server.address)
    chat = ChatPage(page, city_with_model.server.address)
    chat.wait_until_connected()
    for number, decoration in enumerate(DECORATIONS):
        model.behave(decorates(decoration))
        page.locator("#chat-input").fill(f"{HOSTILE} {QUESTION}" if number == 0 else QUESTION)
        page.locator("#chat-submit").click()
        chat.answer(number)
        is_unharmed(page)


def test_what_people_write_about_skills_fetches_nothing(city: City, open_as: OpenAs) -> None:
    staff, coach = city.staff(), city.somebody(Role.COACH)
    share(staff, coach)
    here = assessment_of(staff)
    staff.get(f"{here}/skills/1")
    staff.post(f"{here}/skills/1", rating="supported", evidence=HOSTILE)
    staff.get("/me")
    staff.post("/name", name=HOSTILE[:200])
    coach.get(here)
    coach.post(f"{here}/plans")
    plan = coach.link(r"/plans/[0-9a-f]{32}")
    coach.get(plan)
    coach.post(f"{plan}/lines", part="notes", action="add", line=HOSTILE)
    coach.get(plan)
    assert coach.post(f"{plan}/comments", words=HOSTILE, seen=0).status_code == 200
    root = f"{city.server.address}/coaching"
    for somebody, path in ((staff, here), (staff, plan), (coach, "/coach"), (coach, plan)):
        page = open_as(somebody, f"{root}{path}")
        expect(page.get_by_text("evil.example").first).to_be_attached()
        is_unharmed(page)


def test_a_connection_cut_in_the_middle_of_what_is_shown_brings_it_once(
    city: City, open_as: OpenAs
) -> None:
    with way_to(city.server.port) as way:
        page = open_as(city.somebody(), way.address)
        chat = ChatPage(page, way.address)
        chat.wait_until_connected()
        page.locator("#chat-input").fill("Lv.3の必須スキルと育成項目は？")
        page.locator("#chat-submit").click()
        chat.answers.first.wait_for()
        way.cut()
        expect(chat.follow_ups(chat.answers.first).first).to_be_visible(timeout=20_000)
        expect(chat.answers.first).to_contain_text("批判的思考")
        expect(chat.answers).to_have_count(1)
        expect(chat.questions).to_have_count(1)
