"""What the store returns. Every `version` is for the next save: it says what the saver has seen."""

from dataclasses import dataclass
from datetime import datetime

from assistant.coach.approval import Decision, State
from assistant.coach.assessment import Assessment
from assistant.coach.plan import Plan


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose skills are looked at.

    Attributes:
        owner: The account that the record belongs to.
        coaches: The accounts with whom the owner has shared it.
    """

    id: str
    owner: str
    name: str
    created_at: datetime
    version: int
    coaches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a coach's list.

    Attributes:
        assessed_at: Of the latest assessment; None when there is none.
        role_level: Of the same.
        plan_state: Of the latest plan; None when there is none.
    """

    person_id: str
    name: str
    assessed_at: datetime | None
    role_level: int | None
    plan_state: State | None


@dataclass(frozen=True, slots=True)
class StoredAssessment:
    """An assessment with its id."""

    id: str
    person_id: str
    version: int
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan with its id.

    Attributes:
        decisions: Every move that it has made, the first first.
    """

    id: str
    person_id: str
    version: int
    made_at: datetime
    plan: Plan
    decisions: tuple[Decision, ...]
