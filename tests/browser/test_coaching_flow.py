"""The whole way of a growth plan in a real browser: staff member and coach, each with their own."""

import io
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import docx
import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from corpus import Corpus, Kind
from tests.browser.test_chat_page import CONTRAST, LEAST_CONTRAST
from tests.web.serving import Server

OpenTab = Callable[..., Page]
NARROW = {"width": 390, "height": 844}
# What is answered in turn about the skills.
ANSWERS = ("支援があればできる", "知らない", "一人でできる", "人に教えられる", "機会なし")
STAFF, COACH = "職員 花子", "コーチ 太郎"
AXE = Axe()
SEVERE = ("serious", "critical")
OWN_WORDS = "来月の窓口の打合せで、聞いたことを一度言い直してみましょう。"


@pytest.fixture
def open_tab(browser: Browser, server: Server) -> Iterator[OpenTab]:
    """Open tabs of people who share no cookies; nothing but the server is asked."""
    contexts: list[BrowserContext] = []
    hosts: set[str] = set()
    problems: list[str] = []

    def opened(path: str = "/coaching/", *, locale: str = "ja-JP") -> Page:
        context = browser.new_context(
            base_url=server.address, locale=locale, viewport={"width": 1280, "height": 900}
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert hosts == {urlsplit(server.address).netloc}
    assert problems == []


def enter(page: Page, name: str, role: str) -> None:
    page.get_by_label("表示する名前").fill(name)
    page.get_by_role("radio", name=re.compile(f"^{role} ")).check()
    page.get_by_role("button", name="始める").click()


def begin(page: Page, level: int) -> None:
    """Consent and choose a level; the first skill is shown then."""
    expect(page.get_by_role("heading", name="はじめに：同意のお願い")).to_be_visible()
    for said in ("目的", "保存するもの", "見る人", "控え・訂正・削除"):
        expect(page.get_by_text(said, exact=True)).to_be_visible()
    page.get_by_label("同意します").check()
    page.get_by_role("button", name="始める").click()
    page.get_by_role("radio", name=re.compile(rf"^Lv\.{level} ")).check()
    page.get_by_role("button", name="始める").click()


def answer(page: Page, label: str, evidence: str = "") -> None:
    page.get_by_role("radio", name=label).check()
    page.get_by_label("根拠（任意）").fill(evidence)
    page.get_by_role("button", name=re.compile("^保存して")).click()


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as waited:
        page.get_by_role("link", name=name).click()
    return Path(waited.value.path()).read_bytes()


def word_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    heads = [p.text for section in document.sections for p in section.header.paragraphs]
    return squeezed("\n".join([*heads, *(p.text for p in document.paragraphs), *cells]))


def pdf_pages(content: bytes) -> list[str]:
    return [squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def squeezed(shown: str) -> str:
    return re.sub(r"\s", "", shown)


def test_from_consent_to_an_approved_plan_in_the_hands_of_the_staff_member(
    open_tab: OpenTab, corpus: Corpus
) -> None:
    staff = open_tab()
    enter(staff, STAFF, "職員")
    begin(staff, 2)

    first = corpus.of(Kind.REQUIRED_SKILL, level=1)[0]
    expect(staff.locator("blockquote")).to_contain_text(first.quote("definition").text)
    expect(staff.locator("blockquote")).to_contain_text(first.quote("example").text)
    answer(staff, ANSWERS[0], "窓口で先輩に尋ねながら対応した")
    # By keyboard alone.
    staff.get_by_role("radio", name="知らない").focus()
    staff.keyboard.press("ArrowDown")
    staff.keyboard.press("Enter")
    expect(staff.get_by_text("3／14問目（回答済み 2）")).to_be_visible()

    # The browser is closed and opened again: it goes on where it was.
    cookies = staff.context.cookies()
    again = open_tab("/")
    again.context.add_cookies(cookies)
    staff.context.close()
    staff = again
    staff.goto("/")
    staff.get_by_role("link", name="スキル診断・コーチ").click()
    staff.get_by_role("link", name="3問目から続ける").click()
    expect(staff.get_by_text("3／14問目（回答済み 2）")).to_be_visible()
    staff.reload()
    expect(staff.get_by_text("3／14問目（回答済み 2）")).to_be_visible()
    for number in range(3, 15):
        answer(staff, ANSWERS[number % len(ANSWERS)])

    expect(staff.get_by_role("heading", name="スキル診断の結果")).to_be_visible()
    expect(staff.locator("table.heat tbody tr")).to_have_count(2)
    expect(staff.get_by_role("img", name=re.compile("レーダーチャート"))).to_be_visible()
    order = staff.locator(".gap h3").all_inner_texts()
    levels = [int(re.findall(r"Lv\.(\d)", title)[0]) for title in order]
    assert len(levels) > 3
    assert levels == sorted(levels)
    assert first.name in order[0]

    gap = staff.locator(".gap").first
    gap.get_by_role("button", name="質問する").click()
    reply = staff.locator(".gap").first.locator(".answer")
    expect(reply).to_contain_text(first.quote("definition").text.removeprefix("定義："))
    with staff.context.expect_page() as opened:
        reply.locator("a.marker").first.click()
    expect(opened.value.locator("mark").first).to_be_visible()
    opened.value.close()

    coach = open_tab()
    enter(coach, COACH, "コーチ")
    expect(coach.get_by_text("まだ誰も共有していません。")).to_be_visible()
    code = coach.locator(".code-value [aria-hidden]").inner_text()
    staff.get_by_role("link", name="コーチと共有する").click()
    staff.get_by_label("コーチの共有コード").fill("AAAA-AAAA")
    staff.get_by_role("button", name="共有する", exact=True).click()
    expect(staff.get_by_role("alert")).to_be_focused()
    expect(staff.get_by_role("alert")).to_contain_text("共有コード")
    staff.get_by_label("コーチの共有コード").fill(code.lower())
    staff.get_by_role("button", name="共有する", exact=True).click()
    expect(staff.get_by_text(f"{COACH}さんと共有中")).to_be_visible()

    coach.reload()
    coach.get_by_role("link", name=STAFF).click()
    coach.get_by_role("link", name="結果を見る・プランの下書きを作る").click()
    coach.get_by_role("link", name="コーチとして回答する").click()
    answer(coach, "一人でできる")
    coach.get_by_role("link", name="結果を見る").click()
    differing = coach.locator("tr.differs")
    expect(differing).to_have_count(1)
    expect(differing).to_contain_text("支援があればできる")
    expect(differing).to_contain_text("一人でできる")
    expect(coach.locator("table.heat")).to_have_count(2)

    coach.get_by_role("button", name="下書きを作って保存する").click()
    expect(coach.get_by_role("heading", level=1)).to_contain_text("下書き")
    assert "下書き" in coach.title()
    card = coach.locator("#lines .card").first
    card.get_by_text("行を加える").first.click()
    card.get_by_label("行の内容").last.fill("あなたはLv.3です。")
    card.get_by_role("button", name="行を加える").click()
    expect(coach.get_by_role("alert")).to_contain_text("人を判定する言い方")
    expect(coach.get_by_role("alert")).to_be_focused()
    card.get_by_label("行の内容").last.fill(OWN_WORDS)
    card.get_by_role("button", name="行を加える").click()
    expect(card).to_contain_text(f"コーチの言葉 {OWN_WORDS}")
    lines = card.locator(".lines > li")
    count = lines.count()
    lines.nth(3).locator("summary").click()
    lines.nth(3).get_by_role("button", name="この行を除く").click()
    expect(lines).to_have_count(count - 1)

    # The person sees the draft for what it is, in the page and in the file.
    staff.goto("/coaching/me")
    expect(staff.get_by_role("listitem").filter(has_text="下書き")).to_be_visible()
    staff.get_by_role("link", name=re.compile("作成$")).click()
    expect(staff.get_by_text("これは下書きです")).to_be_visible()
    assert "下書き" in word_text(download(staff, "Word（DOCX）"))
    assert all("下書き" in page for page in pdf_pages(download(staff, "PDF")))
    expect(staff.get_by_role("button", name="承認する")).to_have_count(0)

    # Both write about it, and answer each other.
    staff.get_by_label("プランへのコメント").fill("ここが気になります。\n<b>よろしく</b>")
    staff.get_by_role("button", name="コメントを書き込む").click()
    expect(staff.locator("#comment-1 .said")).to_have_text("ここが気になります。\n<b>よろしく</b>")
    coach.reload()
    coach.get_by_label("プランへのコメント").fill("来週話しましょう。")
    coach.get_by_role("button", name="コメントを書き込む").click()
    expect(coach.locator("#comment-2")).to_contain_text(COACH)
    coach.get_by_label("コメント（任意）").fill("一緒に話した内容です。")
    coach.get_by_role("button", name="承認する").click()
    expect(coach.get_by_role("heading", level=1)).to_contain_text("承認済み")

    staff.reload()
    expect(staff.get_by_role("heading", level=1)).to_contain_text("承認済み")
    expect(staff.get_by_text("コメント：一緒に話した内容です。")).to_be_visible()
    definition = squeezed(first.quote("definition").text)
    word, pdf = download(staff, "Word（DOCX）"), download(staff, "PDF")
    for text in (word_text(word), "".join(pdf_pages(pdf))):
        for wanted in (squeezed(OWN_WORDS), first.name, squeezed(STAFF), "承認済み"):
            assert wanted in text
        assert "下書き" not in text
    assert definition in word_text(word)


def looks_right(page: Page, language: str) -> None:
    """Nothing sticks out at any width, letters stand out, headings are in order, fields named."""
    for size in ({"width": 1280, "height": 900}, {"width": 640, "height": 450}, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.evaluate(CONTRAST.read_text(encoding="utf-8"), LEAST_CONTRAST) == []
    assert page.locator("html").get_attribute("lang") == language
    found = AXE.run(page).response["violations"]
    assert [
        (v["id"], v["impact"], v["nodes"][0]["html"]) for v in found if v["impact"] in SEVERE
    ] == []
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    unnamed = page.locator("input:not([type=hidden]), textarea").evaluate_all(
        "all => all.filter(i => !i.labels.length).map(i => i.name)"
    )
    assert unnamed == []


@pytest.mark.parametrize("locale", ["ja-JP", "en-GB"])
def test_every_page_is_readable_narrow_and_enlarged(open_tab: OpenTab, locale: str) -> None:
    language = locale[:2]
    page = open_tab(locale=locale)
    looks_right(page, language)
    page.locator("#name").fill("A")
    page.locator("input[value=staff]").check()
    page.locator("main button").click()
    looks_right(page, language)
    page.locator("#confirm").check()
    page.locator("main button").click()
    looks_right(page, language)
    page.locator("input[value='1']").check()
    page.locator("main button").click()
    looks_right(page, language)
    for rating in ("supported", "unknown", "independent"):
        page.locator(f"input[value={rating}]").check()
        page.locator("form.card button").click()
    page.locator("form.card .actions a").last.click()
    expect(page.locator(".gap")).to_have_count(2)
    looks_right(page, language)
    result = page.url
    page.locator(".gap .asking button").first.click()
    expect(page.locator(".answer")).to_be_visible()
    # On a busy machine the page says first that the question is being answered.
    expect(page.locator("[data-work]")).to_have_count(0)
    looks_right(page, language)
    page.goto(f"{result}/recommended")
    looks_right(page, language)
    page.locator("tbody a").first.click()
    looks_right(page, language)
    page.locator("input[value=unknown]").check()
    page.locator("form.card button").click()

    coach = open_tab(locale=locale)
    coach.locator("#name").fill("B")
    coach.locator("input[value=coach]").check()
    coach.locator("main button").click()
    page.goto("/coaching/me")
    page.locator("#code").fill(coach.locator(".code-value [aria-hidden]").inner_text())
    page.locator("#sharing form.card button").click()
    looks_right(page, language)
    coach.reload()
    looks_right(coach, language)
    coach.locator("tbody a").click()
    looks_right(coach, language)
    coach.locator("main a.button").click()
    looks_right(coach, language)
    coach.locator("form[action$='/plans'] button").click()
    coach.locator("#lines summary").first.click()
    coach.locator("#words").fill("来週")
    coach.locator("#comments form.card button").last.click()
    coach.locator("#comments summary").first.click()
    looks_right(coach, language)
    coach.locator("#lines summary").first.click()
    coach.locator("#lines textarea").first.fill("合格です。")
    coach.locator("#lines button[value=save]").first.click()
    expect(coach.get_by_role("alert")).to_be_visible()
    looks_right(coach, language)
    plan = coach.url
    coach.locator("button[value=approved]").click()
    looks_right(coach, language)
    coach.goto("/coaching/leave")
    looks_right(coach, language)
    page.goto(plan.split("/lines")[0])
    looks_right(page, language)
    page.goto("/coaching/plans/" + "0" * 32)
    looks_right(page, language)
    coach.goto("/coaching/team")
    looks_right(coach, language)


# Where the focus is, and whether it can be seen: an outline on it or around its choice.
FOCUS = """() => {
  const at = document.activeElement;
  const drawn = [at, at.closest(".choice")].filter(Boolean).map(e => getComputedStyle(e));
  const seen = drawn.some(s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2);
  return [at.tagName + (at.name ? "." + at.name : "") + "#" + at.id, seen];
}"""


def test_a_skill_is_answered_by_keyboard_alone_and_the_focus_is_always_seen(
    open_tab: OpenTab,
) -> None:
    page = open_tab()
    enter(page, STAFF, "職員")
    begin(page, 1)
    expect(page.get_by_text("1／8問目")).to_be_visible()
    # With its styles, which draw the focus.
    page.wait_for_load_state("load")
    reached = []
    while not reached or reached[-1] != "TEXTAREA.evidence#evidence":
        page.keyboard.press("Tab")
        name, seen = page.evaluate(FOCUS)
        assert seen, name
        reached.append(name)
        assert len(reached) < 40
    assert reached[0].startswith("A#")
    assert "INPUT.rating#" in reached
    page.keyboard.type("窓口で試した")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2／8問目（回答済み 1）")).to_be_visible()


def test_of_two_tabs_the_later_one_is_told_and_keeps_its_words(open_tab: OpenTab) -> None:
    page = open_tab()
    enter(page, STAFF, "職員")
    begin(page, 1)
    other = page.context.new_page()
    other.goto(page.url)
    answer(page, "知らない", "一つめの画面")
    expect(page.get_by_text("2／8問目")).to_be_visible()
    answer(other, "一人でできる", "二つめの画面")
    expect(other.get_by_role("alert")).to_contain_text("保存していません")
    expect(other.get_by_role("alert")).to_be_focused()
    expect(other.get_by_label("根拠（任意）")).to_have_value("二つめの画面")
    expect(other.get_by_role("radio", name="一人でできる")).to_be_checked()
    # Sent from the page that says so, it is taken.
    other.get_by_role("button", name=re.compile("^保存して")).click()
    expect(other.get_by_text("2／8問目")).to_be_visible()


def test_going_back_and_sending_again_makes_no_second_plan_and_undoes_nothing(
    open_tab: OpenTab,
) -> None:
    staff, coach = open_tab(), open_tab()
    enter(staff, STAFF, "職員")
    begin(staff, 1)
    answer(staff, "知らない")
    enter(coach, COACH, "コーチ")
    code = coach.locator(".code-value [aria-hidden]").inner_text()
    staff.goto("/coaching/me")
    staff.get_by_label("コーチの共有コード").fill(code)
    staff.get_by_role("button", name="共有する", exact=True).click()
    coach.reload()
    coach.get_by_role("link", name=STAFF).click()
    coach.get_by_role("link", name="結果を見る・プランの下書きを作る").click()
    coach.get_by_role("button", name="下書きを作って保存する").dblclick()
    expect(coach.get_by_role("heading", level=1)).to_contain_text("下書き")
    first = coach.url
    lines = coach.locator("#lines .lines > li")
    count = lines.count()
    lines.first.locator("summary").click()
    lines.first.get_by_role("button", name="この行を除く").dblclick()
    expect(lines).to_have_count(count - 1)
    expect(coach.get_by_role("alert")).to_have_count(0)
    coach.goto(first)
    staff.goto("/coaching/me")
    expect(staff.get_by_role("link", name=re.compile("作成$"))).to_have_count(1)
