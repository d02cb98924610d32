"""The page: whole in itself, readable by people and machines, in both languages."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.messages import LANGUAGES
from assistant.types import Language
from eval.baselines import Change, Comparison
from eval.measure import Run
from eval.report.page import render_page
from eval.wording import Wording

VOID = {"meta", "link", "img", "br", "hr", "input", "path", "use"}
FELL = Comparison("examples", "fell", (Change("kind", "list", "3/3", "1/3"),))


class Page(HTMLParser):
    """Collects elements and text, and checks that every element is closed in its turn."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def rendered(run: Run, language: Language = "ja", *, failures: bool = True) -> str:
    wording = Wording(language)
    return render_page(run, [FELL], wording, date="2026-01-02 03:04", failures=failures)


@pytest.fixture(scope="module", params=LANGUAGES)
def content(run: Run, request: pytest.FixtureRequest) -> str:
    return rendered(run, request.param)


def test_every_element_is_closed(content: str) -> None:
    assert Page(content).open == []


def test_nothing_is_asked_of_another_place_and_nothing_runs(content: str) -> None:
    page = Page(content)
    assert not re.search(r"https?:|//[a-z]|@import|javascript:", content)
    assert {tag for tag, _ in page.elements} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
    } == set()
    for _, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes)
        for name in ("href", "src"):
            assert attributes.get(name, "#").startswith("#")
    policy = next(one for one in page.all("meta") if "http-equiv" in one)
    assert policy["content"].startswith("default-src 'none'")


def test_an_id_stands_once_and_every_reference_has_one(content: str) -> None:
    page = Page(content)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    wanted = set(re.findall(r'(?:href="#|url\(#)([^")]+)', content))
    for _, attributes in page.elements:
        wanted |= set(attributes.get("aria-labelledby", "").split())
    assert wanted <= set(ids)


def test_every_plot_is_named_described_and_followed_by_its_table(content: str) -> None:
    page = Page(content)
    plots = page.all("svg")
    assert len(plots) == 4
    assert all(one["role"] == "img" and one["aria-labelledby"] for one in plots)
    assert len(page.all("title")) == len(plots) + 1
    assert len(page.all("desc")) == len(plots)
    for rest in content.split("</svg>")[1:]:
        assert "<table" in rest.split("<svg")[0]


def test_the_words_of_a_plot_are_text_in_the_font_of_the_page(run: Run) -> None:
    content = rendered(run, "ja")
    plots = "".join(re.findall(r"<svg.*?</svg>", content, re.DOTALL))
    assert re.search(r"<text[^>]*>一覧</text>", plots)
    assert "font-family" not in plots
    assert "DejaVu" not in plots


def test_the_colours_of_a_plot_are_those_of_the_page(content: str) -> None:
    plots = "".join(re.findall(r"<svg.*?</svg>", content, re.DOTALL))
    assert "var(--bar)" in plots
    assert not re.search(r"#0[1-4]0[1-4]0[1-4]", content)


def test_every_table_has_a_caption_and_headings(content: str) -> None:
    page = Page(content)
    tables = len(page.all("table"))
    assert len(page.all("caption")) == tables
    assert {one["scope"] for one in page.all("th")} == {"col", "row"}


def test_the_page_is_in_the_language_of_the_session(run: Run) -> None:
    japanese, english = (rendered(run, language) for language in LANGUAGES)
    assert '<html lang="ja">' in japanese
    assert "質問の種類ごとの正解率" in japanese
    assert '<html lang="en">' in english
    assert "Right answers by kind of question" in english
    assert "種類" not in "".join(Page(english).text).split("Failures")[0]


def test_failures_show_what_was_expected_and_given_escaped(run: Run) -> None:
    content = rendered(run)
    assert "E900" in content
    assert "&lt;b&gt;まんじゅう&lt;/b&gt; &amp; 茶" in content
    assert "<b>" not in content
    assert "ValueError" in content


def test_failures_that_are_not_to_be_seen_are_only_counted(run: Run) -> None:
    content = rendered(run, failures=False)
    asked = run.outcomes[3].question.turns[0].ask
    assert "E900" in content
    assert "2問が誤答" in content
    assert asked not in content
    assert "まんじゅう" not in content


def test_a_fall_below_the_baseline_is_said_at_the_top(run: Run) -> None:
    header = rendered(run, "en").split("</header>")[0]
    assert "below the baseline" in header
    assert "list: 3/3 before, 1/3 now" in header


def test_something_shown_without_support_is_said_at_the_top(run: Run) -> None:
    bad = replace(run, support=replace(run.support, by_check=("E001",)))
    header = rendered(bad, "en").split("</header>")[0]
    assert "must never be: E001" in header


def test_without_retrieval_there_is_neither_its_plot_nor_its_table(run: Run) -> None:
    page = Page(rendered(replace(run, plain=(), retrieval=None)))
    assert len(page.all("svg")) == 3
    assert not any(one.get("id") in ("plain", "ranking") for one in page.all("section"))
