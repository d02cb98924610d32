"""What a golden question is: the turns of a conversation and what a right answer must hold.

Every group (a list inside a list) asks for one of its members; every list asks for all of its
groups. Strings are compared in the matching form of `eval.matching`, so width, case, spaces and
line breaks do not count.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.types import Language, Status

Text = Annotated[str, Field(min_length=1)]
AnyOf = Annotated[list[Text], Field(min_length=1)]


class QuestionKind(StrEnum):
    """What a question asks of the assistant, or the form in which it comes."""

    DIRECT = "direct"
    KEYWORD = "keyword"
    POLITE = "polite"
    CURT = "curt"
    DIALECT = "dialect"
    TYPO = "typo"
    PARAPHRASE = "paraphrase"
    SITUATION = "situation"
    LIST = "list"
    OVERVIEW = "overview"
    COMPARISON = "comparison"
    MULTI_HOP = "multi-hop"
    AGGREGATE = "aggregate"
    FOLLOW_UP = "follow-up"
    INCONSISTENCY = "inconsistency"
    NOT_IN_DOCUMENT = "not-in-document"
    FALSE_PREMISE = "false-premise"
    AMBIGUOUS = "ambiguous"
    OUT_OF_SCOPE = "out-of-scope"
    INJECTION = "injection"


class Split(StrEnum):
    """Who may look at a question; the rule is in `eval/golden/README.md`."""

    EXAMPLES = "examples"
    DEV = "dev"
    TEST = "test"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SourceText(_Strict):
    """A piece of one line of the source.

    Attributes:
        line: 1-based.
    """

    line: Annotated[int, Field(ge=1)]
    text: Text


class Expectation(_Strict):
    """What makes an answer right.

    Attributes:
        status: The statuses that are right.
        must: Groups of strings; the answer's text holds one of each group.
        must_not: Strings that the answer's text does not hold.
        numbers: Numbers that stand in the text on their own (not as a level, year or marker).
        names: Record ids. Of each kind that occurs among them, the text names these records and
            no other, and each is cited.
        cites: Groups of record ids; one of each group is cited.
        quotes: Groups of source texts; one of each group is covered by the citations.
        max_chars: The longest the text may be, in characters without markers.
    """

    status: Annotated[list[Status], Field(min_length=1)]
    must: list[AnyOf] = []
    must_not: list[Text] = []
    numbers: list[int] = []
    names: list[Text] = []
    cites: list[AnyOf] = []
    quotes: list[Annotated[list[SourceText], Field(min_length=1)]] = []
    max_chars: Annotated[int, Field(gt=0)]


class GoldenTurn(_Strict):
    """One question of a conversation; judged when it has an expectation."""

    ask: Text
    expect: Expectation | None = None


class GoldenQuestion(_Strict):
    """A conversation to hold with the assistant. Its last turn is always judged.

    Attributes:
        id: The first letter of the split and three or four digits, as in `D001`.
        language: In which the answers must be framed.
        note: Why the answer is what it is, where that is not plain.
    """

    id: Annotated[str, Field(pattern=r"^[EDT]\d{3,4}$")]
    kind: QuestionKind
    split: Split
    language: Language
    turns: Annotated[list[GoldenTurn], Field(min_length=1, max_length=4)]
    note: str = ""
