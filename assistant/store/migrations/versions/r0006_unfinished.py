"""Drafts that are being written."""

import sqlalchemy as sa
from alembic import op

revision = "r0006"
down_revision = "r0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "unfinished",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("run", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unfinished"),
        sa.CheckConstraint("language IN ('ja', 'en')", name=op.f("ck_unfinished_language")),
        _belongs("person"),
        _belongs("assessment"),
    )
    op.create_index("ix_unfinished_person_id", "unfinished", ["person_id"])


def downgrade() -> None:
    """Drop the table with everything in it."""
    op.drop_table("unfinished")


def _belongs(to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_unfinished_{to}_id"
    return sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}.id"], name=name, ondelete="CASCADE")
