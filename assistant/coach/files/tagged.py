"""The structure of a PDF that is read aloud: what is a heading, a list, a table, a picture.

After ISO 32000-1, 14.7 and 14.8. reportlab writes no structure by itself; it lets marks be put
around what is drawn, and entries into the catalog and the pages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFPage,
    PDFString,
    PDFtrue,
)
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Image, Paragraph

_PAGINATION = "<</Type /Pagination>>"
_LAYOUT = "<</Type /Layout>>"


@dataclass(slots=True, eq=False)
class Element:
    """A piece of a document, with its parts in the order of reading.

    Attributes:
        role: A standard structure type of PDF, such as `H1`, `P`, `Figure`.
        alt: What it shows, for those who do not see it.
        language: Where it is another than the document's.
        parts: The elements in it.
        marks: Where it is drawn: the number of the page, and that of the mark on it.
        drawn: What the marks of each page belong to, by the page's number; one for all elements.
    """

    role: str
    alt: str = ""
    language: str = ""
    parts: list["Element"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    drawn: dict[int, list["Element"]] = field(default_factory=dict)

    def part(self, role: str, *, alt: str = "", language: str = "") -> "Element":
        """A new element at the end of this one."""
        made = Element(role, alt, language, drawn=self.drawn)
        self.parts.append(made)
        return made

    @contextmanager
    def on(self, canvas: Canvas) -> Iterator[None]:
        """Mark what is drawn meanwhile as this element's.

        The head of a table that goes on is drawn again on each page, and read once.
        """
        if self.role == "TH" and self.marks:
            with decoration(canvas):
                yield
            return
        page = canvas.getPageNumber()
        there = self.drawn.setdefault(page, [])
        self.marks.append((page, len(there)))
        canvas.addLiteral(f"/{self.role} <</MCID {len(there)}>> BDC")
        there.append(self)
        yield
        canvas.addLiteral("EMC")


@contextmanager
def decoration(canvas: Canvas, *, of_page: bool = False) -> Iterator[None]:
    """Mark what is drawn meanwhile as nothing to read: lines, or what stands on every page."""
    canvas.addLiteral(f"/Artifact {_PAGINATION if of_page else _LAYOUT} BDC")
    yield
    canvas.addLiteral("EMC")


class TaggedParagraph(Paragraph):  # type: ignore[misc]
    """A paragraph that is an element; so are its parts on several pages, together."""

    element: Element

    def belongs_to(self, element: Element) -> Self:
        """Be drawn as an element."""
        self.element = element
        return self

    def split(self, width: float, height: float) -> list["TaggedParagraph"]:
        """The parts before and after the end of a page."""
        return [part.belongs_to(self.element) for part in super().split(width, height)]

    def draw(self) -> None:
        """Draw on the canvas."""
        with self.element.on(self.canv):
            super().draw()


class TaggedImage(Image):  # type: ignore[misc]
    """A picture that is an element."""

    element: Element

    def belongs_to(self, element: Element) -> Self:
        """Be drawn as an element."""
        self.element = element
        return self

    def draw(self) -> None:
        """Draw on the canvas."""
        with self.element.on(self.canv):
            super().draw()


def lines_of_table(table: Any, event: str, *_: object) -> None:
    """To be told how the drawing of a table gets on: its lines and colours are decoration."""
    if event in ("startBG", "startLines"):
        table.canv.addLiteral(f"/Artifact {_LAYOUT} BDC")
    elif event in ("endBG", "endLines"):
        table.canv.addLiteral("EMC")


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that writes the structure of its document beside the pages.

    Args:
        root: The whole document.
    """

    def __init__(self, root: Element, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._root = root
        self.setViewerPreference("DisplayDocTitle", "true")

    def save(self) -> None:
        """Finish the file."""
        _describe(self._doc, self._root)
        super().save()


def _describe(document: PDFDocument, root: Element) -> None:
    pages = dict(enumerate(document.Pages.pages, start=1))
    tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    made: dict[Element, PDFDictionary] = {}
    tree["K"] = _written(document, root, tree, pages, made)
    numbers: list[object] = []
    for number, elements in sorted(root.drawn.items()):
        page = pages[number]
        more = {"StructParents": number, "Tabs": PDFName("S")}
        # Entries that reportlab's pages do not know by themselves.
        page.__Defaults__ = {**PDFPage.__Defaults__, **more}
        numbers += [number, PDFArray([document.Reference(made[one]) for one in elements])]
    tree["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
    tree["ParentTreeNextKey"] = len(pages) + 1
    document.Catalog.StructTreeRoot = tree
    document.Catalog.MarkInfo = PDFDictionary({"Marked": PDFtrue})


def _written(
    document: PDFDocument,
    element: Element,
    above: PDFDictionary,
    pages: dict[int, PDFPage],
    made: dict[Element, PDFDictionary],
) -> object:
    """An element with all in it as objects of the document; the reference to it."""
    written = made[element] = PDFDictionary(
        {"Type": PDFName("StructElem"), "S": PDFName(element.role)}
    )
    written["P"] = document.Reference(above)
    if element.alt:
        written["Alt"] = PDFString(element.alt)
    if element.language:
        written["Lang"] = PDFString(element.language)
    if element.role == "TH":
        written["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName("Column")})
    marks = [
        PDFDictionary(
            {"Type": PDFName("MCR"), "Pg": document.Reference(pages[page]), "MCID": number}
        )
        for page, number in element.marks
    ]
    parts = [_written(document, part, written, pages, made) for part in element.parts]
    written["K"] = PDFArray([*marks, *parts])
    return document.Reference(written)
