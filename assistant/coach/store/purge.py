"""Which assessments go after a time: old ones, but never a person's latest."""

from datetime import datetime

from sqlalchemy import Connection, delete, exists, select

from assistant.coach.store.tables import assessment
from assistant.store.purge import Purger


def assessments_before(moment: datetime) -> Purger:
    """Assessments older than a moment that the person has followed up with another one.

    Plans stay: they hold the answers that they were made from.
    """

    def drop(connection: Connection) -> int:
        later = assessment.alias("later")
        followed = exists(
            select(1).where(
                later.c.person_id == assessment.c.person_id,
                later.c.number > assessment.c.number,
            )
        )
        old = delete(assessment).where(assessment.c.assessed_at < moment, followed)
        return connection.execute(old).rowcount

    return Purger("assessments", moment, drop)
