"""What all tables share: the naming of their parts, and columns that several have."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, ForeignKey, Integer, MetaData, String
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


def id_column() -> Column[str]:
    """The key of a record: 32 hexadecimal digits."""
    return Column("id", String(32), primary_key=True)


def reference_to(table: str, *, key: bool = False) -> Column[str]:
    """A column that names a record of `table` and goes with it; part of the key if `key`."""
    reference = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(f"{table}_id", String(32), reference, primary_key=key, nullable=False)


def version_column() -> Column[int]:
    """How often a record was saved, so that nobody overwrites what they have not seen."""
    return Column("version", Integer, nullable=False, default=1)
