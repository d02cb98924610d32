"""A plan as PDF: tagged for reading aloud, its font embedded, markers linked to their notes."""

import html
from collections.abc import Iterator, Sequence
from functools import cache, partial
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
    KeepTogether,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from assistant.coach.files.blocks import Block, Content, Grid, Heading, Paragraph, Picture, place
from assistant.coach.files.embedded import EmbeddedFont
from assistant.coach.files.font import font_path
from assistant.coach.files.lines import broken
from assistant.coach.files.rare import StandIns
from assistant.coach.files.tagged import (
    Element,
    TaggedCanvas,
    TaggedImage,
    TaggedParagraph,
    decoration,
    lines_of_table,
)
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
    root = Element("Document")
    story: list[Flowable] = [_paragraph(content.title, "title", root.part("H1"))]
    bullets: Element | None = None
    for block in content.blocks:
        if isinstance(block, Paragraph) and block.bullet:
            bullets = bullets or root.part("L")
            story.append(_bullet(block, bullets))
        else:
            bullets = None
            story.extend(_flowables(block, root))
    story.extend(_notes(content, root))

    def stamp(canvas: Canvas, _: object) -> None:
        with decoration(canvas, of_page=True):
            _stamp(canvas, content, pages)

    document.build(
        _headings_with_what_follows(story),
        onFirstPage=stamp,
        onLaterPages=stamp,
        canvasmaker=partial(TaggedCanvas, root),
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


def _bullet(block: Paragraph, bullets: Element) -> Flowable:
    element = bullets.part("LI").part("LBody")
    return _paragraph(block.text, "bullet", element, block.citations)


def _flowables(block: Block, root: Element) -> Iterator[Flowable]:
    match block:
        case Heading():
            # The title of the whole is the first of all headings.
            element = root.part(f"H{block.depth + 1}")
            yield _paragraph(block.text, f"heading{block.depth}", element)
        case Paragraph():
            yield _paragraph(block.text, block.tone, root.part("P"), block.citations)
        case Grid():
            yield _table(block, root.part("Table"))
            yield Spacer(0, 3 * mm)
        case Picture():
            width, height = ImageReader(BytesIO(block.png)).getSize()
            shown = _WIDTH * block.wide
            image = TaggedImage(BytesIO(block.png), width=shown, height=shown * height / width)
            yield image.belongs_to(root.part("Figure", alt=block.alt))


def _headings_with_what_follows(story: list[Flowable]) -> list[Flowable]:
    """No heading stands alone at the foot of a page."""
    kept: list[Flowable] = []
    for flowable in story:
        if isinstance(flowable, TaggedParagraph) and flowable.style.name.startswith("heading"):
            kept.append(CondPageBreak(45 * mm))
        kept.append(flowable)
    return kept


def _table(grid: Grid, element: Element) -> Table:
    widths = [_WIDTH * share - 2 * _PADDING for share in grid.widths]
    rows = [_row(grid.header, "head", widths, element.part("TR"))]
    rows += [_row(row, "cell", widths, element.part("TR")) for row in grid.rows]
    table = Table(
        rows,
        colWidths=[_WIDTH * share for share in grid.widths],
        repeatRows=1,
        renderCB=lines_of_table,
    )
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


def _row(
    cells: Sequence[str], style: str, widths: Sequence[float], element: Element
) -> list[Flowable]:
    role = "TH" if style == "head" else "TD"
    return [
        _paragraph(cell, style, element.part(role), width=width)
        for cell, width in zip(cells, widths, strict=True)
    ]


def _notes(content: Content, root: Element) -> Iterator[Flowable]:
    """The sources as numbered notes: where each stands, and its exact words."""
    separator = text("coach.heading_separator", content.language)
    title = _paragraph(text("coach.sources_title", content.language), "heading1", root.part("H2"))
    for number, citation in enumerate(content.sources):
        words = f"{citation.marker} {place(citation, separator)}\n{citation.quote}"
        anchor = f'<a name="{_anchor(citation)}"/>'
        shown = _marked_up(words, _STYLES["note"], _WIDTH)
        # The text and where it stands in it are Japanese whatever the frame is.
        element = root.part("P", language="ja")
        note = TaggedParagraph(anchor + shown, _STYLES["note"]).belongs_to(element)
        yield KeepTogether([title, note]) if number == 0 else note


def _paragraph(
    plain: str,
    style: str,
    element: Element,
    citations: tuple[Citation, ...] = (),
    *,
    width: float = _WIDTH,
) -> TaggedParagraph:
    shown = _marked_up(plain, _STYLES[style], width)
    for citation in citations:
        link = f'<a href="#{_anchor(citation)}" color="#00336f">{citation.marker}</a>'
        shown = shown.replace(citation.marker, link)
    bullet = "・" if style == "bullet" else None
    return TaggedParagraph(shown, _STYLES[style], bulletText=bullet).belongs_to(element)


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
