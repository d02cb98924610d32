"""The types at the boundaries of the pipeline. All frozen; no bare dicts cross a module."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from corpus.types import Quote, Record

Language = Literal["ja", "en"]


class Status(StrEnum):
    """What kind of answer was given."""

    ANSWERED = "answered"
    NOT_IN_DOCUMENT = "not_in_document"
    NEEDS_CLARIFICATION = "needs_clarification"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Citation:
    """A marker in an answer, resolved to an exact quote.

    Attributes:
        marker: As it stands in the answer, e.g. `〔1〕`.
        title: The title of the source document.
        heading_path: Titles above the quote, outermost first.
        start: First character of the quote in the source, 0-based.
        end: One past the last.
        quote: `source[start:end]`, always.
    """

    marker: str
    source_id: str
    record_id: str
    title: str
    heading_path: tuple[str, ...]
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of an answer with what proves it.

    Attributes:
        text: The line without markers; may be a heading when `evidence` is empty.
        evidence: The quotes (with their records) that carry it.
        heading: Whether the line states nothing of the text: it titles what follows, asks back, or
            says that the text is silent.
        counted: Ids of the records whose number the line states.
    """

    text: str
    evidence: tuple[tuple[Record, Quote], ...] = ()
    heading: bool = False
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verifier found about one statement.

    Attributes:
        statement: The text judged.
        supported: Whether it may reach the reader.
        reason: Why not; empty when supported.
        start: Where the statement begins in a written text that was judged; 0 for one of a draft.
        end: One past its last character; 0 for one of a draft.
    """

    statement: str
    supported: bool
    reason: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a language model read and wrote, as its server counts; None where it does not say."""

    read: int | None = None
    written: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader gets.

    Attributes:
        text: The answer with its markers, without sources, notices or suggestions.
        language: The language of the frame; quotes stay Japanese.
        citations: One a marker, in order of first use.
        verdicts: One a statement of the draft, or one a sentence of the model that wrote it.
        model: The language model that wrote it; empty when it was composed from records.
        prompt_sha256: Of the prompt file by which the model was asked, also when what it wrote
            could not be used; empty when none was asked.
        index_id: Of the index searched.
        understood: The question as understood, standing alone; for showing.
        choices: Questions to choose from when clarification is needed (at most four).
        suggestions: Follow-up questions drawn from the records (at most four).
        notices: What the reader should know besides, e.g. that English names are unofficial.
        elapsed_ms: Wall time of the whole answer.
        withheld: How many sentences of a model were not shown because nothing proves them.
        quoting: The answer composed of quotes that a model's answer stands for; None where the
            answer is itself that.
        tokens: What the model read and wrote for it.
    """

    text: str
    language: Language
    status: Status
    citations: tuple[Citation, ...]
    verdicts: tuple[Verdict, ...]
    model: str
    prompt_sha256: str
    index_id: str
    understood: str
    choices: tuple[str, ...]
    suggestions: tuple[str, ...]
    notices: tuple[str, ...]
    elapsed_ms: float
    withheld: int = 0
    quoting: "Answer | None" = None
    tokens: Tokens = Tokens()
