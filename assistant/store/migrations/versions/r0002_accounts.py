"""Accounts, their sessions, and failed attempts to come in."""

import sqlalchemy as sa
from alembic import op

from assistant.store.tables import UtcDateTime

revision = "r0002"
down_revision = "r0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "account",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("login", sa.String(200), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("origin", sa.String(12), nullable=False),
        sa.Column("subject", sa.String(500)),
        sa.Column("password", sa.String(200)),
        sa.Column("code", sa.String(16)),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("login"),
        sa.UniqueConstraint("subject"),
        sa.UniqueConstraint("code"),
        sa.CheckConstraint("role IN ('staff', 'coach', 'admin')", name=op.f("ck_account_role")),
        sa.CheckConstraint(
            "origin IN ('local', 'sign_on', 'evaluation')", name=op.f("ck_account_origin")
        ),
    )
    op.create_table(
        "session",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("started_at", UtcDateTime, nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_session"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_session_account_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_session_account_id", "session", ["account_id"])
    op.create_index("ix_session_expires_at", "session", ["expires_at"])
    op.create_table(
        "login_failure",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("failed_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login_failure"),
    )
    op.create_index("ix_login_failure_key_failed_at", "login_failure", ["key", "failed_at"])


def downgrade() -> None:
    """Drop the tables with everything in them."""
    for table in ("login_failure", "session", "account"):
        op.drop_table(table)
