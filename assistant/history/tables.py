"""The tables of kept conversations. A change here needs a migration."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from assistant.store.tables import METADATA, UtcDateTime, reference_to, version_column

# A UUID with its hyphens.
ID_CHARS = 36

thread = Table(
    "thread",
    METADATA,
    Column("id", String(ID_CHARS), primary_key=True),
    reference_to("account"),
    Column("name", String(100), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("tags", Text, nullable=False),
    Column("metadata", Text, nullable=False),
    # What the next question needs of the ones before it; for the server alone.
    Column("conversation", Text, nullable=False),
    version_column(),
    Index(None, "account_id", "updated_at", "id"),
    Index(None, "updated_at"),
)

step = Table(
    "step",
    METADATA,
    Column("thread_id", ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True),
    # Some of these come from browsers: they name nothing outside their thread.
    Column("id", String(ID_CHARS), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("parent_id", String(ID_CHARS)),
    Column("type", String(20), nullable=False),
    Column("name", String(200), nullable=False),
    Column("output", Text, nullable=False),
    Column("is_error", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("metadata", Text, nullable=False),
    # The whole answer that a run gave; for the server alone.
    Column("answer", Text, nullable=False),
    UniqueConstraint("thread_id", "number"),
    CheckConstraint("type IN ('user_message', 'assistant_message', 'run')", name="type"),
)

feedback = Table(
    "feedback",
    METADATA,
    Column("id", String(ID_CHARS), primary_key=True),
    reference_to("account"),
    Column("thread_id", String(ID_CHARS), nullable=False),
    Column("step_id", String(ID_CHARS), nullable=False),
    Column("value", Integer, nullable=False),
    Column("comment", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("language", String(2), nullable=False),
    Column("record_ids", Text, nullable=False),
    Column("index_id", String(200), nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(
        ["thread_id", "step_id"],
        ["step.thread_id", "step.id"],
        name="fk_feedback_step",
        ondelete="CASCADE",
    ),
    UniqueConstraint("account_id", "thread_id", "step_id"),
    CheckConstraint("value IN (0, 1)", name="value"),
    Index(None, "thread_id", "step_id"),
    Index(None, "given_at"),
)
