"""Answers about programmes, of which the text gives hardly more than the names."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.contact import contact_line
from assistant.answer.draft import Draft, Writer, answered
from assistant.types import Statement, Status
from assistant.understand.query import Aspect, Query
from corpus import Corpus, Kind, Record
from corpus.folding import fold

_SHORTEST_WORD = 2
# Questions that a name answers.
_OF_NAMES = (Aspect.EXISTS, Aspect.LIST, Aspect.COUNT, Aspect.MEMBER, Aspect.SPELLING)


def describe_programmes(write: Writer, programmes: Sequence[Record], query: Query) -> Draft:
    """That the text names them, and what it says of all programmes: look up, use.

    A question for their contents is one that the text does not answer; whether they exist is.
    """
    described = query.asks(Aspect.DEFINITION, Aspect.EXAMPLE, Aspect.COMPARE)
    # The words by which a programme was found, where it was not named, ask nothing more of it.
    named = {i for mention in query.mentions for i in mention.record_ids} | {*query.focus}
    own_words = query.content and not named.isdisjoint(p.id for p in programmes)
    allowed = Aspect.PERMITTED in query.aspects
    detail = bool(query.attributes or allowed or (own_words and not query.asks(*_OF_NAMES)))
    placed = bool(query.levels or query.layers or query.asks(Aspect.WHICH_LEVEL))
    lines = [write.say("programme_named", (p, p.quotes[0]), name=write.name(p)) for p in programmes]
    if detail:
        lines.insert(0, write.title("not_stated"))
    if placed:
        lines.append(
            write.say("programme_levels_unknown", *((p, p.quotes[0]) for p in programmes[:1]))
        )
        lines.append(write.quote(write.corpus.get("fact/programmes/use"), "text"))
    else:
        rule = write.corpus.get("rule/r10")
        if described and not detail:
            lines.append(write.say("no_description", (rule, rule.quote("text"))))
        lines.append(write.quote(rule, "text"))
    if detail or described or query.asks(Aspect.WHICH_LEVEL):
        draft = answered(*lines, contact_line(write), about=programmes)
        return replace(draft, status=Status.NOT_IN_DOCUMENT)
    return answered(*lines, about=programmes)


def programme_notes(write: Writer) -> tuple[Statement, ...]:
    """What the table of programmes leaves open."""
    programmes = {
        key: write.corpus.get(f"programme/{key}")
        for key in ("dx-academy", "kitaq-kaizen", "dx-school")
    }
    return (
        write.say(
            "programme_reading",
            *((p, p.quotes[0]) for p in programmes.values()),
            names="・".join(p.name for p in programmes.values()),
        ),
    )


def programme_told(corpus: Corpus, words: Sequence[str]) -> tuple[Record, ...]:
    """The one programme whose name holds one of the words (「動画で勉強するやつ」)."""
    found = {p for word in words for p in _holding(corpus, word)}
    return tuple(found) if len(found) == 1 else ()


def programmes_of_words(corpus: Corpus, words: Sequence[str]) -> tuple[Record, ...]:
    """The programmes of which a word is in the name, and in no other's."""
    each = (_holding(corpus, word) for word in words)
    return tuple(dict.fromkeys(found[0] for found in each if len(found) == 1))


def _holding(corpus: Corpus, word: str) -> list[Record]:
    if len(word) < _SHORTEST_WORD:
        return []
    return [programme for programme in corpus.of(Kind.PROGRAMME) if word in fold(programme.name)]
