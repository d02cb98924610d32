"""From a draft to text with markers and citations."""

from collections.abc import Iterable

from assistant.answer.draft import SLOT
from assistant.types import Citation, Statement
from corpus import Quote, Record, Source


class Numbering:
    """Gives quotes their markers in order of first use; one quote has one marker."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._citations: dict[tuple[int, int], Citation] = {}

    def mark(self, record: Record, quote: Quote) -> str:
        """The marker of a quote."""
        key = (quote.span.start, quote.span.end)
        if key not in self._citations:
            number = len(self._citations) + 1
            self._citations[key] = _citation(number, record, quote, self._source)
        return self._citations[key].marker

    def line(self, statement: Statement) -> str:
        """A statement with its markers, in its slots as far as it has any, else at its end."""
        return fill(
            statement.text, [self.mark(record, quote) for record, quote in statement.evidence]
        )

    @property
    def citations(self) -> tuple[Citation, ...]:
        """One a marker, in order."""
        return tuple(self._citations.values())


def render(statements: Iterable[Statement], source: Source) -> tuple[str, tuple[Citation, ...]]:
    """Number the evidence in order of first use and put the markers into the text."""
    numbering = Numbering(source)
    lines = [numbering.line(statement) for statement in statements]
    return "\n".join(lines), numbering.citations


def marker(number: int) -> str:
    """How a citation is marked in an answer."""
    return f"〔{number}〕"


def fill(text: str, markers: list[str]) -> str:
    """A statement with its markers in its slots; those left over at its end."""
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
