"""Precision and recall of the statuses, where a question may accept several.

Every judged turn has the status given, g, and the set accepted, A. Its *reference* r is g if A
holds g, else the first of A, which is the one that the golden question puts first. So a question
that accepts several statuses counts for the one given as long as that is accepted, counts against
none of the others, and is one miss, not several, when it is not. For a status s,

    precision(s) = turns with g = s and s in A  /  turns with g = s
    recall(s)    = turns with g = s and s in A  /  turns with r = s

A turn that broke the pipeline has no status: it is a miss of its reference and counts in no
precision.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.types import Status
from eval.figures import Share
from eval.runner import Outcome


@dataclass(frozen=True, slots=True)
class StatusShares:
    """Precision and recall of one status."""

    status: Status
    precision: Share
    recall: Share


@dataclass(frozen=True, slots=True)
class Statuses:
    """The statuses of a run.

    Attributes:
        shares: Of every status, in the order of their definition.
        confusion: Number of turns by reference and by status given, None where there was none.
    """

    shares: tuple[StatusShares, ...]
    confusion: dict[tuple[Status, Status | None], int]

    @property
    def turns(self) -> int:
        """How many turns were judged."""
        return sum(self.confusion.values())


def statuses_of(outcomes: Iterable[Outcome]) -> Statuses:
    """Precision, recall and confusion over every judged turn."""
    confusion = Counter(pair for outcome in outcomes for pair in _pairs(outcome))
    return Statuses(tuple(_shares(status, confusion) for status in Status), dict(confusion))


def _pairs(outcome: Outcome) -> Iterator[tuple[Status, Status | None]]:
    """The reference and the status given of every judged turn."""
    for number, turn in enumerate(outcome.question.turns):
        if turn.expect is None:
            continue
        accepted = turn.expect.status
        answered = number < len(outcome.answers)
        given = outcome.answers[number].status if answered else None
        yield given if given in accepted else accepted[0], given


def _shares(status: Status, confusion: Counter[tuple[Status, Status | None]]) -> StatusShares:
    right = confusion[status, status]
    given = sum(count for (_, one), count in confusion.items() if one is status)
    wanted = sum(count for (one, _), count in confusion.items() if one is status)
    return StatusShares(status, Share(right, given), Share(right, wanted))
