"""The tables of the audit log. A change here needs a migration, which also holds their triggers."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table, Text

from assistant.store.tables import METADATA, UtcDateTime

audit_entry = Table(
    "audit_entry",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(40), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("record", String(200), nullable=False),
    Column("model", String(200), nullable=False),
    Column("index_id", String(64), nullable=False),
    Column("request_id", String(64), nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Index(None, "at"),
)

# One row: where the chain ends, and where it begins after old entries were purged.
audit_chain = Table(
    "audit_chain",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("purged_number", Integer, nullable=False),
    Column("purged_digest", String(64), nullable=False),
    Column("last_number", Integer, nullable=False),
    Column("last_digest", String(64), nullable=False),
    CheckConstraint("id = 1", name="one"),
)
