"""Comments on plans."""

import sqlalchemy as sa
from alembic import op

from assistant.store.tables import UtcDateTime

revision = "r0005"
down_revision = "r0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "comment",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("plan_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("part", sa.String(8), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
        sa.UniqueConstraint("plan_id", "number"),
        sa.CheckConstraint("part IN ('owner', 'coach')", name=op.f("ck_comment_part")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_comment_plan_id", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    """Drop the table with everything in it."""
    op.drop_table("comment")
