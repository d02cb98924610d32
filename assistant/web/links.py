"""Addresses of quotes: made for the answers, read by the source page."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from assistant.types import Citation, Language

SOURCES_PATH = "/sources"
_OURS = re.compile(r"/|/login|/thread/[0-9a-f-]{36}|/coaching/[0-9a-z/-]{0,200}")
_PLACE = re.compile(r"([0-9]{1,4})\.([0-9]{1,7})-([0-9]{1,7})\.([a-z0-9/-]{1,100})")


@dataclass(frozen=True, slots=True)
class Place:
    """A numbered quote by where it stands, and the record that it speaks for."""

    number: int
    start: int
    end: int
    record_id: str


def page_of_ours(path: str) -> str:
    """A path, if it is of a page of ours that people go back to, and never a foreign address."""
    return path if _OURS.fullmatch(path) else "/"


def source_link(citation: Citation, language: Language) -> str:
    """The address under which a citation is shown in its source."""
    number = citation.marker.strip("〔〕")
    place = f"{number}.{citation.start}-{citation.end}.{citation.record_id}"
    query = urlencode({"quote": place, "language": language}, safe="/")
    return f"{SOURCES_PATH}/{quote(citation.source_id, safe='')}?{query}"


def read_place(value: str) -> Place | None:
    """The place that an address names, or None when it names none."""
    match = _PLACE.fullmatch(value)
    if match is None:
        return None
    number, start, end, record_id = match.groups()
    return Place(int(number), int(start), int(end), record_id)
