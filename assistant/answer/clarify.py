"""Questions back: when a word names several things, or nothing can be made of the question."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from assistant.answer.draft import Draft, Writer
from assistant.answer.facts import starters
from assistant.messages import text
from assistant.types import Statement, Status
from assistant.understand.lexicon import names_of
from assistant.understand.query import Aspect, Query
from assistant.understand.skeleton import skeleton
from corpus import Kind, Record
from corpus.folding import fold

MOST_CHOICES = 4
_KINDS = (
    Kind.REQUIRED_SKILL,
    Kind.TRAINING_ITEM,
    Kind.RECOMMENDED_SKILL,
    Kind.PROGRAMME,
    Kind.LAYER,
    Kind.TOPIC,
)
# People call them by a part of a longer name: the other names count like the own one.
_CALLED = (Kind.PROGRAMME, Kind.TOPIC)
# Topics that are a thing one can ask for, and not a chapter.
_TOPICS = frozenset(
    f"topic/{key}" for key in ("certification", "track", "expert", "project", "contact")
)
SHORTEST_WORD = 2


def sharing_a_word(write: Writer, word: str) -> tuple[Record, ...]:
    """Records whose own name holds a word, the whole name or not, in the document's order."""
    by_name = _holding(
        write, word, lambda r: names_of(r) if r.kind in _CALLED else (r.name, r.name_en)
    )
    if len({record.name for record in by_name}) > 1:
        return by_name
    return _holding(write, word, names_of)


def _holding(
    write: Writer, word: str, names: Callable[[Record], Iterable[str]]
) -> tuple[Record, ...]:
    """Records with a name that holds the word: anywhere in Japanese, as a whole word in English."""
    folded = fold(word)
    whole = re.compile(rf"\b{re.escape(folded)}\b")
    letters = skeleton(folded)[0]
    if not letters:  # sound marks alone: every name holds nothing
        return ()

    def holds(name: str) -> bool:
        return bool(whole.search(name)) if folded.isascii() else letters in skeleton(name)[0]

    return tuple(
        record
        for kind in _KINDS
        for record in write.corpus.of(kind)
        if (kind is not Kind.TOPIC or record.id in _TOPICS)
        and any(holds(fold(name)) for name in names(record))
    )


def ambiguous(write: Writer, query: Query, found: Sequence[Record], word: str) -> Draft:
    """Name everything that a word may mean, and offer at most four of them to choose from."""
    lines = [write.title("clarify_name", word=word)]
    lines.extend(candidate(write, record) for record in found)
    choices = dict.fromkeys(ask_about(write, record, query) for record in _mixed(found))
    return Draft(
        Status.NEEDS_CLARIFICATION,
        tuple(lines),
        tuple(record.id for record in found),
        tuple(choices)[:MOST_CHOICES],
    )


def _mixed(found: Sequence[Record]) -> list[Record]:
    """The records with every kind among the first, since only a few of them can be offered."""
    places: Counter[Kind] = Counter()
    ranked: list[tuple[int, int, Record]] = []
    for record in found:
        ranked.append((places[record.kind], len(ranked), record))
        places[record.kind] += 1
    return [record for _, _, record in sorted(ranked, key=lambda ranks: ranks[:2])]


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
        Kind.PROGRAMME: "candidate_programme",
    }.get(record.kind, "candidate_other")
    name = record.quotes[0].text if record.kind is Kind.LAYER else write.name(record)
    values: dict[str, object] = {"name": name}
    if record.kind is Kind.RECOMMENDED_SKILL:
        values["category"] = write.group_name(Kind.CATEGORY, record.group or "")
    elif record.level is not None:
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
