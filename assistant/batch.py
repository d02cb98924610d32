"""Many conversations from one file to another: a line in, a line out, in order.

A line in is `{"id": str, "turns": [str, ...]}`. A line out is
`{"id": str, "turns": [{"question", "answer", "language", "status", "citations", "elapsed_ms"}]}`,
where a citation has the fields of `assistant.types.Citation`. A line that cannot be read becomes
`{"id": ..., "error": str}` (without the id when that cannot be read either), and the run goes on.
One line is held at a time, so the size of the file does not matter.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.conversation import EMPTY, Conversation
from assistant.errors import AppError, QuestionError
from assistant.types import Answer, Language, Status
from assistant.understand.language import detect_language

# A conversation of some hundred questions of the greatest length fits.
MAX_LINE_BYTES = 8 * 1024 * 1024

Json = dict[str, object]


class Turn(Protocol):
    """What a pipeline returns for one question."""

    @property
    def answer(self) -> Answer:
        """The answer."""

    @property
    def conversation(self) -> Conversation:
        """The memory to pass to the next question."""


class Asks(Protocol):
    """The part of the pipeline that a batch needs."""

    def ask(
        self, question: str, *, conversation: Conversation = EMPTY, language: Language | None = None
    ) -> Turn:
        """Answer one question."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How a run went.

    Attributes:
        lines: Lines read, and so lines written.
        errors: Lines written with an error.
    """

    lines: int
    errors: int


class _Line(BaseModel):
    """One line in. Keys beyond these are left alone."""

    model_config = ConfigDict(strict=True)

    id: str
    turns: list[str] = Field(min_length=1)


def run_batch(
    pipeline: Asks,
    source: Path,
    target: Path,
    *,
    language: Language | None = None,
    progress: Callable[[int], None] | None = None,
) -> Tally:
    """Answer every line of `source` into `target`, which appears whole or not at all.

    Args:
        pipeline: What answers.
        source: The JSONL file to read.
        target: The JSONL file to write; it may be the same file.
        language: The language of the answers; None for that of each question.
        progress: Called after each line with the bytes of `source` read so far.

    Raises:
        OSError: A file cannot be read or written.
    """
    lines = errors = 0
    with source.open("rb") as file, _whole(target) as out:
        for raw in _lines(file):
            result = _answer_line(pipeline, raw, language)
            lines += 1
            errors += "error" in result
            out.write(dumps(result) + b"\n")
            if progress:
                progress(file.tell())
    return Tally(lines, errors)


def dumps(value: Json) -> bytes:
    """One line of UTF-8 JSON, Japanese left readable.

    A lone surrogate, which JSON can carry and UTF-8 cannot, is written as its JSON escape.
    """
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines without their ends; of one that is too long, only enough to tell."""
    while raw := file.readline(MAX_LINE_BYTES + 1):
        if len(raw) > MAX_LINE_BYTES and not raw.endswith(b"\n"):
            rest = raw
            while rest and not rest.endswith(b"\n"):
                rest = file.readline(MAX_LINE_BYTES)
        yield raw.rstrip(b"\r\n")


def _answer_line(pipeline: Asks, raw: bytes, language: Language | None) -> Json:
    if len(raw) > MAX_LINE_BYTES:
        return {"error": f"the line is longer than {MAX_LINE_BYTES} bytes"}
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return {"error": f"not UTF-8: {error.reason} at byte {error.start}"}
    # Deep nesting is the one thing that the parser cannot take and does not call a ValueError.
    except (ValueError, RecursionError) as error:
        return {"error": f"not JSON: {error}"}
    try:
        line = _Line.model_validate(value)
    except ValidationError as error:
        return _known_id(value) | {"error": _reasons(error)}
    try:
        return {"id": line.id, "turns": _answer_turns(pipeline, line.turns, language)}
    except AppError as error:
        return {"id": line.id, "error": str(error)}
    # A fault of ours in one conversation must not cost the others, of which there may be hundreds.
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        return {"id": line.id, "error": f"internal error: {type(error).__name__}: {error}"}


def _answer_turns(pipeline: Asks, questions: list[str], language: Language | None) -> list[Json]:
    conversation = EMPTY
    turns: list[Json] = []
    for question in questions:
        try:
            turn = pipeline.ask(question, conversation=conversation, language=language)
        except QuestionError as error:
            turns.append(_hint(question, error))
            continue
        conversation = turn.conversation
        turns.append(_turn(question, turn.answer))
    return turns


def _turn(question: str, answer: Answer) -> Json:
    return {
        "question": question,
        "answer": answer.text,
        "language": answer.language,
        "status": answer.status.value,
        "citations": [asdict(citation) for citation in answer.citations],
        "elapsed_ms": answer.elapsed_ms,
    }


def _hint(question: str, error: QuestionError) -> Json:
    """A question that cannot be taken gets a question back, and the conversation goes on."""
    return {
        "question": question,
        "answer": error.message,
        "language": detect_language(error.message),
        "status": Status.NEEDS_CLARIFICATION.value,
        "citations": [],
        "elapsed_ms": 0.0,
    }


def _known_id(value: object) -> Json:
    match value:
        case {"id": str(name)}:
            return {"id": name}
    return {}


def _reasons(error: ValidationError) -> str:
    """What is wrong and where, for the first few faults."""
    return "; ".join(
        f"{'.'.join(str(part) for part in fault['loc']) or 'line'}: {fault['msg']}"
        for fault in error.errors(include_url=False)[:3]
    )


@contextmanager
def _whole(target: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `target` once everything is written to it."""
    # A link stays a link: what it points to is replaced.
    target = Path(os.path.realpath(target))
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with partial.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
