"""Quotes in what stands around them.

The source holds tables as tab-separated lines, and paragraphs of a cell in `<p>` tags. A segment is
what lies between such signs: the piece of text that a reader of the original sees as one.
"""

import re
from dataclasses import dataclass

from assistant.web.links import Place
from corpus import Record, Source

_BOUNDARY = re.compile(r"[\n\t]|</?p>")
_MOST_AROUND = 160


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote with its surroundings, cut to be shown.

    Attributes:
        above: The segment before, for orientation; may be shortened at its front.
        lead: What stands before the quote in its own segment.
        quote: The quote, exactly.
        tail: What stands behind the quote in its own segment.
        below: The segment behind; may be shortened at its end.
        line: The 1-based line of the source on which the quote begins.
    """

    number: int
    record: Record
    heading_path: tuple[str, ...]
    above: str
    lead: str
    quote: str
    tail: str
    below: str
    line: int


def excerpt(place: Place, record: Record, source: Source) -> Excerpt | None:
    """A quote with what stands around it, or None when the source has no such place."""
    if not 0 <= place.start < place.end <= len(source.text):
        return None
    start = _segment_start(source.text, place.start)
    end = _segment_end(source.text, place.end)
    line = source.line_of(place.start)
    return Excerpt(
        number=place.number,
        record=record,
        heading_path=source.heading_path(line),
        above=_before(source.text, start),
        lead=source.text[start : place.start],
        quote=source.text[place.start : place.end],
        tail=source.text[place.end : end],
        below=_behind(source.text, end),
        line=line,
    )


def _segment_start(text: str, offset: int) -> int:
    last = 0
    for match in _BOUNDARY.finditer(text, 0, offset):
        last = match.end()
    return last


def _segment_end(text: str, offset: int) -> int:
    match = _BOUNDARY.search(text, offset)
    return match.start() if match else len(text)


def _before(text: str, offset: int) -> str:
    segments = [
        part for part in _BOUNDARY.split(text[max(0, offset - 2000) : offset]) if part.strip()
    ]
    if not segments:
        return ""
    last = segments[-1].strip()
    return last if len(last) <= _MOST_AROUND else f"…{last[-_MOST_AROUND:]}"


def _behind(text: str, offset: int) -> str:
    segments = [part for part in _BOUNDARY.split(text[offset : offset + 2000]) if part.strip()]
    if not segments:
        return ""
    first = segments[0].strip()
    return first if len(first) <= _MOST_AROUND else f"{first[:_MOST_AROUND]}…"
