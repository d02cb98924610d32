"""A person's assessments and plans with their dates, and what changed between two assessments."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from assistant.coach.assessment import Assessment
from assistant.coach.cells import RATERS, Rater
from assistant.coach.change import Change, changes
from assistant.coach.gap import find_gaps
from assistant.coach.store.records import StoredAssessment, StoredPlan
from assistant.errors import StoreFailure
from assistant.web.coaching.desk import Desk
from corpus import Corpus


@dataclass(frozen=True, slots=True)
class Past:
    """One assessment in a history.

    Attributes:
        answered: How many of the role's skills the person has answered about.
        asked: How many there are.
        next_skill: The number from 1 of the first skill without an answer; 0 when all have one.
        changed: By rater, what is otherwise than in the assessment before.
    """

    stored: StoredAssessment
    answered: int
    asked: int
    next_skill: int
    changed: tuple[tuple[Rater, tuple[Change, ...]], ...]


@dataclass(frozen=True, slots=True)
class History:
    """Everything of one person, the newest first.

    Attributes:
        comments: How many there are on a plan, by its id.
    """

    assessments: tuple[Past, ...]
    plans: tuple[StoredPlan, ...]
    comments: Mapping[str, int]


def history_of(desk: Desk, actor: str, person: str) -> History:
    """A person's history for somebody who may see it.

    Raises:
        NotShared: Not the actor's, and not shared with them.
    """
    with suppress(StoreFailure):
        # A store that takes nothing may still show what it has.
        desk.finish_interrupted(person)
    stored = desk.store.assessments.history(actor, person)
    befores = (None, *(each.assessment for each in stored))
    past = [_past(one, before, desk.corpus) for one, before in zip(stored, befores, strict=False)]
    return History(
        tuple(reversed(past)),
        tuple(reversed(desk.store.plans.of(actor, person))),
        desk.store.comments.counts(actor, person),
    )


def _past(stored: StoredAssessment, before: Assessment | None, corpus: Corpus) -> Past:
    asked = find_gaps(stored.assessment, corpus).required
    missing = [number for number, s in enumerate(asked, start=1) if s.own is None]
    changed: list[tuple[Rater, tuple[Change, ...]]] = []
    if before is not None:
        for rater in RATERS:
            # A rater who has said nothing yet has taken nothing back.
            said = stored.assessment.own if rater == "own" else stored.assessment.coach
            found = changes(before, stored.assessment, corpus, rater=rater) if said else ()
            changed.append((rater, tuple(c for c in found if c.after)))
    return Past(
        stored,
        answered=len(asked) - len(missing),
        asked=len(asked),
        next_skill=missing[0] if missing else 0,
        changed=tuple((rater, found) for rater, found in changed if found),
    )
