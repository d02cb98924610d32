"""The server is killed while a language model writes a draft, and started again."""

import re
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assistant.accounts.types import Role
from assistant.coach.scale import Rating
from assistant.messages import text
from assistant.settings import Settings
from index.types import IndexSettings
from tests.browser.conftest import browser, chromium
from tests.faults.city import COOKIE, City, Somebody
from tests.model.server import NAME, ModelServer, right, says, serving_model, waits_for
from tests.web.coaching.visitor import answer_all, share
from tests.web.serving import Server, serving

__all__ = ["browser", "chromium"]

PLAN = r'href="/coaching(/plans/[0-9a-f]{32})"'
# At Lv.1 the text has eight required skills; the person has answered about all of them.
TOLD = text("coach.wording_interrupted", "ja", count=8)


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """The model writes nothing until it is set."""
    gate = threading.Event()
    yield gate
    gate.set()


@pytest.fixture
def model(gate: threading.Event) -> Iterator[ModelServer]:
    with serving_model(waits_for(gate, says(right))) as model:
        yield model


class Town:
    """One server, started again and again over the same records."""

    def __init__(self, data_dir: Path, index: IndexSettings, model: ModelServer) -> None:
        self.data_dir = data_dir
        self._index = index.directory
        self._settings = {
            "ASSISTANT_LOGIN": "local",
            "ASSISTANT_MODEL": NAME,
            "ASSISTANT_MODEL_BASE_URL": model.address,
        }

    def up(self, port: int = 0) -> AbstractContextManager[Server]:
        """The server, on any port unless one is named."""
        settings = {**self._settings, "ASSISTANT_PORT": str(port)}
        return serving(self.data_dir, self._index, settings=settings)


@pytest.fixture
def town(built_index_settings: IndexSettings, model: ModelServer, tmp_path: Path) -> Town:
    return Town(tmp_path / "data", built_index_settings, model)


def begun(city: City, model: ModelServer) -> tuple[Somebody, Somebody, str]:
    """A staff member, a coach who is having a draft written, and the address of the draft."""
    staff, coach = city.staff(), city.somebody(Role.COACH)
    here = answer_all(staff, Rating.SUPPORTED)
    share(staff, coach)
    coach.get(here)
    coach.post(f"{here}/plans", wording="model")
    assert model.arrived.acquire(timeout=60)
    place = coach.link(r"/plans/[0-9a-f]{32}")
    coach.get(place)
    assert "data-work" in coach.page
    return staff, coach, place


def test_the_page_that_waits_shows_a_draft_of_quotes_and_says_why(
    town: Town, model: ModelServer, browser: Browser
) -> None:
    with town.up() as server:
        city = City(server, Settings(data_dir=town.data_dir))
        _, coach, place = begun(city, model)
        port = server.port
        context = browser.new_context(locale="ja-JP")
        context.add_cookies([{"name": COOKIE, "value": coach.secret, "url": server.address}])
        page = context.new_page()
        page.goto(f"{server.address}/coaching{place}")
        expect(page.locator("[data-work]")).to_be_visible()
        server.kill()
    with town.up(port):
        expect(page.get_by_text(TOLD)).to_be_visible(timeout=30_000)
        expect(page.locator("[data-work]")).to_have_count(0)
        expect(page.get_by_role("heading", level=1)).to_contain_text("下書き")
        expect(page.locator(".words-model")).to_have_count(0)
        page.reload()
        expect(page.get_by_text(TOLD)).to_be_visible()
        context.close()
        city.close()


def test_whoever_looks_first_finds_the_draft_and_there_is_one(
    town: Town, model: ModelServer
) -> None:
    with town.up() as server:
        city = City(server, Settings(data_dir=town.data_dir))
        staff, coach, place = begun(city, model)
        port = server.port
        server.kill()
    with town.up(port):
        staff.get("/me")
        assert re.findall(PLAN, staff.page) == [place]
        staff.get(place)
        assert TOLD in staff.text
        coach.get(place)
        assert TOLD in coach.text
        assert coach.post(f"{place}/decision", to="sent_back", comment="").status_code == 200
        assert city.rows()["unfinished"] == []
        city.close()


def test_a_draft_for_a_coach_who_may_not_see_it_any_more_is_given_up(
    town: Town, model: ModelServer
) -> None:
    with town.up() as server:
        city = City(server, Settings(data_dir=town.data_dir))
        staff, coach, place = begun(city, model)
        staff.get("/me")
        staff.post("/sharing/end", coach=coach.account.id)
        port = server.port
        server.kill()
    with town.up(port):
        assert coach.get(place).status_code == 404
        staff.get("/me")
        assert re.findall(PLAN, staff.page) == []
        assert city.rows()["unfinished"] == []
        city.close()
