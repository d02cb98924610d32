"""Plans as Word documents, read back."""

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from assistant.coach.files.blocks import Content, Picture
from assistant.coach.files.word import as_word

T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def word(content: Content) -> bytes:
    return as_word(content)


def part(word: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(word)) as package:
        return etree.fromstring(package.read(name))


def words(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def test_every_source_is_a_footnote_called_once_with_its_number(
    word: bytes, content: Content
) -> None:
    body = part(word, "word/document.xml")
    called = [node.get(f"{W}id") for node in body.iter(f"{W}footnoteReference")]
    assert called == [str(n) for n in range(1, len(content.sources) + 1)]
    notes = {node.get(f"{W}id"): words(node) for node in part(word, "word/footnotes.xml")}
    for number, citation in zip(called, content.sources, strict=True):
        assert citation.marker == f"〔{number}〕"
        assert notes[number].endswith(citation.quote)
        assert citation.heading_path[-1] in notes[number]


def test_the_lines_carry_their_markers(word: bytes, content: Content) -> None:
    shown = "\n".join(paragraph.text for paragraph in Document(BytesIO(word)).paragraphs)
    assert set(re.findall("〔[0-9]+〕", shown)) == {c.marker for c in content.sources}


def test_state_date_and_page_stand_on_every_page(word: bytes) -> None:
    (section,) = Document(BytesIO(word)).sections
    assert section.header.paragraphs[0].text == "【下書き】 2026年07月02日"
    footer = section.footer.paragraphs[0]
    assert "【下書き】" in footer.text
    fields = [node.get(f"{W}instr") for node in footer._p.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_pictures_have_a_text(word: bytes, content: Content) -> None:
    alts = [block.alt for block in content.blocks if isinstance(block, Picture)]
    shapes = Document(BytesIO(word)).inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == alts
    assert all("本人は" in alt for alt in alts)


def test_it_has_a_title_and_says_its_language(word: bytes, in_english: Content) -> None:
    for written, title, language in (
        (word, "成長プラン 【下書き】 2026年07月02日", "ja"),
        (as_word(in_english), "Growth plan [DRAFT] 2026-07-02", "en"),
    ):
        properties = Document(BytesIO(written)).core_properties
        assert (properties.title, properties.language) == (title, language)
        (spoken,) = part(written, "word/styles.xml").iter(f"{W}lang")
        assert str(spoken.get(f"{W}val")).startswith(language)
        assert spoken.get(f"{W}eastAsia") == "ja-JP"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_its_footnotes(
    word: bytes, content: Content, tmp_path: Path
) -> None:
    (tmp_path / "plan.docx").write_bytes(word)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "odt",
         "--outdir", str(tmp_path), str(tmp_path / "plan.docx")],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    read = part((tmp_path / "plan.odt").read_bytes(), "content.xml")
    notes = ["".join(note.itertext()) for note in read.iter(f"{T}note")]
    assert len(notes) == len(content.sources)
    for note, citation in zip(notes, content.sources, strict=True):
        assert "".join(citation.quote.split()) in "".join(note.split())
