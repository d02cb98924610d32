"""Reading the golden questions and proving them against the source."""

import json
from pathlib import Path

from pydantic import ValidationError

from corpus import AppError, Corpus
from eval.golden_types import GoldenQuestion, SourceText, Split
from eval.matching import matching_form

GOLDEN_DIR = Path(__file__).parent / "golden"


class GoldenError(AppError):
    """A golden question is malformed, or claims what the source does not hold."""


def load_golden(split: Split, *, directory: Path = GOLDEN_DIR) -> tuple[GoldenQuestion, ...]:
    """The golden questions of a split, in the order of the file.

    Raises:
        GoldenError: The file is missing, a line is malformed or of another split, an id occurs
            twice, or the last turn of a question expects nothing.
    """
    path = directory / f"{split}.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise GoldenError(f"cannot read {path}: {error.strerror}.") from error
    questions: list[GoldenQuestion] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        try:
            question = GoldenQuestion.model_validate_json(line)
        except ValidationError as error:
            raise GoldenError(f"{path.name}, line {number}: {error}") from error
        if question.split is not split or question.id[0] != split[0].upper():
            raise GoldenError(f"{question.id} does not belong to the split {split}.")
        if question.id in seen:
            raise GoldenError(f"{question.id} occurs twice in {path.name}.")
        if question.turns[-1].expect is None:
            raise GoldenError(f"{question.id}: the last turn expects nothing.")
        seen.add(question.id)
        questions.append(question)
    return tuple(questions)


def golden_lines(split: Split, *, directory: Path = GOLDEN_DIR) -> dict[str, bytes]:
    """The lines of a split's file by the id of their question, each with its line end.

    Raises:
        OSError: The file cannot be read.
    """
    lines = (directory / f"{split}.jsonl").read_bytes().splitlines(keepends=True)
    return {json.loads(line)["id"]: line for line in lines}


def problems(question: GoldenQuestion, corpus: Corpus) -> list[str]:
    """What a question claims that the source does not hold; empty when it is sound."""
    found: list[str] = []
    for turn in question.turns:
        if turn.expect is None:
            continue
        expect = turn.expect
        ids = [*expect.names, *(one for group in expect.cites for one in group)]
        found += [f"no record {one}" for one in ids if one not in corpus.records]
        for quote in (one for group in expect.quotes for one in group):
            if not locate(quote, corpus):
                found.append(f"line {quote.line} does not hold {quote.text!r}")
        for text in expect.must_not:
            held = [group for group in expect.must if _needs(group, text)]
            found += [f"{text!r} is forbidden, but part of all of {group}" for group in held]
    return found


def locate(quote: SourceText, corpus: Corpus) -> list[tuple[int, int]]:
    """The places of a text in its line, as half-open character offsets into the source."""
    starts = corpus.source.line_starts
    if quote.line > len(starts):
        return []
    begin = starts[quote.line - 1]
    end = starts[quote.line] - 1 if quote.line < len(starts) else len(corpus.source.text)
    places: list[tuple[int, int]] = []
    at = corpus.source.text.find(quote.text, begin, end)
    while at >= 0:
        places.append((at, at + len(quote.text)))
        at = corpus.source.text.find(quote.text, at + 1, end)
    return places


def _needs(group: list[str], text: str) -> bool:
    return all(matching_form(text) in matching_form(option) for option in group)
