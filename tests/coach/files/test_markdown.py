"""Plans as Markdown."""

import re
from dataclasses import replace

from assistant.coach.files.blocks import Content, Paragraph
from assistant.coach.files.markdown import as_markdown

NAMES = {"heat-map": "map.png", "radar": "radar.png"}


def test_every_marker_has_a_note_with_its_exact_quote(content: Content) -> None:
    body, _, notes = as_markdown(content, NAMES).partition("\n## 出典\n")
    used = set(re.findall(r"〔(\d+)〕\[\^(\d+)\]", body))
    assert used == {(n, n) for n, _ in used}
    told = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", notes, re.MULTILINE))
    assert set(told) == {n for n, _ in used}
    for citation in content.sources:
        note = re.sub(r"\\(.)", r"\1", told[citation.marker.strip("〔〕")])
        assert note.endswith(citation.quote)
        assert citation.heading_path[-1] in note


def test_the_state_stands_at_the_top_and_the_end(content: Content) -> None:
    lines = as_markdown(content, NAMES).strip().splitlines()
    assert lines[0] == "# 成長プラン 【下書き】 2026年07月02日"
    assert lines[-1] == "【下書き】 2026年07月02日"


def test_pictures_have_a_text_and_a_table_follows(content: Content) -> None:
    written = as_markdown(content, NAMES)
    assert re.search(r"!\[[^\]]{10,}\]\(map\.png\)", written)
    assert re.search(r"!\[[^\]]{10,}\]\(radar\.png\)", written)
    assert "| Lv.3 | 思考・認識 | 批判的思考 | ○ 一人でできる | △ 支援があればできる |" in written


def test_what_people_wrote_makes_no_markup(content: Content) -> None:
    nasty = Paragraph("# <script>x</script> [a](http://x) *b* | c")
    written = as_markdown(replace(content, blocks=(nasty,)), NAMES)
    assert r"\# \<script\>x\</script\> \[a\](http://x) \*b\* \| c" in written
