"""The tables of coaching records. A change here needs a migration."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite would forget the zone, and a time without one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        found: datetime = value
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _id() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def _of(table: str) -> Column[str]:
    reference = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(f"{table}_id", String(32), reference, nullable=False)


def _version() -> Column[int]:
    return Column("version", Integer, nullable=False, default=1)


person = Table(
    "person",
    METADATA,
    _id(),
    Column("owner", String(200), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    _version(),
)

share = Table(
    "share",
    METADATA,
    Column("person_id", String(32), ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("coach", String(200), primary_key=True),
    Column("shared_at", UtcDateTime, nullable=False),
    Index(None, "coach"),
)

assessment = Table(
    "assessment",
    METADATA,
    _id(),
    _of("person"),
    Column("role_level", Integer, nullable=False),
    Column("assessed_at", UtcDateTime, nullable=False),
    _version(),
    CheckConstraint("role_level BETWEEN 1 AND 5", name="role_level"),
    Index(None, "person_id", "assessed_at"),
)

rating = Table(
    "rating",
    METADATA,
    Column(
        "assessment_id",
        String(32),
        ForeignKey("assessment.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("rater", String(8), primary_key=True),
    Column("skill_id", String(200), primary_key=True),
    Column("rating", String(20), nullable=False),
    Column("evidence", Text, nullable=False),
    CheckConstraint("rater IN ('own', 'coach')", name="rater"),
)

plan = Table(
    "plan",
    METADATA,
    _id(),
    _of("person"),
    Column("state", String(12), nullable=False),
    Column("body", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    _version(),
    CheckConstraint("state IN ('draft', 'sent_back', 'approved')", name="state"),
    Index(None, "person_id", "made_at"),
)

# Every move of a plan, who made it and when.
decision = Table(
    "decision",
    METADATA,
    Column("plan_id", String(32), ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", String(12), nullable=False),
    Column("decided_by", String(200), nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("comment", Text, nullable=False),
)
