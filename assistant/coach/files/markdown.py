"""A plan as Markdown with real footnotes; the pictures are files beside it."""

import re
from collections.abc import Iterator, Mapping

from assistant.coach.files.blocks import (
    Block,
    ChartName,
    Content,
    Grid,
    Heading,
    Paragraph,
    Picture,
    place,
)
from assistant.messages import text
from assistant.types import Citation

# Everything that Markdown or HTML could read as a sign.
_SIGNS = re.compile(r"([\\`*_\[\]|<>~&$])")
# What opens a block at the start of a line: a title, a list, a rule.
_OPENERS = re.compile(r"^([#+=-])|^(\d+)(?=[.)])", re.MULTILINE)


def as_markdown(content: Content, picture_names: Mapping[ChartName, str]) -> str:
    """The text of the file.

    Args:
        content: The plan.
        picture_names: The file name of each picture.
    """
    stamp = _escaped(content.stamp)
    lines = [f"# {_escaped(content.title)} {stamp}", ""]
    for block in content.blocks:
        lines.extend(_block(block, picture_names, stamp))
        lines.append("")
    lines.append(f"## {_escaped(text('coach.sources_title', content.language))}")
    lines.append("")
    separator = text("coach.heading_separator", content.language)
    for number, citation in enumerate(content.sources, start=1):
        where = _escaped(place(citation, separator))
        lines.append(f"[^{number}]: {where}：{_escaped(citation.quote)}")
        lines.append("")
    lines.append(f"---\n\n{stamp}")
    return "\n".join(lines) + "\n"


def _block(block: Block, picture_names: Mapping[ChartName, str], stamp: str) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.depth + 1)} {_escaped(block.text)}"
        case Paragraph():
            shown = _noted(_escaped(block.text), block.citations)
            if block.bullet:
                yield f"- {shown}"
            elif block.tone == "notice":
                yield f"> **{shown}**"
            else:
                yield shown
        case Grid():
            yield _row(block.header)
            yield "|" + " --- |" * len(block.header)
            yield from map(_row, block.rows)
        case Picture():
            yield f"![{_escaped(block.alt)} {stamp}]({picture_names[block.name]})"


def _noted(shown: str, citations: tuple[Citation, ...]) -> str:
    """A reference to its note behind each marker."""
    for citation in citations:
        number = citation.marker.strip("〔〕")
        shown = shown.replace(citation.marker, f"{citation.marker}[^{number}]")
    return shown


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(_escaped(cell).replace("\n", "<br>") for cell in cells) + " |"


def _escaped(plain: str) -> str:
    signed = _SIGNS.sub(r"\\\1", plain)
    return _OPENERS.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\", signed)
