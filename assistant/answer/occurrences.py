"""Where the text has a word (「『市民ニーズ』はどこに出てくる？」): every place, counted."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer.ask import Ask
from assistant.answer.clarify import candidate
from assistant.answer.contact import contact_line
from assistant.answer.draft import Draft, Writer, answered
from assistant.messages import text
from assistant.types import Statement, Status
from assistant.understand.query import Aspect, Query
from assistant.understand.shown import KIND_OF
from corpus import Kind, Quote, Record
from corpus.folding import closed_up, fold

_WORD = r"[「『\"“](?P<quoted>[^「」『』\"“”]{1,30})[」』\"”]"
_TERM = r"(?:言葉|ことば|語句?|表現|用語|単語|文言|フレーズ|ワード|文字列?|キーワード)"
# Without quotation marks, a name in one script, said to be a word.
_BARE = r"(?P<bare>[一-鿿々]{2,12}|[ァ-ヶー・]{2,20}|[a-z0-9]{2,20})(?:という|っていう|って)"
_STANDS = (
    r"(?:出(?:て|る|ま)|登場|現れ|使われ|使って|使用され|含ま|含む"
    r"|書かれ|書いて|載って|記載|入って|あ(?:る|り)|見られ)"
)
# The word, that it is one or where it stands, and that it stands there.
_SOUGHT = (
    re.compile(
        rf"(?:{_WORD}(?:という|って(?:いう)?|との|の)?|{_BARE}){_TERM}"
        rf"(?:は|が|を|も|の)?[^。?]{{0,16}}?{_STANDS}"
    ),
    re.compile(
        rf"{_WORD}(?:は|が|って|も)?[^。?]{{0,10}}?"
        r"(?:どこ|何(?:か所|箇所|カ所|回|度)|どの(?:スキル|役割|レベル|箇所|部分|ページ|頁|項目|定義|活用例))[^。?]{0,10}?"
        rf"{_STANDS}"
    ),
    re.compile(
        rf"(?:定義|活用例|役割|説明)(?:文)?(?:の中)?に{_WORD}(?:が|と|を|の)?[^。?]{{0,6}}?{_STANDS}"
    ),
    re.compile(
        r"\b(?:where|how often|how many times|which \w+(?: \w+)?|what \w+)\b[^?]{0,40}?"
        rf"\b(?:the )?(?:(?:word|term|phrase|expression) )?{_WORD}[^?]{{0,10}}?"
        r"\b(?:appear|occur|stand|used?|mentioned|found|come|written)"
    ),
    re.compile(
        r"\b(?:mention|contain|use|include|ha(?:s|ve)|with)(?:s|ing)?\b(?: the)?"
        rf" (?:word|term|phrase|expression) {_WORD}"
    ),
)
# Of these the words stand in the text for themselves; names of levels and the like are inside them.
_ANYWHERE = (
    Kind.ROLE_CELL,
    Kind.REQUIRED_SKILL,
    Kind.RECOMMENDED_SKILL,
    Kind.TRAINING_ITEM,
    Kind.PROGRAMME,
    Kind.RULE,
    Kind.FACT,
)
# More places than these are named, not quoted.
_MOST_QUOTED = 4


def occurrences(ask: Ask) -> Draft | None:
    """Every place where the text has a word that is asked for as one, or that it has none."""
    words = _sought(ask.query)
    if words is None:
        return None
    write = ask.write
    found = _holding(write, words, ask.query)
    if not found:
        # An English word may stand in the text in Japanese.
        if closed_up(words) in closed_up(write.corpus.source.text) or write.language == "en":
            return None
        nowhere = write.title("word_nowhere", word=ask.query.as_written(words))
        return Draft(Status.NOT_IN_DOCUMENT, (nowhere, contact_line(write)))
    records = list(dict.fromkeys(record for record, _ in found))
    first = {record.id: quote for record, quote in reversed(found)}
    count = write.say(
        "word_in",
        *((record, first[record.id]) for record in records),
        word=ask.query.as_written(words),
        count=len(records),
        counted=records,
    )
    lines = [
        line
        for record in records
        for line in _lines(
            write,
            record,
            [quote.field for holder, quote in found if holder == record],
            in_full=len(records) <= _MOST_QUOTED,
        )
    ]
    head = [count] if len(records) > 1 else []
    return answered(*head, *dict.fromkeys(lines), about=records)


def _sought(query: Query) -> str | None:
    """The word asked for, as folded; None when no word is asked for as one."""
    for pattern in _SOUGHT:
        if match := pattern.search(query.folded):
            groups = match.groupdict()
            return groups.get("quoted") or groups.get("bare")
    return None


def _holding(write: Writer, words: str, query: Query) -> list[tuple[Record, Quote]]:
    """Quotes that hold the word, of the kinds, fields and levels asked for, in the text's order."""
    named = [KIND_OF.get(subject) for subject in query.subjects]
    kinds = [kind for kind in named if kind in _ANYWHERE]
    fields = {a.value for a in (Aspect.DEFINITION, Aspect.EXAMPLE) if a in query.aspects}
    if fields:
        kinds = [Kind.REQUIRED_SKILL]
    holds = _holds(write, words)
    return [
        (record, quote)
        for kind in kinds or _ANYWHERE
        for record in write.corpus.of(kind)
        for quote in record.quotes
        if holds(record, quote)
        and (not fields or quote.field in fields)
        and (not query.levels or record.level in query.levels)
        and (not query.facets or record.facet in query.facets)
    ]


def _holds(write: Writer, words: str) -> Callable[[Record, Quote], bool]:
    """Whether a quote has the words, spaces aside; English ones may stand in its rendering."""
    wanted, english = closed_up(words), write.corpus.english
    whole = re.compile(rf"\b{re.escape(fold(words))}")

    def holds(record: Record, quote: Quote) -> bool:
        if wanted in closed_up(quote.text):
            return True
        rendering = english.get((record.id, quote.field), "")
        return write.language == "en" and bool(whole.search(fold(rendering)))

    return holds


def _lines(
    write: Writer, record: Record, fields: Sequence[str], *, in_full: bool
) -> list[Statement]:
    """What holds the word: quoted in full, or named where there are many."""
    quotes = [write.quote(record, f) for f in dict.fromkeys(fields) if not f.endswith("name")]
    if record.kind in (Kind.RULE, Kind.FACT):
        return quotes
    if record.kind is Kind.ROLE_CELL:
        facet = write.facet(record.facet or "")
        label = text("answer.cell_label", write.language, level=record.level, facet=facet)
        item = text("answer.item", write.language, label=label)
        head = Statement(item, ((record, record.quote(fields[0])),))
    else:
        quote = record.quote(fields[0])
        head = replace(candidate(write, record), evidence=((record, quote),))
    named_only = record.kind not in (Kind.ROLE_CELL, Kind.REQUIRED_SKILL)
    return [head] if named_only or not in_full else [head, *quotes]
