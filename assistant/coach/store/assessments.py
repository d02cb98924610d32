"""Assessments: begun by the person, rated by the person and by coaches, kept with their dates."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, select, update

from assistant.coach.assessment import Assessment, Rated, readable
from assistant.coach.cells import Rater
from assistant.coach.comment import Part
from assistant.coach.scale import Rating
from assistant.coach.store.access import part_of
from assistant.coach.store.people import kept, next_number
from assistant.coach.store.records import StoredAssessment
from assistant.coach.store.tables import assessment, person, rating
from assistant.errors import NotShared
from assistant.store.database import Database

# Whose ratings an account may set: its own part's, never the other's.
_RATER: dict[Part, Rater] = {"owner": "own", "coach": "coach"}


class Assessments:
    """The assessments in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self,
        actor: str,
        person_id: str,
        role_level: int,
        ratings: Mapping[str, Rated],
        *,
        at: datetime,
    ) -> StoredAssessment:
        """Keep a new assessment with the actor's ratings: the person's own, or a coach's.

        Args:
            actor: The account that asks.
            person_id: Whose skills.
            role_level: Level of the person's role, 1 to 5.
            ratings: By skill id.
            at: When, with its zone.

        Raises:
            NotShared: Not the actor's, and not shared with them.
            StoreUnavailable: It could not be saved.
        """
        made = uuid4().hex
        with self._database.writing() as connection:
            rater = _RATER[part_of(connection, actor, person_id)]
            connection.execute(
                insert(assessment).values(
                    id=made,
                    person_id=person_id,
                    role_level=role_level,
                    number=next_number(connection, assessment, person_id),
                    assessed_at=at,
                    version=1,
                )
            )
            _set_ratings(connection, made, rater, ratings)
            return _read(connection, made)

    def rate(
        self,
        actor: str,
        assessment_id: str,
        ratings: Mapping[str, Rated],
        *,
        version: int,
        role_level: int | None = None,
    ) -> StoredAssessment:
        """Set the actor's ratings in place of their part's earlier ones; the others stay.

        Args:
            actor: The account that asks.
            assessment_id: Which assessment.
            ratings: By skill id.
            version: Of the assessment as the actor has seen it.
            role_level: Corrects the level of the role; None leaves it.

        Raises:
            NotShared: Not the actor's, and not shared with them.
            Conflict: It has changed since `version`; nothing is saved.
            StoreUnavailable: It could not be saved.
        """
        with self._database.writing() as connection:
            rater = _RATER[part_of(connection, actor, _person_of(connection, assessment_id))]
            values: dict[str, int] = {"version": version + 1}
            if role_level is not None:
                values["role_level"] = role_level
            changed = connection.execute(
                update(assessment)
                .where(assessment.c.id == assessment_id, assessment.c.version == version)
                .values(**values)
            )
            kept(changed.rowcount)
            connection.execute(
                delete(rating).where(
                    rating.c.assessment_id == assessment_id, rating.c.rater == rater
                )
            )
            _set_ratings(connection, assessment_id, rater, ratings)
            return _read(connection, assessment_id)

    def history(self, actor: str, person_id: str) -> tuple[StoredAssessment, ...]:
        """Every assessment of a person, the earliest first.

        Raises:
            NotShared: Not the actor's, and not shared with them.
        """
        with self._database.reading() as connection:
            part_of(connection, actor, person_id)
            return read_history(connection, person_id)


def read_history(connection: Connection, person_id: str) -> tuple[StoredAssessment, ...]:
    """Every assessment of a person, for one who may see them."""
    return _stored(connection, assessment.c.person_id == person_id)


def _read(connection: Connection, assessment_id: str) -> StoredAssessment:
    (found,) = _stored(connection, assessment.c.id == assessment_id)
    return found


def _stored(connection: Connection, condition: object) -> tuple[StoredAssessment, ...]:
    rows = connection.execute(
        select(assessment, person.c.name)
        .join(person, person.c.id == assessment.c.person_id)
        .where(condition)  # type: ignore[arg-type]
        .order_by(assessment.c.number)
    ).all()
    ratings: dict[tuple[str, str], dict[str, Rated]] = defaultdict(dict)
    for row in connection.execute(
        select(rating).where(rating.c.assessment_id.in_([row.id for row in rows]))
    ):
        kind = (row.assessment_id, row.rater)
        ratings[kind][row.skill_id] = Rated(Rating(row.rating), row.evidence)
    return tuple(_one(row, ratings) for row in rows)


def _one(
    row: Row[tuple[object, ...]], ratings: Mapping[tuple[str, str], dict[str, Rated]]
) -> StoredAssessment:
    own, coach = (MappingProxyType(ratings.get((row.id, r), {})) for r in ("own", "coach"))
    found = Assessment(row.name, row.role_level, own, coach, row.assessed_at)
    return StoredAssessment(row.id, row.person_id, row.version, found)


def _person_of(connection: Connection, assessment_id: str) -> str:
    found = connection.scalar(
        select(assessment.c.person_id).where(assessment.c.id == assessment_id)
    )
    if found is None:
        raise NotShared("There is no such record, or it has not been shared with you.")
    return str(found)


def _set_ratings(
    connection: Connection, assessment_id: str, rater: Rater, ratings: Mapping[str, Rated]
) -> None:
    if ratings:
        connection.execute(
            insert(rating),
            [
                {
                    "assessment_id": assessment_id,
                    "rater": rater,
                    "skill_id": skill_id,
                    "rating": rated.rating.value,
                    "evidence": readable(rated.evidence),
                }
                for skill_id, rated in ratings.items()
            ],
        )
