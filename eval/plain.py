"""What systems that quote the nearest piece would score on the same golden questions.

They retrieve as a tutorial would have it and return what they found as their answer: the text of
the best piece (or pieces), quoted from the source, always with the status `answered`. That is the
most that retrieval alone can say, so they are judged in two ways, and so is the assistant:

- *by the same checks* as every answer (`eval.checks`): status, content, nothing but the records
  asked for, length, frame in the reader's language. Pieces cut by length fail most of these by
  their form alone, so this figure must not be read as a measure of their retrieval.
- *by what they hold*: the status is right, every string and number that a right answer has stands
  somewhere in the quoted text, and everything to be cited is covered by it. Length, language,
  order and whatever else is quoted beside it don't count. This favours them: a reader still has to
  find the answer in the piece.

`answerable` counts the second over those questions alone that the text answers, because a system
that never says "the text is silent" can be right about no other. Each turn is asked as it stands;
a follow-up is not put together with what came before.
"""

import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.types import Answer, Citation, Status
from corpus import Corpus, Source
from eval.checks import check_answer
from eval.figures import Share
from eval.golden_types import Expectation, GoldenQuestion
from eval.matching import MARKER
from eval.runner import Outcome
from index.types import Hit, IndexSettings, Origin

Place = tuple[int, int]
Quoter = Callable[[str], list[Place]]

# The typesetting of the source, which nobody would show to a reader.
_TAGS = re.compile(r"</?p>")
_HELD = frozenset({"status", "must", "numbers", "cites", "quotes"})


class LexicalSearcher(Protocol):
    """What the BM25 system needs of an index."""

    def lexical(self, text: str, k: int, *, origin: Origin | None = None) -> tuple[Hit, ...]:
        """The `k` best passages by words."""


@dataclass(frozen=True, slots=True)
class PlainFigures:
    """What one system got right.

    Attributes:
        name: `assistant`, or what `plain_quoters` calls it.
        same: By the same checks as the assistant, of all questions.
        held: By what the quoted text holds, of all questions.
        answerable: The same, of the questions that accept the status `answered` in every turn.
        characters: Median length of the text that a reader gets, without markers.
    """

    name: str
    same: Share
    held: Share
    answerable: Share
    characters: float


def plain_quoters(
    source: Source, index: LexicalSearcher, settings: IndexSettings, folder: Path
) -> dict[str, Quoter]:
    """The systems by name.

    Args:
        source: The text.
        index: An open index; of it only BM25 over the passages of the text is used.
        settings: Name the embedding model for the LangChain baseline.
        folder: An empty folder for the baseline's store.
    """
    from eval.baseline import Baseline
    from index.embedder import Embedder

    baseline = Baseline(folder, Embedder.of(settings))
    baseline.add(source.text)

    def langchain(k: int) -> Quoter:
        return lambda question: [
            (start := source.text.index(piece.page_content), start + len(piece.page_content))
            for piece in baseline.search(question)[:k]
        ]

    def bm25(k: int) -> Quoter:
        return lambda question: [
            (span.start, span.end)
            for hit in index.lexical(question, k, origin="text")
            for span in hit.passage.spans
        ]

    return {
        "bm25_1": bm25(1),
        "bm25_4": bm25(4),
        "langchain_1": langchain(1),
        "langchain_4": langchain(4),
    }


def plain_figures(
    name: str, quoter: Quoter, questions: Sequence[GoldenQuestion], corpus: Corpus
) -> PlainFigures:
    """Ask one system every question and judge what it quotes."""
    return _figures(name, [(one, _quoted(one, quoter, corpus)) for one in questions], corpus)


def assistant_figures(outcomes: Sequence[Outcome], corpus: Corpus) -> PlainFigures:
    """The assistant's answers judged in the same two ways."""
    return _figures("assistant", [(one.question, one.answers) for one in outcomes], corpus)


def quoting_answer(places: Sequence[Place], corpus: Corpus) -> Answer:
    """An answer that quotes places of the source, one marker each, and says nothing else."""
    citations = tuple(
        _citation(f"〔{number}〕", place, corpus) for number, place in enumerate(places, start=1)
    )
    return Answer(
        text="\n".join(f"{_TAGS.sub('', one.quote)}{one.marker}" for one in citations),
        language="ja",
        status=Status.ANSWERED,
        citations=citations,
        verdicts=(),
        model="",
        prompt_sha256="",
        index_id="",
        understood="",
        choices=(),
        suggestions=(),
        notices=(),
        elapsed_ms=0.0,
    )


def _quoted(question: GoldenQuestion, quoter: Quoter, corpus: Corpus) -> tuple[Answer, ...]:
    return tuple(quoting_answer(quoter(turn.ask), corpus) for turn in question.turns)


def _figures(
    name: str,
    answered: Sequence[tuple[GoldenQuestion, tuple[Answer, ...]]],
    corpus: Corpus,
) -> PlainFigures:
    same = held = answerable = can = 0
    for question, answers in answered:
        whole = len(answers) == len(question.turns)
        judged = list(_judged(question, answers, corpus))
        holds = whole and all(right for _, right in judged)
        same += whole and all(right for right, _ in judged)
        held += holds
        if all(Status.ANSWERED in turn.expect.status for turn in question.turns if turn.expect):
            can += 1
            answerable += holds
    of = len(answered)
    lengths = [len(MARKER.sub("", one.text)) for _, answers in answered for one in answers]
    characters = statistics.median(lengths) if lengths else 0.0
    return PlainFigures(name, Share(same, of), Share(held, of), Share(answerable, can), characters)


def _judged(
    question: GoldenQuestion, answers: Sequence[Answer], corpus: Corpus
) -> Iterator[tuple[bool, bool]]:
    """Of every judged turn: whether it passes all checks, and whether it holds what is asked."""
    asked: list[str] = []
    for turn, answer in zip(question.turns, answers, strict=False):
        asked.append(turn.ask)
        if turn.expect is None:
            continue
        strict, lenient = (
            check_answer(answer, expect, asked=asked, language=question.language, corpus=corpus)
            for expect in (turn.expect, _relaxed(turn.expect))
        )
        yield not strict, not any(failure.check in _HELD for failure in lenient)


def _relaxed(expect: Expectation) -> Expectation:
    """The expectation with every record that is to be named only to be cited."""
    named = [[record_id] for record_id in expect.names]
    return expect.model_copy(update={"names": [], "cites": [*expect.cites, *named]})


def _citation(marker: str, place: Place, corpus: Corpus) -> Citation:
    source, (start, end) = corpus.source, place
    return Citation(
        marker=marker,
        source_id=source.id,
        record_id=_first_record(place, corpus),
        title=source.title,
        heading_path=source.heading_path(source.line_of(start)),
        start=start,
        end=end,
        quote=source.text[start:end],
    )


def _first_record(place: Place, corpus: Corpus) -> str:
    """The first record with a quote inside a place; none where the place holds no whole quote."""
    start, end = place
    inside = (
        record.id
        for record in corpus.records.values()
        if any(start <= quote.span.start and quote.span.end <= end for quote in record.quotes)
    )
    return next(inside, "")
