"""The pages in a real browser: nothing leaves it, and a cut connection loses nothing."""

import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.accounts.types import Role
from assistant.messages import text
from assistant.settings import Settings
from index.types import IndexSettings
from tests.browser.conftest import browser, chromium
from tests.browser.pages import ChatPage
from tests.faults.city import COOKIE, City, Somebody
from tests.faults.cutting import way_to
from tests.model.server import (
    DECORATIONS,
    NAME,
    ModelServer,
    decorates,
    right,
    says,
    waits_for,
)
from tests.web.coaching.visitor import assessment_of, share
from tests.web.serving import serving

__all__ = ["browser", "chromium"]

QUESTION = "認定はどう進みますか"
WRITING = text("web.model_begins", "ja")
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


@pytest.fixture(scope="module")
def patient_city(
    running_model: ModelServer,
    built_index_settings: IndexSettings,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[City]:
    """A server with a language model that has all the time that it needs."""
    folder = tmp_path_factory.mktemp("patient-city")
    settings = {
        "ASSISTANT_LOGIN": "local",
        "ASSISTANT_MODEL": NAME,
        "ASSISTANT_MODEL_BASE_URL": running_model.address,
    }
    with serving(folder, built_index_settings.directory, settings=settings) as server:
        city = City(server, Settings(data_dir=folder))
        yield city
        city.close()


def wait_until_kept(city: City, answers: int) -> None:
    """Wait until so many answers are kept in all."""
    until = time.monotonic() + 60
    while sum("assistant_message" in row for row in city.rows()["step"]) < answers:
        assert time.monotonic() < until


@pytest.mark.parametrize("until_it_is_written", [False, True])
def test_a_connection_cut_while_a_model_writes_brings_its_answer_once(
    patient_city: City, model: ModelServer, open_as: OpenAs, until_it_is_written: bool
) -> None:
    gate = threading.Event()
    model.behave(waits_for(gate, says(right)))
    kept = sum("assistant_message" in row for row in patient_city.rows()["step"])
    with way_to(patient_city.server.port) as way:
        page = open_as(patient_city.somebody(), way.address)
        chat = ChatPage(page, way.address)
        chat.wait_until_connected()
        page.locator("#chat-input").fill(QUESTION)
        page.locator("#chat-submit").click()
        expect(page.get_by_text(WRITING)).to_be_visible()
        way.close()
        if until_it_is_written:
            gate.set()
            wait_until_kept(patient_city, kept + 1)
        while way.arrived.acquire(blocking=False):
            pass
        way.open()
        assert way.arrived.acquire(timeout=60)
        gate.set()
        expect(chat.follow_ups(chat.answers.first).first).to_be_visible(timeout=20_000)
        expect(chat.answers.first).to_contain_text("候補者")
        expect(chat.answers).to_have_count(1)
        expect(chat.questions).to_have_count(1)
        expect(page.get_by_text(WRITING)).to_have_count(0)
        # And the conversation goes on.
        model.behave(says(right))
        page.locator("#chat-input").fill(QUESTION)
        page.locator("#chat-submit").click()
        chat.answer(1)
        expect(chat.answers).to_have_count(2)


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
