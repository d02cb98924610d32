"""From a draft to text with markers and citations."""

from collections.abc import Iterable

from assistant.answer.draft import SLOT
from assistant.types import Citation, Statement
from corpus import Quote, Record, Source


def render(statements: Iterable[Statement], source: Source) -> tuple[str, tuple[Citation, ...]]:
    """Number the evidence in order of first use and put the markers into the text.

    One quote has one marker however often it is used. Markers fill a statement's slots in order;
    what is left over goes to its end.
    """
    numbers: dict[tuple[int, int], int] = {}
    citations: list[Citation] = []
    lines: list[str] = []
    for statement in statements:
        markers: list[str] = []
        for record, quote in statement.evidence:
            key = (quote.span.start, quote.span.end)
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                citations.append(_citation(numbers[key], record, quote, source))
            markers.append(marker(numbers[key]))
        lines.append(_fill(statement.text, markers))
    return "\n".join(lines), tuple(citations)


def marker(number: int) -> str:
    """How a citation is marked in an answer."""
    return f"〔{number}〕"


def _fill(text: str, markers: list[str]) -> str:
    for place, mark in enumerate(markers):
        if SLOT not in text:
            return text + "".join(dict.fromkeys(markers[place:]))
        text = text.replace(SLOT, mark, 1)
    return text.replace(SLOT, "")


def _citation(number: int, record: Record, quote: Quote, source: Source) -> Citation:
    return Citation(
        marker=marker(number),
        source_id=source.id,
        record_id=record.id,
        title=source.title,
        heading_path=source.heading_path(quote.line),
        start=quote.span.start,
        end=quote.span.end,
        quote=quote.text,
    )
