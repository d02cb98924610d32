"""The coaching pages while a language model writes, with and without scripts."""

import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.messages import text
from index.types import IndexSettings
from tests.browser.test_coaching_flow import COACH, STAFF, answer, begin, enter, looks_right
from tests.model.server import NAME, Asked, ModelServer, says, serving_model, waits_for
from tests.web.serving import Server, serving


def advises(asked: Asked) -> str:
    """The definition in a sentence, and something untrue."""
    name = re.findall(r"名称：(.*)", asked.user)[0]
    definition = asked.quotes[1].removeprefix("定義：").rstrip("。")
    return f"「{name}」は、{definition}です。〔2〕\nこの研修は毎月30万円かかります。〔2〕"


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with serving_model(says(advises)) as model:
        yield model


@pytest.fixture(scope="module")
def server(
    chromium: str,
    model: ModelServer,
    built_index_settings: IndexSettings,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    settings = {"ASSISTANT_MODEL": NAME, "ASSISTANT_MODEL_BASE_URL": model.address}
    folder = tmp_path_factory.mktemp("browser-coaching-model")
    with serving(folder, built_index_settings.directory, settings=settings) as server:
        yield server


def opened(browser: Browser, server: Server, *, scripts: bool) -> Page:
    context = browser.new_context(
        base_url=server.address, locale="ja-JP", java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto("/coaching/")
    return page


def result_of_two(browser: Browser, server: Server, *, scripts: bool) -> Page:
    """A coach on the result of a staff member with two gaps."""
    staff = opened(browser, server, scripts=scripts)
    enter(staff, STAFF, "職員")
    begin(staff, 1)
    for rating in ("知らない", "支援があればできる"):
        answer(staff, rating, "窓口で試した")
    coach = opened(browser, server, scripts=scripts)
    enter(coach, COACH, "コーチ")
    code = coach.locator(".code-value [aria-hidden]").inner_text()
    staff.goto("/coaching/me")
    staff.get_by_label("コーチの共有コード").fill(code)
    staff.get_by_role("button", name="共有する", exact=True).click()
    expect(staff.get_by_text("さんと共有中")).to_be_visible()
    staff.context.close()
    coach.reload()
    coach.get_by_role("link", name=STAFF).click()
    coach.get_by_role("link", name="結果を見る・プランの下書きを作る").click()
    return coach


@pytest.mark.parametrize("scripts", [True, False])
def test_while_the_model_writes_the_page_says_so_and_then_shows_the_draft(
    browser: Browser, server: Server, model: ModelServer, scripts: bool
) -> None:
    coach = result_of_two(browser, server, scripts=scripts)
    gate = threading.Event()
    model.behave(waits_for(gate, says(advises)))
    coach.get_by_role("button", name="言語モデルの文案も加えて作る").click()
    line = coach.get_by_role("status")
    expect(line).to_be_visible()
    if scripts:
        expect(line).to_have_text("言語モデルが文案を書いています（2個のスキルのうち1個目）。")
        looks_right(coach, "ja")
    gate.set()
    if not scripts:
        assert model.arrived.acquire(timeout=30)
        while coach.get_by_role("link", name="いまの状況を見る").count():
            coach.get_by_role("link", name="いまの状況を見る").click()
    expect(coach.get_by_role("heading", level=1)).to_contain_text("下書き")
    expect(coach.locator(".words-model")).to_have_count(2)
    expect(coach.get_by_text("確かめられなかった2文は載せていません。")).to_be_visible()
    if scripts:
        looks_right(coach, "ja")
    coach.context.close()


def test_a_question_is_answered_in_place_once_the_model_has_written(
    browser: Browser, server: Server, model: ModelServer
) -> None:
    coach = result_of_two(browser, server, scripts=True)
    gate = threading.Event()
    model.behave(waits_for(gate, says(advises)))
    coach.locator(".gap .asking button").first.click()
    reply = coach.locator(".gap").first.locator(".answer")
    expect(reply.get_by_role("status")).to_have_text(text("web.model_begins", "ja"))
    gate.set()
    expect(reply).to_contain_text(text("generate.written", "ja", model=NAME))
    expect(reply).to_be_focused()
    expect(reply.get_by_role("status")).to_have_count(0)
    coach.context.close()
