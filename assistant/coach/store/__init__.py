"""Coaching records in a database: SQLite beside the other data, or PostgreSQL by one setting."""

from dataclasses import dataclass

from assistant.coach.store.assessments import Assessments
from assistant.coach.store.database import Database
from assistant.coach.store.people import People
from assistant.coach.store.plans import Plans
from assistant.coach.store.privacy import Privacy
from assistant.settings import Settings
from corpus import Corpus

_FOLDER = "coaching"


@dataclass(frozen=True, slots=True)
class CoachStore:
    """Everything that is kept, by what it is about."""

    database: Database
    people: People
    assessments: Assessments
    plans: Plans
    privacy: Privacy

    @classmethod
    def over(cls, database: Database, corpus: Corpus) -> "CoachStore":
        """The records in a database."""
        plans = Plans(database, corpus)
        privacy = Privacy(database, plans, corpus)
        return cls(database, People(database), Assessments(database), plans, privacy)


def open_store(settings: Settings, corpus: Corpus) -> CoachStore:
    """The records where the settings say, at the newest version of the tables.

    Raises:
        SettingsError: The address of the database cannot be used.
        StoreUnavailable: The database cannot be opened.
    """
    url = settings.database_url.get_secret_value()
    return CoachStore.over(Database(settings.data_dir / _FOLDER, url), corpus)


__all__ = ["CoachStore", "Database", "open_store"]
