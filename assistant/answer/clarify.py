"""Questions back: when a word names several things, or nothing can be made of the question."""

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.answer.draft import Draft, Writer
from assistant.answer.facts import starters
from assistant.messages import text
from assistant.types import Statement, Status
from assistant.understand.lexicon import names_of
from assistant.understand.query import Aspect, Query
from corpus import Kind, Record
from corpus.folding import fold

MOST_CHOICES = 4
_KINDS = (Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM, Kind.RECOMMENDED_SKILL, Kind.LAYER)
SHORTEST_WORD = 2


def sharing_a_word(write: Writer, word: str) -> tuple[Record, ...]:
    """Records whose own name holds a word, the whole name or not, in the document's order."""
    folded = fold(word)
    by_name = _holding(write, folded, lambda record: (record.name, record.name_en))
    if len({record.name for record in by_name}) > 1:
        return by_name
    return _holding(write, folded, names_of)


def _holding(
    write: Writer, folded: str, names: Callable[[Record], Iterable[str]]
) -> tuple[Record, ...]:
    """Records with a name that holds the word: anywhere in Japanese, as a whole word in English."""
    pattern = re.compile(rf"\b{re.escape(folded)}\b" if folded.isascii() else re.escape(folded))
    return tuple(
        record
        for kind in _KINDS
        for record in write.corpus.of(kind)
        if any(pattern.search(fold(name)) for name in names(record))
    )


def ambiguous(write: Writer, query: Query, found: Sequence[Record], word: str) -> Draft:
    """Name everything that a word may mean, and offer at most four of them to choose from."""
    lines = [write.title("clarify_name", word=word)]
    lines.extend(candidate(write, record) for record in found)
    choices = dict.fromkeys(ask_about(write, record, query) for record in found)
    return Draft(
        Status.NEEDS_CLARIFICATION,
        tuple(lines),
        tuple(record.id for record in found),
        tuple(choices)[:MOST_CHOICES],
    )


def nothing_understood(write: Writer) -> Draft:
    """Ask for something to go by, with questions that can be answered."""
    return Draft(
        Status.NEEDS_CLARIFICATION,
        (write.title("clarify_nothing"),),
        choices=starters(write),
    )


def candidate(write: Writer, record: Record) -> Statement:
    """A line that says what a record is."""
    key = {
        Kind.REQUIRED_SKILL: "candidate_skill",
        Kind.TRAINING_ITEM: "candidate_training",
        Kind.RECOMMENDED_SKILL: "candidate_recommended",
    }.get(record.kind, "candidate_other")
    name = record.quotes[0].text if record.kind is Kind.LAYER else write.name(record)
    values: dict[str, object] = {"name": name}
    if record.kind is Kind.RECOMMENDED_SKILL:
        values["category"] = write.group_name(Kind.CATEGORY, record.group or "")
    elif key != "candidate_other":
        values["level"] = record.level
    return Statement(text(f"answer.{key}", write.language, **values), ((record, record.quotes[0]),))


def ask_about(write: Writer, record: Record, query: Query) -> str:
    """A question about a record, in the aspect asked, that stands alone."""
    aspect = "example" if query.asks(Aspect.EXAMPLE) else "definition"
    if record.kind is Kind.REQUIRED_SKILL:
        key = "choice_level" if query.asks(Aspect.WHICH_LEVEL) else f"choice_{aspect}"
    elif record.kind is Kind.TRAINING_ITEM:
        key = "choice_training"
    elif record.kind is Kind.RECOMMENDED_SKILL:
        key = "choice_recommended"
    else:
        key = "choice_about"
    name = record.name if write.language == "ja" else record.name_en
    return text(f"answer.{key}", write.language, name=name)
