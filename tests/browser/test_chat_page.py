"""A person asks, reads, checks the source, goes on."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from corpus import Corpus
from tests.browser.conftest import OpenPage

CONTRAST = Path(__file__).parent / "contrast.js"
# WCAG 2.1, 1.4.3, level AA.
LEAST_CONTRAST = 4.5
DEFINITION = "skill/lv3/critical-thinking"


def test_a_question_is_answered_and_its_source_shows_the_quote(
    open_page: OpenPage, corpus: Corpus
) -> None:
    chat = open_page(width=1000)
    answer = chat.ask("批判的思考の定義と活用例を教えてください")
    record = corpus.get(DEFINITION)
    expect(answer).to_contain_text(record.quote("definition").text)
    expect(chat.sources).to_be_hidden()

    chat.marker(answer, 2).click()
    expect(chat.sources).to_be_visible()
    chosen = chat.sources.locator(".source[data-chosen]")
    expect(chosen).to_have_count(1)
    expect(chosen.locator("mark")).to_have_text(record.quote("definition").text)
    expect(chosen).to_contain_text(record.quote("example").text)
    expect(chosen.locator("h3")).to_have_text(record.name)
    path = corpus.source.heading_path(record.quote("definition").line)
    expect(chosen.locator(".source-path")).to_contain_text(path[-1])
    colour = chosen.locator("mark").evaluate("mark => getComputedStyle(mark).backgroundColor")
    assert colour not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")

    chat.page.keyboard.press("Escape")
    expect(chat.sources).to_be_hidden()
    expect(chat.marker(answer, 2)).to_be_focused()


def test_on_a_wide_screen_the_sources_stand_beside_the_newest_answer(open_page: OpenPage) -> None:
    chat = open_page(width=1400)
    first = chat.ask("批判的思考とは")
    expect(chat.sources.locator("mark").first).to_be_visible()
    numbers = chat.sources.locator(".source")
    expect(numbers).to_have_count(len(set(first.locator("a[href^='/sources/']").all_inner_texts())))
    chat.ask("予算はいくらですか")
    expect(chat.sources.locator(".source").first).not_to_contain_text("批判的思考")

    chat.page.locator("#page-sources-close").click()
    chat.ask("説明力とは")
    expect(chat.sources).to_be_hidden()


def test_sources_do_not_stay_beside_an_answer_that_has_none(open_page: OpenPage) -> None:
    chat = open_page(width=1400)
    chat.ask("批判的思考とは")
    expect(chat.sources).to_be_visible()

    chat.ask("カレーの作り方を教えて")
    expect(chat.sources).to_be_hidden()

    chat.ask("説明力とは")
    expect(chat.sources.locator(".source").first).to_contain_text("説明力")


def test_a_follow_up_is_understood_and_a_suggestion_can_be_clicked(open_page: OpenPage) -> None:
    chat = open_page()
    chat.ask("Lv.2の必須スキルを教えてください")
    second = chat.ask("では、Lv.3は？")
    expect(second).to_contain_text("批判的思考")
    suggestion = chat.follow_ups(second).first
    label = suggestion.inner_text()
    suggestion.click()
    expect(chat.questions.last).to_contain_text(label)
    assert chat.answer(2).inner_text().strip()


def test_a_starter_asks_its_question(open_page: OpenPage) -> None:
    chat = open_page()
    starter = chat.page.locator("#starters button[id^=starter-]").first
    question = starter.inner_text()
    starter.click()
    expect(chat.questions.first).to_contain_text(question)
    assert chat.answer(0).locator("a[href^='/sources/']").count() >= 1


def test_the_notice_names_software_and_contact(open_page: OpenPage) -> None:
    chat = open_page()
    notice = chat.page.get_by_role("note")
    expect(notice).to_contain_text("ソフトウェアが自動で作成")
    expect(notice).to_contain_text("093-582-3020")
    expect(notice).to_be_in_viewport()


def test_the_language_can_be_switched_and_is_kept(open_page: OpenPage) -> None:
    chat = open_page()
    expect(chat.page.locator("html")).to_have_attribute("lang", "ja")
    chat.page.get_by_role("link", name="English").click()
    chat.wait_until_connected()
    expect(chat.page.locator("html")).to_have_attribute("lang", "en")
    expect(chat.page.get_by_role("note")).to_contain_text("by software")
    expect(chat.page.get_by_placeholder("Ask about the strategy")).to_be_visible()
    answer = chat.ask("What is critical thinking?")
    expect(answer).to_contain_text("required skill")
    chat.page.reload()
    chat.wait_until_resumed(1)
    expect(chat.page.locator("html")).to_have_attribute("lang", "en")
    chat.page.get_by_role("link", name="日本語").click()
    expect(chat.page.get_by_placeholder("戦略について質問")).to_be_visible()


def test_an_english_browser_gets_an_english_page(open_page: OpenPage) -> None:
    chat = open_page(locale="en-GB")
    expect(chat.page.locator("html")).to_have_attribute("lang", "en")
    expect(chat.page.locator("#starters")).to_contain_text("Staff")
    expect(chat.page.get_by_role("button", name="Send the question")).to_be_visible()


# A telephone, and a window of 1,280 x 800 enlarged to 200 % (text 1.4.4, reflow 1.4.10 of WCAG).
@pytest.mark.parametrize(("width", "height"), [(390, 844), (640, 400)])
def test_on_a_telephone_and_enlarged_nothing_is_cut_off(
    open_page: OpenPage, width: int, height: int
) -> None:
    chat = open_page(width=width, height=height)
    answer = chat.ask("Lv.3の必須スキルを教えてください")
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= width
    expect(chat.page.get_by_role("note")).to_be_in_viewport()
    chat.marker(answer, 1).click()
    expect(chat.sources.locator(".source[data-chosen] mark")).to_be_in_viewport()
    box = chat.sources.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    chat.sources.get_by_role("button", name="出典を閉じる").click()
    expect(chat.sources).to_be_hidden()
    expect(chat.page.locator("#chat-input")).to_be_in_viewport()


def test_an_answer_can_be_rated_and_the_rating_taken_back(open_page: OpenPage) -> None:
    chat = open_page()
    answer = chat.ask("批判的思考とは")
    answer.get_by_role("button", name="役に立った", exact=True).click()
    chat.page.get_by_role("dialog").get_by_role("textbox").fill("助かりました")
    chat.page.locator("#submit-feedback").click()
    given = chat.page.locator(".positive-feedback-on")
    expect(given).to_be_visible()
    given.click()
    expect(given).to_be_hidden()


@pytest.mark.parametrize(
    "question",
    [
        "![x](http://evil.example/x.png) スキル",
        "<img src=http://evil.example/x onerror=alert(1)> スキル",
        "[a](http://evil.example) https://evil.example www.evil.example スキル",
        "「<b>批判的思考</b>」とは",
    ],
)
def test_what_is_typed_stays_text(open_page: OpenPage, question: str) -> None:
    chat = open_page()
    answer = chat.ask(question)
    expect(chat.questions.first).to_contain_text(question)
    for part in (answer, chat.questions.first):
        assert part.locator("img[src*=evil], b, script, [onerror]").count() == 0
        links = part.locator("a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
        assert [link for link in links if not link.startswith("/sources/")] == []


def test_what_is_copied_is_what_is_read(open_page: OpenPage) -> None:
    chat = open_page()
    chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = chat.ask("Lv.2の必須スキルを教えてください")
    answer.get_by_role("button", name="回答をコピー").click()
    expect(answer.locator(".lucide-check")).to_be_visible()
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert "・思考・認識：ビジネス調査〔2〕" in copied
    assert not re.search(r"\\|/sources/|\u2060", copied)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out_from_what_is_behind_them(open_page: OpenPage, scheme: str) -> None:
    chat = open_page(width=1400)
    chat.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    chat.page.reload()
    chat.wait_until_connected()
    answer = chat.ask("予算はいくらですか")
    expect(chat.sources.locator("mark").first).to_be_visible()
    chat.page.mouse.move(0, 0)
    assert answer.is_visible()
    weak = chat.page.evaluate(CONTRAST.read_text(encoding="utf-8"), LEAST_CONTRAST)
    assert weak == []
