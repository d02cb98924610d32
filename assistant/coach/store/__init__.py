"""Coaching records in the database."""

from dataclasses import dataclass

from assistant.coach.store.assessments import Assessments
from assistant.coach.store.comments import Comments
from assistant.coach.store.people import People
from assistant.coach.store.plans import Plans
from assistant.coach.store.privacy import Privacy
from assistant.coach.store.unfinished import UnfinishedDrafts
from assistant.store import Database
from corpus import Corpus


@dataclass(frozen=True, slots=True)
class CoachStore:
    """Everything that is kept, by what it is about."""

    database: Database
    people: People
    assessments: Assessments
    plans: Plans
    comments: Comments
    unfinished: UnfinishedDrafts
    privacy: Privacy

    @classmethod
    def over(cls, database: Database, corpus: Corpus) -> "CoachStore":
        """The records in a database."""
        plans = Plans(database, corpus)
        privacy = Privacy(database, plans, corpus)
        return cls(
            database,
            People(database),
            Assessments(database),
            plans,
            Comments(database),
            UnfinishedDrafts(database),
            privacy,
        )


__all__ = ["CoachStore"]
