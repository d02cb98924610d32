"""Qrels: which records a golden question needs, read from what its answer must cite and name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.types import Status
from corpus import Corpus
from eval.checks import covered
from eval.golden_files import locate
from eval.golden_types import Expectation, GoldenQuestion, SourceText

# An answer of more records is a list, which is read from the records and never searched for.
MOST_NEEDS = 3


@dataclass(frozen=True, slots=True)
class Relevance:
    """What a question needs found.

    Attributes:
        needs: Each a set of record ids of which one is enough; no two sets overlap.
    """

    question: GoldenQuestion
    needs: tuple[frozenset[str], ...]

    def label(self, record_id: str) -> str:
        """A record's name in qrels and runs: all records that meet one need share one."""
        return next((_name(need) for need in self.needs if record_id in need), record_id)

    @property
    def relevant(self) -> tuple[str, ...]:
        """The labels of the needs, each of which is relevant."""
        return tuple(_name(need) for need in self.needs)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many questions are not measured, by reason.

    Attributes:
        later_turns: Conversations: what their last turn means is not in its words.
        unanswered: The text doesn't answer them, so that nothing in it is relevant.
        no_record: Nothing that their answer must cite or name is a record.
        lists: Their answer is more than `MOST_NEEDS` records.
    """

    later_turns: int = 0
    unanswered: int = 0
    no_record: int = 0
    lists: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.later_turns + self.unanswered + self.no_record + self.lists


def judge(
    questions: Iterable[GoldenQuestion], corpus: Corpus
) -> tuple[tuple[Relevance, ...], LeftOut]:
    """The questions that retrieval can be measured on, with their needs, and why not the others."""
    kept: list[Relevance] = []
    later_turns = unanswered = no_record = lists = 0
    for question in questions:
        expect = question.turns[-1].expect
        if len(question.turns) > 1:
            later_turns += 1
        elif expect is None or Status.ANSWERED not in expect.status:
            unanswered += 1
        elif not (needs := needs_of(expect, corpus)):
            no_record += 1
        elif len(needs) > MOST_NEEDS:
            lists += 1
        else:
            kept.append(Relevance(question, needs))
    return tuple(kept), LeftOut(later_turns, unanswered, no_record, lists)


def needs_of(expect: Expectation, corpus: Corpus) -> tuple[frozenset[str], ...]:
    """The needs of an expectation, in a fixed order.

    Every record to be named is a need, and so is every group of records to be cited and every group
    of texts to be quoted, of which any one will do. A text belongs to the records whose quotes
    cover it. A need that another one always meets is dropped; needs that overlap otherwise are one.
    """
    found = [frozenset({record_id}) for record_id in expect.names]
    found += [frozenset(group) for group in expect.cites]
    found += [_holders(group, corpus) for group in expect.quotes]
    needs = {need for need in found if need}
    strict = [need for need in needs if not any(other < need for other in needs)]
    return tuple(sorted(_joined(strict), key=_name))


def _holders(group: Sequence[SourceText], corpus: Corpus) -> frozenset[str]:
    places = [place for quote in group for place in locate(quote, corpus)]
    text = corpus.source.text
    holders = set()
    for record in corpus.records.values():
        spans = [(quote.span.start, quote.span.end) for quote in record.quotes]
        if any(covered(place, spans, text=text) for place in places):
            holders.add(record.id)
    return frozenset(holders)


def _joined(needs: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    joined: list[frozenset[str]] = []
    for need in needs:
        apart = [other for other in joined if need.isdisjoint(other)]
        joined = [*apart, need.union(*(other for other in joined if other not in apart))]
    return joined


def _name(need: frozenset[str]) -> str:
    return min(need)
