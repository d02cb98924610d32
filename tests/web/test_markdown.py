"""What the page's Markdown makes of an answer is the answer and its links, nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.types import Answer, Citation, Status
from assistant.web.markdown import answer_markdown, batches, inert

# As the page reads it: with tables, struck text and raw HTML.
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
JOINER = "\u2060"
CITATION = Citation("〔1〕", "a-source", "skill/lv3/x", "題", ("章",), 3, 9, "引用です。")
ANSWER = Answer(
    text="",
    language="ja",
    status=Status.ANSWERED,
    citations=(CITATION,),
    verdicts=(),
    model="",
    prompt_sha256="",
    index_id="",
    understood="",
    choices=(),
    suggestions=(),
    notices=(),
    elapsed_ms=0.0,
)
HOSTILE = [
    "![x](http://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "**太字** _斜体_ ~~消し~~ `符号`",
    "# 見出し",
    "> 引用",
    "1. 番号",
    "- 項目",
    "| a | b |",
    "```\ncode\n```",
    ":name[x]{y=z}",
    "::: info",
    "&lt;b&gt; &amp;",
    "\\*",
    "[a]: http://evil.example",
    "<http://evil.example>",
    "a---b",
]


def tokens(markdown: str) -> list[Token]:
    return [leaf for token in READER.parse(markdown) for leaf in (token.children or [token])]


def shown(markdown: str) -> str:
    return "".join(
        "\n" if leaf.type == "softbreak" else leaf.content for leaf in tokens(markdown)
    ).replace(JOINER, "")


@pytest.mark.parametrize("plain", HOSTILE)
def test_hostile_text_shows_as_it_is(plain: str) -> None:
    kinds = {leaf.type for leaf in tokens(inert(plain))}
    assert kinds <= {"paragraph_open", "paragraph_close", "text", "text_special", "softbreak"}
    assert shown(inert(plain)) == plain


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_any_text_on_one_line_shows_as_it_is(plain: str) -> None:
    assert shown(inert(plain)) == plain.replace("\u200b", "")


@pytest.mark.parametrize(
    "address", ["https://evil.example", "HTTP://x.y", "www.x.y", "a@b.example"]
)
def test_an_address_is_broken_so_that_it_does_not_become_a_link(address: str) -> None:
    assert JOINER in inert(address)
    assert inert(address).replace(JOINER, "").replace("\\", "") == address


def test_markers_become_links_and_nothing_else_does() -> None:
    text = "根拠です。〔1〕 [x](http://evil.example) 〔2〕"
    leaves = tokens("".join(answer_markdown(replace(ANSWER, text=text))))
    links = [leaf.attrs["href"] for leaf in leaves if leaf.type == "link_open"]
    assert links == ["/sources/a-source?quote=1.3-9.skill/lv3/x&language=ja"]


def test_titles_bullets_and_paragraphs_keep_their_order() -> None:
    text = "はじめに。\n【題】\n・一つ目〔1〕\n・二つ目\nおわりに。"
    markdown = "".join(answer_markdown(replace(ANSWER, text=text)))
    blocks = [token.type for token in READER.parse(markdown) if token.nesting == 1]
    assert blocks.count("bullet_list_open") == 1
    assert blocks.count("list_item_open") == 2
    places = [markdown.index(word) for word in ("はじめに", "題", "一つ目", "二つ目", "おわりに")]
    assert places == sorted(places)
    assert "strong_open" in {leaf.type for leaf in tokens(markdown)}


def test_english_titles_and_bullets_are_known_too() -> None:
    text = "It says this. 〔1〕\nRole at Lv.3\n- Mission: so\n- Thinking: so\nWhich one?\n- This"
    markdown = "".join(answer_markdown(replace(ANSWER, text=text, language="en")))
    assert "**Role at Lv\\.3**" in markdown
    assert markdown.count("**") == 2
    assert [token.type for token in READER.parse(markdown)].count("list_item_open") == 3


@pytest.mark.parametrize(
    ("status", "label"),
    [
        (Status.NOT_IN_DOCUMENT, "本文に記載がありません"),
        (Status.OUT_OF_SCOPE, "この戦略の範囲ではありません"),
        (Status.NEEDS_CLARIFICATION, "確認させてください"),
    ],
)
def test_what_is_no_answer_is_labelled(status: Status, label: str) -> None:
    markdown = "".join(answer_markdown(replace(ANSWER, text="本文。", status=status)))
    assert shown(markdown).startswith(label)


def test_an_answer_has_no_label() -> None:
    assert shown("".join(answer_markdown(replace(ANSWER, text="本文。")))) == "本文。"


def test_notices_stand_below() -> None:
    markdown = "".join(answer_markdown(replace(ANSWER, text="本文。", notices=("お知らせ",))))
    assert [t.type for t in READER.parse(markdown) if t.type == "blockquote_open"]
    assert shown(markdown).endswith("お知らせ")


@given(st.lists(st.text(min_size=1, max_size=40), max_size=80), st.integers(1, 20))
def test_batches_are_few_and_lose_nothing(pieces: list[str], most: int) -> None:
    given_out = list(batches(pieces, most))
    assert "".join(given_out) == "".join(pieces)
    assert len(given_out) <= most + 1


def test_no_piece_parts_a_link_or_an_escape() -> None:
    text = "・" + "長い文[です]。" * 30 + "〔1〕" + "続き*です*。" * 30
    pieces = answer_markdown(replace(ANSWER, text=text))
    assert [piece for piece in pieces if piece.count("[") - piece.count("\\[") > 1] == []
    assert [piece for piece in pieces if piece.endswith("\\") and not piece.endswith("\\\\")] == []
