"""A maker of answers: right in everything that is not said to be wrong."""

from collections.abc import Callable

import pytest

from assistant.types import Answer, Citation, Status
from corpus import Corpus

AnswerMaker = Callable[..., Answer]


@pytest.fixture(scope="session")
def make_answer(corpus: Corpus) -> AnswerMaker:
    """`make_answer(text, [(record id, field), ...], ...)`; the markers are numbered in order."""

    def make(text: str, cited: list[tuple[str, str]] | None = None, **changes: object) -> Answer:
        values: dict[str, object] = {
            "text": text,
            "language": "ja",
            "status": Status.ANSWERED,
            "citations": tuple(
                _citation(corpus, f"〔{number}〕", record_id, field)
                for number, (record_id, field) in enumerate(cited or [], start=1)
            ),
            "verdicts": (),
            "model": "",
            "prompt_sha256": "",
            "index_id": "test",
            "understood": "",
            "choices": (),
            "suggestions": (),
            "notices": (),
            "elapsed_ms": 1.0,
        }
        return Answer(**{**values, **changes})  # type: ignore[arg-type]

    return make


def _citation(corpus: Corpus, marker: str, record_id: str, field: str) -> Citation:
    quote = corpus.get(record_id).quote(field)
    return Citation(
        marker=marker,
        source_id=corpus.source.id,
        record_id=record_id,
        title=corpus.source.title,
        heading_path=corpus.source.heading_path(quote.line),
        start=quote.span.start,
        end=quote.span.end,
        quote=quote.text,
    )
