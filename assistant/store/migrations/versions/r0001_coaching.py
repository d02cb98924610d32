"""People, whom they share with, assessments with ratings, plans with decisions."""

import sqlalchemy as sa
from alembic import op

from assistant.store.tables import UtcDateTime

revision = "r0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "person",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("owner"),
    )
    op.create_table(
        "share",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("coach", sa.String(200), nullable=False),
        sa.Column("shared_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "coach", name="pk_share"),
        _belongs("share", "person"),
    )
    op.create_index("ix_share_coach", "share", ["coach"])
    op.create_table(
        "assessment",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("role_level", sa.Integer, nullable=False),
        sa.Column("assessed_at", UtcDateTime, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        sa.CheckConstraint("role_level BETWEEN 1 AND 5", name=op.f("ck_assessment_role_level")),
        _belongs("assessment", "person"),
    )
    op.create_index(
        "ix_assessment_person_id_assessed_at", "assessment", ["person_id", "assessed_at"]
    )
    op.create_table(
        "rating",
        sa.Column("assessment_id", sa.String(32), nullable=False),
        sa.Column("rater", sa.String(8), nullable=False),
        sa.Column("skill_id", sa.String(200), nullable=False),
        sa.Column("rating", sa.String(20), nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "rater", "skill_id", name="pk_rating"),
        sa.CheckConstraint("rater IN ('own', 'coach')", name=op.f("ck_rating_rater")),
        _belongs("rating", "assessment"),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.CheckConstraint(
            "state IN ('draft', 'sent_back', 'approved')", name=op.f("ck_plan_state")
        ),
        _belongs("plan", "person"),
    )
    op.create_index("ix_plan_person_id_made_at", "plan", ["person_id", "made_at"])
    op.create_table(
        "decision",
        sa.Column("plan_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("decided_by", sa.String(200), nullable=False),
        sa.Column("decided_at", UtcDateTime, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "number", name="pk_decision"),
        _belongs("decision", "plan"),
    )


def downgrade() -> None:
    """Drop the tables with everything in them."""
    for table in ("decision", "plan", "rating", "assessment", "share", "person"):
        op.drop_table(table)


def _belongs(table: str, to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{to}_id"
    return sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}.id"], name=name, ondelete="CASCADE")
