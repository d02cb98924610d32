"""Judging one answer against what a golden question expects of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.types import Answer, Citation, Language
from corpus import Corpus, Kind
from eval.golden_files import locate
from eval.golden_types import Expectation
from eval.matching import MARKER, matching_form, named_records, numbers_in
from eval.universal import Failure, Judged, universal_failures

_SHOWN_CHARS = 120


@dataclass(frozen=True, slots=True)
class _Case:
    answer: Answer
    expect: Expectation
    corpus: Corpus
    form: str


def check_answer(
    answer: Answer,
    expect: Expectation,
    *,
    asked: Sequence[str],
    language: Language,
    corpus: Corpus,
) -> tuple[Failure, ...]:
    """Everything wrong with an answer; empty when it is right.

    Args:
        answer: What the pipeline gave to the last of `asked`.
        expect: What a right answer holds.
        asked: The questions of the conversation so far, the judged one last.
        language: In which the answer must be framed.
        corpus: The source and its records.
    """
    judged = Judged(answer, tuple(asked), language, corpus)
    case = _Case(answer, expect, corpus, matching_form(answer.text))
    found = list(universal_failures(judged))
    for check in _CHECKS:
        found.extend(check(case))
    return tuple(found)


def _status(case: _Case) -> Iterator[Failure]:
    if case.answer.status not in case.expect.status:
        expected = " or ".join(case.expect.status)
        yield Failure("status", expected, str(case.answer.status))


def _must(case: _Case) -> Iterator[Failure]:
    for group in case.expect.must:
        if not any(matching_form(option) in case.form for option in group):
            yield Failure("must", " | ".join(group), _shown(case.answer.text))


def _must_not(case: _Case) -> Iterator[Failure]:
    for text in case.expect.must_not:
        if matching_form(text) in case.form:
            yield Failure("must_not", f"no {text!r}", _shown(case.answer.text))


def _numbers(case: _Case) -> Iterator[Failure]:
    given = numbers_in(case.answer.text)
    for number in case.expect.numbers:
        if number not in given:
            yield Failure("numbers", str(number), ", ".join(map(str, sorted(given))) or "none")


def _names(case: _Case) -> Iterator[Failure]:
    by_kind: dict[Kind, list[str]] = {}
    for record_id in case.expect.names:
        by_kind.setdefault(case.corpus.get(record_id).kind, []).append(record_id)
    for kind, expected in by_kind.items():
        given = named_records(case.answer.text, kind, case.corpus, expected=expected)
        for missing in sorted(set(expected) - given):
            yield Failure("names", f"{missing} named", "not named")
        for extra in sorted(given - set(expected)):
            yield Failure("names", f"{extra} not named", "named")
        for record_id in expected:
            if not cites_record(case.answer.citations, record_id, case.corpus):
                yield Failure("names", f"{record_id} cited", _cited(case.answer))


def _cites(case: _Case) -> Iterator[Failure]:
    for group in case.expect.cites:
        if not any(cites_record(case.answer.citations, one, case.corpus) for one in group):
            yield Failure("cites", " | ".join(group), _cited(case.answer))


def _quotes(case: _Case) -> Iterator[Failure]:
    spans = [(citation.start, citation.end) for citation in case.answer.citations]
    for group in case.expect.quotes:
        places = [place for quote in group for place in locate(quote, case.corpus)]
        if not any(covered(place, spans, text=case.corpus.source.text) for place in places):
            expected = " | ".join(f"L{quote.line} {quote.text}" for quote in group)
            yield Failure("quotes", expected, _cited(case.answer))


def _length(case: _Case) -> Iterator[Failure]:
    length = len(MARKER.sub("", case.answer.text))
    if length > case.expect.max_chars:
        yield Failure("max_chars", f"at most {case.expect.max_chars}", str(length))


_CHECKS: tuple[Callable[[_Case], Iterator[Failure]], ...] = (
    _status,
    _must,
    _must_not,
    _numbers,
    _names,
    _cites,
    _quotes,
    _length,
)


def covered(place: tuple[int, int], spans: Sequence[tuple[int, int]], *, text: str) -> bool:
    """Whether the spans together cover a place of the source, white space aside."""
    return all(
        text[at].isspace() or any(start <= at < end for start, end in spans) for at in range(*place)
    )


def cites_record(citations: Sequence[Citation], record_id: str, corpus: Corpus) -> bool:
    """Whether a citation bears the record's id or holds one of its quotes whole."""
    quotes = corpus.get(record_id).quotes
    return any(
        citation.record_id == record_id
        or any(citation.start <= q.span.start and q.span.end <= citation.end for q in quotes)
        for citation in citations
    )


def _cited(answer: Answer) -> str:
    cited = "; ".join(f"{one.record_id}: {_shown(one.quote, 40)}" for one in answer.citations)
    return cited or "no citation"


def _shown(text: str, limit: int = _SHOWN_CHARS) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[:limit]}…"
