"""What a model is given to write from: the numbered evidence of a draft, fenced as data."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer.draft import Draft, marks
from assistant.answer.render import fill, marker
from assistant.messages import text
from assistant.types import Language, Statement, Status
from corpus import Corpus, Quote, Record

# More than a list of everything of one kind; a model with a small window still holds it.
MOST_ITEMS = 60
MOST_CHARS = 16_000
_SENTENCE_END = ("。", ".", "?", "？")
_FENCE_CHARS = 12

Evidence = tuple[tuple[Record, Quote], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The material for one answer.

    Attributes:
        language: In which to write.
        question: As understood, standing alone.
        evidence: What may be cited; `〔n〕` is the item n, from 1.
        confirmed: The composer's own lines as far as they say more than their quotes, with their
            markers: counts, places, lists, and the titles over them.
        items: The evidence in words.
        fence: A word that occurs in none of these; only what carries it is a fence.
    """

    language: Language
    question: str
    evidence: Evidence
    confirmed: str
    items: str
    fence: str


def brief_of(draft: Draft, question: str, corpus: Corpus, language: Language) -> Brief | None:
    """The material, or None where the composer's own answer is the only right one.

    That is so where it is not an answer, where a part of it tells that the text is silent or asks
    back, which no quote could prove, and where it is too long to be told in other words.
    """
    silences = (_tells_silence(statement, language) for statement in draft.statements)
    if draft.status is not Status.ANSWERED or any(silences):
        return None
    evidence = _distinct(draft.statements)
    numbers = {_key(record, quote): place for place, (record, quote) in enumerate(evidence, 1)}
    fence = _fence(question, draft.statements, evidence)
    confirmed = "\n".join(
        _with_markers(statement, numbers) for statement in _saying_more(draft.statements)
    )
    items = "\n\n".join(
        _item(number, record, quote, corpus, language, fence)
        for number, (record, quote) in enumerate(evidence, 1)
    )
    if not evidence or len(evidence) > MOST_ITEMS or len(confirmed) + len(items) > MOST_CHARS:
        return None
    return Brief(language, question, evidence, confirmed, items, fence)


def _tells_silence(statement: Statement, language: Language) -> bool:
    """Whether a line without evidence is a sentence of its own; a title is none."""
    return (
        statement.heading
        and statement.text.endswith(_SENTENCE_END)
        and statement.text != text("answer.title_cells", language)
    )


def _saying_more(statements: Sequence[Statement]) -> list[Statement]:
    """The statements that are more than quotes, with the titles that stand over any of them."""
    found: list[Statement] = []
    for statement in reversed(statements):
        over_some = bool(found) and not found[-1].heading
        if over_some if statement.heading else not _only_quotes(statement):
            found.append(statement)
    return found[::-1]


def _distinct(statements: Iterable[Statement]) -> Evidence:
    found = {
        _key(record, quote): (record, quote)
        for statement in statements
        for record, quote in statement.evidence
    }
    return tuple(found.values())


def _key(record: Record, quote: Quote) -> tuple[str, int, int]:
    return record.id, quote.span.start, quote.span.end


def _with_markers(statement: Statement, numbers: dict[tuple[str, int, int], int]) -> str:
    found = [marker(numbers[_key(record, quote)]) for record, quote in statement.evidence]
    return fill(statement.text, found)


def _only_quotes(statement: Statement) -> bool:
    return statement.text in {marks(quote.text) for _, quote in statement.evidence}


def _item(
    number: int, record: Record, quote: Quote, corpus: Corpus, language: Language, fence: str
) -> str:
    def line(key: str, value: str) -> str:
        return text(f"generate.{key}", language, value=value)

    lines = [
        f"{marker(number)} {fence}",
        line("kind", text(f"generate.kind_{record.kind}", language)),
        line("name", record.name if language == "ja" else f"{record.name_en} ({record.name})"),
    ]
    if record.level is not None:
        lines.append(line("level", f"Lv.{record.level}"))
    if record.facet:
        facet = corpus.facets[record.facet]
        name = facet.name if language == "ja" else f"{facet.name_en} ({facet.name})"
        lines.append(line("facet", name))
    path = text("generate.separator", language).join(corpus.source.heading_path(quote.line))
    return "\n".join([*lines, line("heading", path), line("quote", quote.text)])


def _fence(question: str, statements: Sequence[Statement], evidence: Evidence) -> str:
    """A word made from the material, so that the same question is asked in the same words."""
    material = "\n".join(
        [question, *(s.text for s in statements), *(quote.text for _, quote in evidence)]
    )
    word = material
    while True:
        word = hashlib.sha256(word.encode("utf-8", "surrogatepass")).hexdigest()[:_FENCE_CHARS]
        if word not in material:
            return word
