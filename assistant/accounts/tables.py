"""The tables of accounts. A change here needs a migration."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, String, Table, Text

from assistant.store.tables import METADATA, UtcDateTime, id_column, reference_to, version_column

account = Table(
    "account",
    METADATA,
    id_column(),
    Column("login", String(200), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", String(8), nullable=False),
    Column("origin", String(12), nullable=False),
    # What the sign-on says about who this is, for good; empty until they first came.
    Column("subject", String(500), unique=True),
    Column("password", String(200)),
    # By which staff members share with a coach.
    Column("code", String(16), unique=True),
    Column("enabled", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    version_column(),
    CheckConstraint("role IN ('staff', 'coach', 'admin')", name="role"),
    CheckConstraint("origin IN ('local', 'sign_on', 'evaluation')", name="origin"),
)

session = Table(
    "session",
    METADATA,
    # Of the token in the browser, which nobody can get from here.
    Column("digest", String(64), primary_key=True),
    reference_to("account"),
    Column("started_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Index(None, "account_id"),
    Index(None, "expires_at"),
)

login_failure = Table(
    "login_failure",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False),
    Column("failed_at", UtcDateTime, nullable=False),
    Index(None, "key", "failed_at"),
)
