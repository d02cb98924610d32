"""A plan as PDF, with the Japanese font embedded, links from markers to notes and back to them."""

import html
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    Image,
    KeepTogether,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus import Paragraph as Set

from assistant.coach.files.blocks import Block, Content, Grid, Heading, Paragraph, Picture, place
from assistant.coach.files.embedded import EmbeddedFont
from assistant.coach.files.font import font_path
from assistant.coach.files.lines import broken
from assistant.coach.files.rare import StandIns
from assistant.messages import text
from assistant.types import Citation

_FONT = "IPAexGothic"
_MARGIN = 20 * mm
# The frame around the text keeps 6 points free on each side.
_WIDTH = A4[0] - 2 * _MARGIN - 12
_PADDING = 4
# Rounding must not make reportlab break a line that was broken to fit.
_SLACK = 0.5
_INK = colors.HexColor("#1a1a1a")
_ACCENT = colors.HexColor("#00336f")
_WARNING = colors.HexColor("#9c2b00")


def as_pdf(content: Content) -> bytes:
    """The bytes of the file."""
    _font()
    # Set twice: how many pages there are is known only when all are set.
    pages = _set(content, BytesIO(), pages=0)
    target = BytesIO()
    _set(content, target, pages=pages)
    return target.getvalue()


def _set(content: Content, target: BytesIO, *, pages: int) -> int:
    """Set everything into a file whose number of pages is told; returns the number set."""
    document = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=24 * mm,
        bottomMargin=20 * mm,
        title=f"{content.title} {content.stamp}",
        lang=content.language,
        # The default is a font that is not embedded.
        initialFontName=_FONT,
    )
    story: list[Flowable] = [_paragraph(content.title, "title")]
    for block in content.blocks:
        story.extend(_flowables(block))
    story.extend(_notes(content))

    def stamp(canvas: Canvas, _: object) -> None:
        _stamp(canvas, content, pages)

    document.build(
        _headings_with_what_follows(story),
        onFirstPage=stamp,
        onLaterPages=stamp,
    )
    return int(document.page)


def _stamp(canvas: Canvas, content: Content, pages: int) -> None:
    """The state and the date above and below the text, and the number of the page."""
    stamp = content.stamp
    page = text("coach.page", content.language, page=canvas.getPageNumber(), pages=pages)
    canvas.saveState()
    canvas.setFont(_FONT, 9)
    canvas.setFillColor(_ACCENT if content.approved else _WARNING)
    top = A4[1] - 14 * mm
    canvas.drawString(_MARGIN, top, stamp)
    canvas.drawString(_MARGIN, 11 * mm, stamp)
    canvas.setStrokeColor(colors.grey)
    canvas.line(_MARGIN, top - 2 * mm, A4[0] - _MARGIN, top - 2 * mm)
    canvas.setFillColor(_INK)
    canvas.drawRightString(A4[0] - _MARGIN, 11 * mm, page)
    canvas.restoreState()


def _flowables(block: Block) -> Iterator[Flowable]:
    match block:
        case Heading():
            yield _paragraph(block.text, f"heading{block.depth}")
        case Paragraph():
            style = "bullet" if block.bullet else block.tone
            yield _paragraph(block.text, style, block.citations)
        case Grid():
            yield _table(block)
            yield Spacer(0, 3 * mm)
        case Picture():
            width, height = ImageReader(BytesIO(block.png)).getSize()
            shown = _WIDTH * block.wide
            yield Image(BytesIO(block.png), width=shown, height=shown * height / width)


def _headings_with_what_follows(story: list[Flowable]) -> list[Flowable]:
    """No heading stands alone at the foot of a page."""
    kept: list[Flowable] = []
    for flowable in story:
        if isinstance(flowable, Set) and flowable.style.name.startswith("heading"):
            kept.append(CondPageBreak(45 * mm))
        kept.append(flowable)
    return kept


def _table(grid: Grid) -> Table:
    widths = [_WIDTH * share - 2 * _PADDING for share in grid.widths]
    rows = [
        [_paragraph(cell, style, width=width) for cell, width in zip(row, widths, strict=True)]
        for style, row in (("head", grid.header), *(("cell", row) for row in grid.rows))
    ]
    table = Table(rows, colWidths=[_WIDTH * share for share in grid.widths], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#9a9a9a")),
                ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e9edf3")),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("FONT", (0, 0), (-1, -1), _FONT),
                ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
                ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ]
        )
    )
    return table


def _notes(content: Content) -> Iterator[Flowable]:
    """The sources as numbered notes: where each stands, and its exact words."""
    separator = text("coach.heading_separator", content.language)
    title = _paragraph(text("coach.sources_title", content.language), "heading1")
    for number, citation in enumerate(content.sources):
        words = f"{citation.marker} {place(citation, separator)}\n{citation.quote}"
        anchor = f'<a name="{_anchor(citation)}"/>'
        note = Set(anchor + _marked_up(words, _STYLES["note"], _WIDTH), _STYLES["note"])
        yield KeepTogether([title, note]) if number == 0 else note


def _paragraph(
    plain: str, style: str, citations: tuple[Citation, ...] = (), *, width: float = _WIDTH
) -> Set:
    shown = _marked_up(plain, _STYLES[style], width)
    for citation in citations:
        link = f'<a href="#{_anchor(citation)}" color="#00336f">{citation.marker}</a>'
        shown = shown.replace(citation.marker, link)
    bullet = "・" if style == "bullet" else None
    return Set(shown, _STYLES[style], bulletText=bullet)


def _anchor(citation: Citation) -> str:
    return f"source-{citation.marker.strip('〔〕')}"


def _marked_up(plain: str, style: ParagraphStyle, width: float) -> str:
    """The text broken into lines that fit; reportlab would part marks from what they belong to."""
    stand_ins = StandIns()
    lines = broken(
        stand_ins.put(plain, _known()),
        width - style.leftIndent - _SLACK,
        lambda piece: _width(piece, style.fontSize, stand_ins),
    )
    shown = "<br/>".join(html.escape(line, quote=False) for line in lines)
    for stand_in, drawn in stand_ins.drawn.items():
        shown = shown.replace(stand_in, f'<font name="{drawn.font}">{drawn.letter}</font>')
    return shown


def _width(piece: str, size: float, stand_ins: StandIns) -> float:
    """The width of a piece of text, in points, with letters of other fonts as wide as they are."""
    width = float(pdfmetrics.stringWidth(piece, _FONT, size))
    for char in piece:
        if char in stand_ins.drawn:
            drawn = stand_ins.drawn[char]
            width += pdfmetrics.stringWidth(drawn.letter, drawn.font, size)
            width -= pdfmetrics.stringWidth(char, _FONT, size)
    return width


@cache
def _known() -> frozenset[int]:
    """The letters that the usual font has."""
    return frozenset(_font().face.charToGlyph)


@cache
def _font() -> EmbeddedFont:
    font = EmbeddedFont(_FONT, str(font_path()))
    pdfmetrics.registerFont(font)
    return font


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:
    settings = {
        "fontName": _FONT,
        "fontSize": size,
        "leading": size * 1.55,
        "textColor": _INK,
        "wordWrap": "CJK",
        "alignment": TA_LEFT,
        "spaceAfter": 4,
        **more,
    }
    return ParagraphStyle(name, **settings)


_STYLES = {
    style.name: style
    for style in (
        _style("title", 20, spaceAfter=8, textColor=_ACCENT),
        _style("heading1", 14, spaceBefore=10, spaceAfter=6, textColor=_ACCENT),
        _style("heading2", 11.5, spaceBefore=8, textColor=_ACCENT),
        _style("normal", 10),
        _style("notice", 10, textColor=_WARNING, borderColor=_WARNING, borderWidth=0.8,
               borderPadding=5, spaceBefore=6, spaceAfter=10),
        _style("small", 8, textColor=colors.HexColor("#444444")),
        _style("bullet", 10, leftIndent=16, bulletIndent=0, bulletFontName=_FONT,
               bulletFontSize=10),
        _style("head", 8.5, spaceAfter=0),
        _style("cell", 8.5, spaceAfter=0),
        _style("note", 8, spaceAfter=3),
    )
}  # fmt: skip
