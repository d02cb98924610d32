"""What a plan's file is made of, whatever its format."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.types import Citation, Language

ChartName = Literal["heat-map", "radar"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title within the file; `depth` 1 or 2."""

    text: str
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of text.

    Attributes:
        text: With markers where `citations` are given.
        citations: The sources of the markers.
        tone: `notice` stands out, `small` steps back.
        bullet: Whether it is an item of a list.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    tone: Literal["normal", "notice", "small"] = "normal"
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row is as long as the header.

    Attributes:
        widths: The share of the width of each column; they add up to 1.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart.

    Attributes:
        alt: What it shows, for those who do not see it; a table beside it says the rest.
        wide: Its width as a share of the page's text.
    """

    name: ChartName
    png: bytes
    alt: str
    wide: float


def place(citation: Citation, separator: str) -> str:
    """Where a quote stands: the title of its document and the headings above it."""
    path = citation.heading_path
    return separator.join(path if path[:1] == (citation.title,) else (citation.title, *path))


Block = Heading | Paragraph | Grid | Picture


@dataclass(frozen=True, slots=True)
class Content:
    """A whole file.

    Attributes:
        stamp: The state and the date, for the top of every page.
        approved: Whether the state is approved.
        sources: Every citation once, by number.
    """

    title: str
    stamp: str
    approved: bool
    dated: date
    language: Language
    blocks: tuple[Block, ...]
    sources: tuple[Citation, ...]
