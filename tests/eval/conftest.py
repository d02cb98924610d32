"""Makers of answers and questions, and the parts that are measured."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.settings import Settings
from assistant.types import Answer, Citation, Status
from corpus import Corpus
from eval.golden_types import GoldenQuestion
from eval.measure import Bench, open_bench
from index.types import IndexSettings

AnswerMaker = Callable[..., Answer]


@pytest.fixture(scope="session")
def make_answer(corpus: Corpus) -> AnswerMaker:
    """`make_answer(text, [(record id, field), ...], ...)`; the markers are numbered in order.

    The answer is right in everything that is not said to be wrong.
    """

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


QuestionMaker = Callable[..., GoldenQuestion]


@pytest.fixture(scope="session")
def make_question() -> QuestionMaker:
    """`make_question([status, ...], ...)`: one turn each list of statuses; None is not judged."""

    def make(*accepted: list[str] | None, **changes: Any) -> GoldenQuestion:
        turns = [
            {"ask": "説明力とは", "expect": one and {"status": one, "max_chars": 400}}
            for one in accepted
        ]
        values = {"id": "D001", "kind": "direct", "split": "dev", "language": "ja", "turns": turns}
        return GoldenQuestion.model_validate_json(json.dumps({**values, **changes}))

    return make


@pytest.fixture(scope="session")
def bench(built_index_settings: IndexSettings) -> Iterator[Bench]:
    """The parts that are measured, over the session's index."""
    directory = built_index_settings.directory
    opened = open_bench(Settings(data_dir=directory.parent, index_dir=directory))
    yield opened
    opened.index.close()
