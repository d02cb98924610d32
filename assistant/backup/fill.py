"""The tables of a backup in place of those that are there, within one transaction."""

from collections.abc import Iterable
from contextlib import closing

from sqlalchemy import Connection, Table, func, insert, select, text, update

from assistant.audit.verify import verify_in
from assistant.backup.check import Opened
from assistant.backup.rows import read_heading, read_rows, tables_of
from assistant.backup.types import Part
from assistant.errors import BackupError, BackupProblem
from assistant.store import Database


def fill(connection: Connection, database: Database, read: Opened) -> int | None:
    """Make the tables anew as they were, fill them, and bring them to the newest version.

    Returns:
        The first entry of the audit log that is not as it was written; None when all are.

    Raises:
        BackupError: The tables are not those of their version.
    """
    database.migrate_in(connection, "base")
    database.migrate_in(connection, read.manifest.revision)
    tables = {table.name: table for table in tables_of(connection)}
    parts = [part for part in read.manifest.parts if part.table is not None]
    if {part.table for part in parts} != set(tables):
        raise BackupError(BackupProblem.ROWS, path=read.path, part="tables")
    for part in parts:
        try:
            rows = _fill_table(connection, tables[part.table or ""], read, part)
        except (ValueError, RecursionError) as error:
            raise BackupError(BackupProblem.ROWS, path=read.path, part=part.name) from error
        if rows != part.rows:
            raise BackupError(BackupProblem.ROWS, path=read.path, part=part.name)
    if connection.dialect.name == "postgresql":
        _count_on(connection, tables.values())
    database.migrate_in(connection, "head")
    return verify_in(connection).broken


def _fill_table(connection: Connection, table: Table, read: Opened, part: Part) -> int:
    there = connection.execute(select(func.count()).select_from(table)).scalar_one()
    rows = 0
    with closing(read.lines(part)) as lines:
        heading = read_heading(next(lines, b""))
        if {name for name, _ in heading.columns} != set(table.columns.keys()):
            raise ValueError("other columns")
        kept, keys = heading.table(table.name), [key.name for key in table.primary_key]
        for batch in read_rows(lines, heading):
            rows += len(batch)
            if not there:
                connection.execute(insert(kept), batch)
                continue
            # A row that a table was made with stands for the one in the archive.
            for row in batch:
                same = [kept.c[key] == row[key] for key in keys]
                connection.execute(update(kept).where(*same).values(row))
    return rows


def _count_on(connection: Connection, tables: Iterable[Table]) -> None:
    """Let the numbers that PostgreSQL gives go on after those that were put in."""
    for table in tables:
        for key in table.primary_key:
            named = {"table": table.name, "key": key.name}
            sequence = connection.scalar(text("SELECT pg_get_serial_sequence(:table, :key)"), named)
            if sequence:
                last = connection.scalar(select(func.max(key)))
                connection.execute(select(func.setval(sequence, last or 1, last is not None)))
