"""Words that the question quotes: what the text says with them."""

import re
from dataclasses import replace

from assistant.answer.ask import Ask
from assistant.answer.draft import Draft, Writer, answered
from assistant.answer.place import from_its_place
from assistant.answer.roles import describe_cells
from assistant.answer.skills import place_of
from assistant.types import Statement
from assistant.understand.cues import load_cues
from assistant.understand.lexicon import names_of
from assistant.understand.query import Aspect
from corpus import Corpus, Kind, Quote, Record
from corpus.folding import closed_up, fold

_QUOTED = re.compile(r"「([^「」]{4,})」|『([^『』]{4,})』|\"([^\"]{4,})\"|“([^”]{4,})”")
_FORM = re.compile(r"「([^「」]{3,30})」|『([^『』]{3,30})』|\"([^\"]{3,30})\"|“([^”]{3,30})”")
_LETTERS = re.compile(
    r"(?<![赤青黒])字(?:が|も|は|を|で)|つづり|綴り|書いてある(?:所|ところ|箇所)"
    r"|\bspelling|\bspelt|\bspelled"
)
_SPACES = re.compile(r"\s+")
_KINDS = (Kind.REQUIRED_SKILL, Kind.ROLE_CELL, Kind.RULE, Kind.FACT)
# Words found in more records than this tell none of them apart.
_MOST_FOUND = 3


def quoted_words(ask: Ask) -> Draft | None:
    """「『待たない市役所』という言葉が出てくるのは」: the records whose text holds the words."""
    query, write = ask.query, ask.write
    if query.asks(Aspect.COMPARE, Aspect.COUNT) or ask.named.things or query.attributes:
        return None
    for match in _QUOTED.finditer(query.folded):
        words = next(group for group in match.groups() if group)
        found = [] if _is_name(write.corpus, words) else _holding(write, words)
        if not 1 <= len(found) <= _MOST_FOUND or (len(found) > 1 and _asks_its_meaning(ask)):
            continue
        around = load_cues().find_subjects(query.folded.replace(words, " "))
        placed = replace(ask, query=replace(query, subjects=around))
        if len(found) == 1 and (there := from_its_place(placed, found[0][0])):
            return there
        if all(record.kind is Kind.ROLE_CELL for record, _ in found):
            return describe_cells(write, [record for record, _ in found])
        return answered(
            *(line for record, quote in found for line in _lines(write, record, quote)),
            about=[record for record, _ in found],
        )
    return None


def written_forms(ask: Ask) -> Draft | None:
    """「『一步先』という字も使われている？」: where the text has the very letters quoted."""
    if Aspect.HOW in ask.query.aspects or not _LETTERS.search(ask.query.folded):
        return None
    write = ask.write
    names = {name for record in write.corpus.records.values() for name in names_of(record)}
    lines: list[Statement] = []
    about: list[Record] = []
    for match in _FORM.finditer(ask.query.text):
        form = next(group for group in match.groups() if group)
        held = () if form in names else _with_letters(write, form)
        lines.extend(write.quote(record, quote.field) for record, quote in held)
        about.extend(record for record, _ in held)
    return answered(*dict.fromkeys(lines), about=about) if lines else None


def _with_letters(write: Writer, form: str) -> tuple[tuple[Record, Quote], ...]:
    """The first quote of the text with these letters, spaces aside."""
    found = [
        (record, quote)
        for record in write.corpus.records.values()
        for quote in record.quotes
        if form in _SPACES.sub("", quote.text)
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].span.start)[:1])


def _is_name(corpus: Corpus, words: str) -> bool:
    """Whether the words are a name: a name in quotation marks is no quotation."""
    return any(fold(name) == words for r in corpus.records.values() for name in names_of(r))


def _holding(write: Writer, words: str) -> list[tuple[Record, Quote]]:
    wanted = closed_up(words)
    return [
        (record, quote)
        for kind in _KINDS
        for record in write.corpus.of(kind)
        for quote in record.quotes
        if wanted in closed_up(quote.text)
    ]


def _asks_its_meaning(ask: Ask) -> bool:
    """Whether the meaning of words is asked that the text uses in several places."""
    return Aspect.DEFINITION in ask.query.aspects and ask.query.subject is None


def _lines(write: Writer, record: Record, quote: Quote) -> list[Statement]:
    if record.kind is not Kind.REQUIRED_SKILL:
        return [write.quote(record, quote.field)]
    fields = dict.fromkeys(("definition", quote.field))
    return [place_of(write, record), *(write.quote(record, field) for field in fields)]
