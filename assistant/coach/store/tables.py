"""The tables of coaching records. A change here needs a migration."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from assistant.store.tables import (
    METADATA,
    UtcDateTime,
    id_column,
    reference_to,
    version_column,
)

person = Table(
    "person",
    METADATA,
    id_column(),
    Column("owner", String(200), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    version_column(),
)

share = Table(
    "share",
    METADATA,
    reference_to("person", key=True),
    Column("coach", String(200), primary_key=True),
    Column("shared_at", UtcDateTime, nullable=False),
    Index(None, "coach"),
)

assessment = Table(
    "assessment",
    METADATA,
    id_column(),
    reference_to("person"),
    Column("role_level", Integer, nullable=False),
    # The order in which a person's were begun; the clock may go back.
    Column("number", Integer, nullable=False),
    Column("assessed_at", UtcDateTime, nullable=False),
    version_column(),
    CheckConstraint("role_level BETWEEN 1 AND 5", name="role_level"),
    Index(None, "person_id", "number", unique=True),
)

rating = Table(
    "rating",
    METADATA,
    reference_to("assessment", key=True),
    Column("rater", String(8), primary_key=True),
    Column("skill_id", String(200), primary_key=True),
    Column("rating", String(20), nullable=False),
    Column("evidence", Text, nullable=False),
    CheckConstraint("rater IN ('own', 'coach')", name="rater"),
)

plan = Table(
    "plan",
    METADATA,
    id_column(),
    reference_to("person"),
    Column("state", String(12), nullable=False),
    Column("body", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    version_column(),
    CheckConstraint("state IN ('draft', 'sent_back', 'approved')", name="state"),
    Index(None, "person_id", "number", unique=True),
)

# Every move of a plan, who made it and when.
decision = Table(
    "decision",
    METADATA,
    reference_to("plan", key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", String(12), nullable=False),
    Column("decided_by", String(200), nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("comment", Text, nullable=False),
)

# A draft that a language model is writing, by the id of its plan; `run` is the start of the server
# that has begun it.
unfinished = Table(
    "unfinished",
    METADATA,
    id_column(),
    reference_to("person"),
    reference_to("assessment"),
    Column("actor", String(200), nullable=False),
    Column("language", String(2), nullable=False),
    Column("run", String(32), nullable=False),
    CheckConstraint("language IN ('ja', 'en')", name="language"),
    Index(None, "person_id"),
)

# What the person and their coaches say about a plan; empty once its author has taken it back.
comment = Table(
    "comment",
    METADATA,
    id_column(),
    reference_to("plan"),
    Column("number", Integer, nullable=False),
    Column("author", String(200), nullable=False),
    Column("part", String(8), nullable=False),
    Column("body", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=True),
    version_column(),
    CheckConstraint("part IN ('owner', 'coach')", name="part"),
    UniqueConstraint("plan_id", "number"),
)
