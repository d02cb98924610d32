"""A person's rights over their records: a copy of everything, and the end of everything."""

import shutil
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import delete

from assistant.batch import Json
from assistant.coach.as_json import plan_json
from assistant.coach.comment import Comment
from assistant.coach.store.access import part_of, require
from assistant.coach.store.assessments import read_history
from assistant.coach.store.comments import read_comments
from assistant.coach.store.people import read_person
from assistant.coach.store.plans import Plans
from assistant.coach.store.records import StoredAssessment, StoredPlan
from assistant.coach.store.tables import person
from assistant.store.database import Database, unavailable
from corpus import Corpus

_FILES = "files"


class Privacy:
    """Files, copies and deletion, person by person."""

    def __init__(self, database: Database, plans: Plans, corpus: Corpus) -> None:
        self._database = database
        self._plans = plans
        self._corpus = corpus

    def folder(self, actor: str, person_id: str) -> Path:
        """Where a person's files are kept, made when missing, readable by its owner alone.

        Raises:
            NotShared: Not the actor's, and not shared with them.
            StoreUnavailable: The folder cannot be made.
        """
        with self._database.reading() as connection:
            part_of(connection, actor, person_id)
        folder = self._database.folder / _FILES / person_id
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise unavailable(error) from error
        return folder

    def export(self, actor: str, person_id: str) -> Json:
        """Everything that is kept about a person, ready for JSON.

        Raises:
            NotAllowed: Only the person may.
            NotShared: Not shared with the actor.
        """
        with self._database.reading() as connection:
            require(connection, actor, person_id, "owner")
            found = read_person(connection, person_id)
            history = read_history(connection, person_id)
            plans = [
                (stored, read_comments(connection, stored.id))
                for stored in self._plans.read_all(connection, person_id)
            ]
        folder = self._database.folder / _FILES / person_id
        return {
            "person": {
                "id": found.id,
                "owner": found.owner,
                "name": found.name,
                "created_at": found.created_at.isoformat(),
                "shared_with": list(found.coaches),
            },
            "assessments": [_assessment(stored) for stored in history],
            "plans": [self._plan(*each) for each in plans],
            "files": sorted(path.name for path in folder.glob("*")),
        }

    def delete(self, actor: str, person_id: str) -> None:
        """Delete a person with every assessment, draft, plan, decision, comment and file.

        Files go first: should anything fail between, the record is there to try again with.

        Raises:
            NotAllowed: Only the person may.
            NotShared: Not shared with the actor.
            StoreUnavailable: A file or the record could not be deleted.
        """
        with self._database.writing() as connection:
            require(connection, actor, person_id, "owner")
            folder = self._database.folder / _FILES / person_id
            try:
                if folder.exists():
                    shutil.rmtree(folder)
            except OSError as error:
                raise unavailable(error) from error
            connection.execute(delete(person).where(person.c.id == person_id))
        self._database.forget()

    def _plan(self, stored: StoredPlan, comments: tuple[Comment, ...]) -> Json:
        return {
            "id": stored.id,
            "made_at": stored.made_at.isoformat(),
            "plan": plan_json(stored.plan, self._corpus),
            "decisions": [
                {
                    "state": move.state.value,
                    "by": move.by,
                    "at": move.at.isoformat(),
                    "comment": move.comment,
                }
                for move in stored.decisions
            ],
            "comments": [_comment(comment) for comment in comments],
        }


def _assessment(stored: StoredAssessment) -> Json:
    found = stored.assessment
    return {
        "id": stored.id,
        "role_level": found.role_level,
        "assessed_at": found.assessed_at.isoformat() if found.assessed_at else None,
        "self": {skill: asdict(rated) for skill, rated in found.own.items()},
        "coach": {skill: asdict(rated) for skill, rated in found.coach.items()},
    }


def _comment(comment: Comment) -> Json:
    return {
        "number": comment.number,
        "by": comment.author,
        "part": comment.part,
        "at": comment.at.isoformat(),
        "changed_at": comment.changed_at.isoformat() if comment.changed_at else None,
        "text": comment.body,
    }
