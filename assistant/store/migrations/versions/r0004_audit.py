"""The audit log: entries that can be added only, and where their chain begins and ends."""

import sqlalchemy as sa
from alembic import op

from assistant.store.tables import UtcDateTime

revision = "r0004"
down_revision = "r0003"

# What may be deleted is what the chain was first told to begin after.
_SQLITE = (
    """CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'the audit log can only be added to'); END""",
    """CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
    WHEN OLD.number > (SELECT purged_number FROM audit_chain)
    BEGIN SELECT RAISE(ABORT, 'the audit log can only be added to'); END""",
    # REPLACE would delete without the trigger above.
    """CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry
    WHEN EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'the audit log can only be added to'); END""",
    """CREATE TRIGGER audit_chain_no_delete BEFORE DELETE ON audit_chain
    BEGIN SELECT RAISE(ABORT, 'the audit log can only be added to'); END""",
    """CREATE TRIGGER audit_chain_forward BEFORE UPDATE ON audit_chain
    WHEN NEW.last_number < OLD.last_number OR NEW.purged_number < OLD.purged_number
        OR NEW.purged_number > NEW.last_number
    BEGIN SELECT RAISE(ABORT, 'the audit log can only be added to'); END""",
)
_POSTGRESQL = (
    """CREATE FUNCTION audit_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_TABLE_NAME = 'audit_entry' AND TG_OP = 'DELETE' THEN
            IF OLD.number <= (SELECT purged_number FROM audit_chain) THEN RETURN OLD; END IF;
        ELSIF TG_TABLE_NAME = 'audit_chain' AND TG_OP = 'UPDATE' THEN
            IF NEW.last_number >= OLD.last_number AND NEW.purged_number >= OLD.purged_number
                AND NEW.purged_number <= NEW.last_number THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION 'the audit log can only be added to';
    END $$""",
    """CREATE TRIGGER audit_entry_only_added BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_only_added()""",
    """CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_only_added()""",
    """CREATE TRIGGER audit_chain_forward BEFORE UPDATE OR DELETE ON audit_chain
    FOR EACH ROW EXECUTE FUNCTION audit_only_added()""",
    """CREATE TRIGGER audit_chain_no_truncate BEFORE TRUNCATE ON audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION audit_only_added()""",
)


def upgrade() -> None:
    """Make the tables, the empty chain, and what keeps them from being rewritten."""
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("record", sa.String(200), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("index_id", sa.String(64), nullable=False),
        sa.Column("request_id", sa.String(64), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_entry"),
    )
    op.create_index("ix_audit_entry_at", "audit_entry", ["at"])
    chain = op.create_table(
        "audit_chain",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("purged_number", sa.Integer, nullable=False),
        sa.Column("purged_digest", sa.String(64), nullable=False),
        sa.Column("last_number", sa.Integer, nullable=False),
        sa.Column("last_digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_chain"),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_chain_one")),
    )
    start = {"purged_number": 0, "purged_digest": "0" * 64}
    op.bulk_insert(chain, [{"id": 1, **start, "last_number": 0, "last_digest": "0" * 64}])
    connection = op.get_bind()
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Drop the log with everything in it."""
    op.drop_table("audit_entry")
    op.drop_table("audit_chain")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_only_added()")
