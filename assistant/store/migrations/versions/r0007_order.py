"""Numbers by which a person's assessments and plans stand in order, whatever the clock does."""

import sqlalchemy as sa
from alembic import op

revision = "r0007"
down_revision = "r0006"
branch_labels = None
depends_on = None

_DATED = {"assessment": "assessed_at", "plan": "made_at"}


def upgrade() -> None:
    """Number what is there by its date, each person's from 1."""
    for table, date in _DATED.items():
        # SQLite adds no column that must be filled without a default.
        op.add_column(table, sa.Column("number", sa.Integer, nullable=False, server_default="0"))
        one = sa.table(table, *map(sa.column, ("id", "person_id", date, "number")))
        same = one.alias()
        place = sa.func.row_number().over(
            partition_by=same.c.person_id, order_by=(same.c[date], same.c.id)
        )
        placed = sa.select(same.c.id, place.label("place")).subquery()
        op.execute(one.update().values(number=placed.c.place).where(one.c.id == placed.c.id))
        op.drop_index(f"ix_{table}_person_id_{date}", table)
        op.create_index(f"ix_{table}_person_id_number", table, ["person_id", "number"], unique=True)


def downgrade() -> None:
    """Order by date again."""
    for table, date in _DATED.items():
        op.drop_index(f"ix_{table}_person_id_number", table)
        op.create_index(f"ix_{table}_person_id_{date}", table, ["person_id", date])
        op.drop_column(table, "number")
