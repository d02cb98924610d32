"""Kept conversations, and the ratings of their answers."""

import sqlalchemy as sa
from alembic import op

from assistant.store.tables import UtcDateTime

revision = "r0003"
down_revision = "r0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "thread",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("updated_at", UtcDateTime, nullable=False),
        sa.Column("tags", sa.Text, nullable=False),
        sa.Column("metadata", sa.Text, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_thread"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_thread_account_id", ondelete="CASCADE"
        ),
    )
    columns = ["account_id", "updated_at", "id"]
    op.create_index("ix_thread_account_id_updated_at_id", "thread", columns)
    op.create_index("ix_thread_updated_at", "thread", ["updated_at"])
    op.create_table(
        "step",
        sa.Column("thread_id", sa.String(36), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("parent_id", sa.String(36)),
        sa.Column("type", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("output", sa.Text, nullable=False),
        sa.Column("is_error", sa.Boolean, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("ended_at", UtcDateTime),
        sa.Column("metadata", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("thread_id", "id", name="pk_step"),
        sa.UniqueConstraint("thread_id", "number"),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name="fk_step_thread_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "type IN ('user_message', 'assistant_message', 'run')", name=op.f("ck_step_type")
        ),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("thread_id", sa.String(36), nullable=False),
        sa.Column("step_id", sa.String(36), nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("record_ids", sa.Text, nullable=False),
        sa.Column("index_id", sa.String(200), nullable=False),
        sa.Column("given_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.UniqueConstraint("account_id", "thread_id", "step_id"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_feedback_account_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id", "step_id"],
            ["step.thread_id", "step.id"],
            name="fk_feedback_step",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("value IN (0, 1)", name=op.f("ck_feedback_value")),
    )
    op.create_index("ix_feedback_thread_id_step_id", "feedback", ["thread_id", "step_id"])
    op.create_index("ix_feedback_given_at", "feedback", ["given_at"])


def downgrade() -> None:
    """Drop the tables with everything in them."""
    for table in ("feedback", "step", "thread"):
        op.drop_table(table)
