"""A plan as a Word document with real footnotes, the state on every page and page numbers."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from assistant.coach.files.blocks import Block, Content, Grid, Heading, Paragraph, Picture
from assistant.coach.files.footnotes import Footnotes
from assistant.messages import text
from assistant.types import Language

_LATIN, _JAPANESE = "Yu Gothic", "游ゴシック"
_LANGUAGES: Mapping[Language, str] = {"ja": "ja-JP", "en": "en-US"}
_PAGE = Mm(210), Mm(297)
_MARGIN = Mm(20)
_WIDTH = Mm(170)
_WARNING = RGBColor(0x9C, 0x2B, 0x00)
_ACCENT = RGBColor(0x00, 0x33, 0x6F)


def as_word(content: Content) -> bytes:
    """The bytes of the file."""
    document = Document()
    _set_up(document, content)
    setter = _Setter(document, content)
    document.add_heading(content.title, 0)
    for block in content.blocks:
        setter.add(block)
    setter.footnotes.attach(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


class _Setter:
    """Sets blocks; a source gets its footnote where its marker first stands."""

    def __init__(self, document: WordDocument, content: Content) -> None:
        self._document = document
        separator = text("coach.heading_separator", content.language)
        self.footnotes = Footnotes(separator, _LATIN, _JAPANESE)

    def add(self, block: Block) -> None:
        match block:
            case Heading():
                self._document.add_heading(block.text, block.depth)
            case Paragraph():
                self._paragraph(block)
            case Grid():
                self._table(block)
            case Picture():
                self._picture(block)

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self._document.add_paragraph(style="List Bullet" if block.bullet else None)
        rest = block.text
        while rest:
            places = [(rest.find(c.marker), c) for c in block.citations if c.marker in rest]
            if not places:
                break
            at, citation = min(places, key=lambda place: place[0])
            paragraph.add_run(rest[:at])
            self.footnotes.refer(paragraph, citation)
            rest = rest[at + len(citation.marker) :]
        run = paragraph.add_run(rest)
        if block.tone == "notice":
            run.bold = True
            run.font.color.rgb = _WARNING
        elif block.tone == "small":
            run.font.size = Pt(8)

    def _table(self, grid: Grid) -> None:
        table = self._document.add_table(rows=1, cols=len(grid.header), style="Table Grid")
        table.autofit = False
        for column, share in zip(table.columns, grid.widths, strict=True):
            column.width = Length(round(_WIDTH * share))
        _repeat(table.rows[0])
        _fill(table.rows[0].cells, grid.header, grid.widths, bold=True)
        for row in grid.rows:
            _fill(table.add_row().cells, row, grid.widths, bold=False)
        after = self._document.add_paragraph()
        after.paragraph_format.space_after = Pt(0)
        after.paragraph_format.line_spacing = Pt(8)

    def _picture(self, block: Picture) -> None:
        shape = self._document.add_picture(
            BytesIO(block.png), width=Length(round(_WIDTH * block.wide))
        )
        described = shape._inline.docPr
        described.set("descr", block.alt)
        described.set("title", block.name)


def _set_up(document: WordDocument, content: Content) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = _PAGE
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, _MARGIN)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "Header", "Footer"):
        _use_font(document.styles[name])
    for name in ("Title", "Heading 1", "Heading 2"):
        document.styles[name].font.color.rgb = _ACCENT
    document.styles["Normal"].font.size = Pt(10)
    document.core_properties.title = f"{content.title} {content.stamp}"
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = content.language
    # What is not Japanese script is read aloud in the language of the frame.
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGES[content.language])
        language.set(qn("w:eastAsia"), _LANGUAGES["ja"])
    header = section.header.paragraphs[0].add_run(content.stamp)
    header.bold = True
    header.font.color.rgb = _ACCENT if content.approved else _WARNING
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{content.stamp}\t\t")
    words = text(
        "coach.page", content.language, page="\ue000PAGE\ue000", pages="\ue000NUMPAGES\ue000"
    )
    for place, part in enumerate(words.split("\ue000")):
        if place % 2:
            _field(footer, part)
        else:
            footer.add_run(part)


def _use_font(style: Any) -> None:
    style.font.name = _LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), _JAPANESE)


def _field(paragraph: WordParagraph, code: str) -> None:
    """A field that the reader's program fills in, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)


def _repeat(row: Any) -> None:
    """Repeat a row at the top of every page that the table reaches."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _fill(
    cells: Iterable[_Cell], texts: tuple[str, ...], widths: tuple[float, ...], *, bold: bool
) -> None:
    for cell, words, share in zip(cells, texts, widths, strict=True):
        cell.width = Length(round(_WIDTH * share))
        cell.paragraphs[0].paragraph_format.space_before = Pt(1.5)
        cell.paragraphs[0].paragraph_format.space_after = Pt(1.5)
        run: Run = cell.paragraphs[0].add_run(words)
        run.bold = bold
        run.font.size = Pt(8.5)
