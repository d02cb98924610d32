"""A person comes back to what was said: after a reload, in another language, days later."""

import re
import sqlite3

import pytest
from playwright.sync_api import Browser, expect

from assistant.messages import LANGUAGES, text
from assistant.types import Language
from tests.browser.conftest import OpenPage
from tests.browser.pages import ChatPage
from tests.browser.test_coaching_flow import looks_right
from tests.web.serving import Server

FIRST = "Lv.2の必須スキルを教えてください"
OWN_PATH = re.compile(r"/thread/[0-9a-f-]{36}$")
UNREADABLE = {
    {"ja": "ja-JP", "en": "en-US"}[language]: text("web.history_unavailable", language)
    for language in LANGUAGES
}
HOSTILE = "<img src=x onerror=alert(1)> **太字** [x](http://evil.example)"


def reloaded(chat: ChatPage, answers: int) -> None:
    expect(chat.page).to_have_url(OWN_PATH)
    chat.page.reload()
    chat.wait_until_resumed(answers)


def test_after_a_reload_all_is_there_and_a_follow_up_is_understood(open_page: OpenPage) -> None:
    chat = open_page()
    before = chat.ask(FIRST)
    said = before.inner_text()
    offered = chat.follow_ups(before).all_inner_texts()
    reloaded(chat, 1)
    expect(chat.questions).to_have_count(1)
    expect(chat.follow_ups(chat.answers.first)).to_have_count(len(offered))
    assert chat.answers.first.inner_text() == said
    chat.marker(chat.answers.first, 2).click()
    expect(chat.sources.locator(".source[data-chosen] mark")).to_be_visible()
    expect(chat.ask("じゃあLv.4は？")).to_contain_text("ビジネスアナリシス")
    reloaded(chat, 2)


def test_a_suggestion_can_be_clicked_after_a_reload(open_page: OpenPage) -> None:
    chat = open_page()
    chat.ask(FIRST)
    reloaded(chat, 1)
    suggestion = chat.follow_ups(chat.answers.first).first
    label = suggestion.inner_text()
    suggestion.click()
    expect(chat.questions.last).to_contain_text(label)
    assert chat.answer(1).inner_text().strip()


def test_another_language_goes_on_with_the_same_conversation(open_page: OpenPage) -> None:
    chat = open_page()
    chat.ask(FIRST)
    expect(chat.page).to_have_url(OWN_PATH)
    address = chat.page.url
    chat.page.get_by_role("link", name="English").click()
    expect(chat.page.locator("html")).to_have_attribute("lang", "en")
    chat.wait_until_resumed(1)
    assert chat.page.url == address
    expect(chat.ask("What about Lv.3?")).to_contain_text("批判的思考")


def test_a_rating_is_still_there_after_a_reload_and_can_be_taken_back(open_page: OpenPage) -> None:
    chat = open_page()
    answer = chat.ask("批判的思考とは")
    answer.get_by_role("button", name="役に立った", exact=True).click()
    chat.page.locator("#submit-feedback").click()
    expect(chat.page.locator(".positive-feedback-on")).to_be_visible()
    reloaded(chat, 1)
    given = chat.page.locator(".positive-feedback-on")
    expect(given).to_be_visible()
    given.click()
    expect(given).to_be_hidden()
    reloaded(chat, 1)
    expect(chat.page.locator(".positive-feedback-off")).to_be_visible()


def test_a_conversation_is_found_in_the_list_and_opened_again(open_page: OpenPage) -> None:
    chat = open_page()
    chat.ask(FIRST)
    expect(chat.page).to_have_url(OWN_PATH)
    chat.page.locator("#header #new-chat-button").click()
    chat.wait_until_connected()
    chat.ask("説明力とは")
    entries = chat.open_list()
    expect(entries).to_have_count(2)
    expect(entries.first).to_contain_text("説明力とは")
    entries.nth(1).get_by_role("link").click()
    expect(chat.questions).to_have_count(1)
    expect(chat.questions.first).to_contain_text(FIRST)
    expect(chat.ask("では、Lv.3は？")).to_contain_text("批判的思考")
    chat.page.locator("#search-chats-button").click()
    search = chat.page.get_by_role("dialog", name="検索")
    search.get_by_role("combobox").fill("説明力")
    expect(search.get_by_role("option")).to_have_count(1)


def test_a_conversation_can_be_renamed_and_a_hostile_name_stays_text(open_page: OpenPage) -> None:
    chat = open_page()
    chat.ask(FIRST)
    entry = chat.open_list().first
    chat.choose(entry, "rename")
    chat.page.locator("input#name").fill(HOSTILE)
    chat.page.get_by_role("button", name="確認").click()
    expect(entry).to_contain_text(HOSTILE)
    reloaded(chat, 1)
    entry = chat.open_list().first
    expect(entry).to_contain_text(HOSTILE)
    assert entry.locator("img, b, strong, a[href*=evil]").count() == 0


def test_a_conversation_can_be_deleted(open_page: OpenPage) -> None:
    chat = open_page()
    chat.ask(FIRST)
    expect(chat.page).to_have_url(OWN_PATH)
    address = chat.page.url
    chat.choose(chat.open_list().first, "delete")
    dialog = chat.page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("元に戻せません")
    dialog.get_by_role("button", name="確認").click()
    expect(chat.threads).to_have_count(0)
    expect(chat.answers).to_have_count(0)
    chat.page.goto(address)
    chat.wait_until_connected()
    expect(chat.answers).to_have_count(0)


@pytest.mark.parametrize(("locale", "width"), [("ja-JP", 1280), ("en-US", 390)])
def test_all_conversations_can_be_deleted_at_once(
    open_page: OpenPage, locale: str, width: int
) -> None:
    language: Language = "ja" if locale == "ja-JP" else "en"

    def say(key: str, **values: object) -> str:
        return text(f"web.{key}", language, **values)

    chat = open_page(locale=locale, width=width)
    chat.ask(FIRST)
    expect(chat.page).to_have_url(OWN_PATH)
    chat.page.goto(chat.address)
    chat.wait_until_connected()
    chat.ask("説明力とは")
    expect(chat.open_list()).to_have_count(2)
    chat.page.get_by_role("link", name=say("delete_all_link")).click()
    expect(chat.page.get_by_text(say("delete_all_count", count=2))).to_be_visible()
    looks_right(chat.page, language)
    box = chat.page.get_by_label(say("delete_all_confirm"))
    chat.page.get_by_role("button", name=say("delete_all")).click()
    expect(chat.page).to_have_url(re.compile(r"/conversations$"))
    box.check()
    chat.page.get_by_role("button", name=say("delete_all")).click()
    expect(chat.page.get_by_role("status")).to_have_text(say("deleted_all_lead"))
    chat.page.get_by_role("link", name=say("to_chat")).click()
    chat.wait_until_connected()
    chat.page.locator("#header #sidebar-trigger-button").click()
    expect(chat.threads).to_have_count(0)
    expect(chat.page.get_by_role("link", name=say("delete_all_link"))).to_have_count(0)


@pytest.mark.parametrize(("locale", "words"), UNREADABLE.items())
def test_a_list_that_cannot_be_read_says_so_in_the_readers_language(
    browser: Browser, server: Server, locale: str, words: str
) -> None:
    context = browser.new_context(locale=locale)
    chat = ChatPage(context.new_page(), server.address)
    chat.open()
    chat.ask(FIRST)
    with sqlite3.connect(server.data_dir / "records" / "records.sqlite3") as records:
        records.execute("ALTER TABLE thread RENAME TO aside")
        records.commit()
        try:
            chat.page.goto(server.address)
            chat.wait_until_connected()
            chat.page.locator("#header #sidebar-trigger-button").click()
            expect(chat.page.get_by_text(words).first).to_be_visible()
            expect(chat.page.get_by_text("Service Unavailable")).to_have_count(0)
        finally:
            records.execute("ALTER TABLE aside RENAME TO thread")
            records.commit()
    context.close()


def test_somebody_else_sees_nothing_of_it(open_page: OpenPage) -> None:
    chat = open_page()
    chat.ask(FIRST)
    expect(chat.page).to_have_url(OWN_PATH)
    other = open_page()
    other.page.locator("#header #sidebar-trigger-button").click()
    expect(other.page.get_by_text("会話はありません")).to_be_visible()
    other.page.goto(chat.page.url)
    other.wait_until_connected()
    expect(other.page).to_have_url(re.compile(r"/$"))
    expect(other.answers).to_have_count(0)


def test_the_list_stays_below_the_bar_and_can_be_used_by_keyboard(open_page: OpenPage) -> None:
    chat = open_page()
    chat.ask(FIRST)
    entry = chat.open_list().first
    bar = chat.page.locator(".page-bar").bounding_box()
    top = chat.page.locator("[data-sidebar=sidebar]").bounding_box()
    assert bar is not None
    assert top is not None
    assert top["y"] >= bar["y"] + bar["height"] - 1
    menu = entry.locator("#thread-options")
    expect(menu).to_have_attribute("aria-label", "この会話の名前の変更・削除")
    menu.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.page.locator("#rename-thread")).to_be_visible()
    chat.page.keyboard.press("Escape")


def test_on_a_telephone_a_conversation_goes_on_and_the_list_can_be_opened_and_left(
    open_page: OpenPage,
) -> None:
    chat = open_page(width=390, height=844)
    chat.ask(FIRST)
    reloaded(chat, 1)
    expect(chat.ask("じゃあLv.4は？")).to_contain_text("ビジネスアナリシス")
    entries = chat.open_list()
    expect(entries.first).to_be_in_viewport()
    name = "過去の会話を開く・閉じる"
    expect(chat.page.get_by_role("dialog", name=name)).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(chat.page.locator("#chat-input")).to_be_in_viewport()
