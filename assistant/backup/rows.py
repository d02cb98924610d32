"""Rows as lines of JSON that either database takes back."""

import json
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, get_args

from sqlalchemy import (
    Boolean,
    Connection,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
    TableClause,
    column,
    select,
)
from sqlalchemy import table as table_clause
from sqlalchemy.types import TypeEngine

from assistant.backup.types import ColumnKind
from assistant.store.tables import UtcDateTime

_AT_ONCE = 500
_STREAMED = {"yield_per": _AT_ONCE}
# The version is in the manifest; nobody is let in again by a session from an archive.
_LEFT_OUT = {"alembic_version", "session"}
# SQLite knows no numbers beyond, and neither does any column of ours.
_MOST = 1 << 63
_KINDS: dict[ColumnKind, type[TypeEngine[Any]]] = {
    "moment": DateTime,
    "flag": Boolean,
    "number": Integer,
    "text": String,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The columns of a table, by name, with the kinds of their values."""

    columns: tuple[tuple[str, ColumnKind], ...]

    def table(self, name: str) -> TableClause:
        """The table for statements on either database."""
        types = {**_KINDS, "moment": UtcDateTime}
        return table_clause(name, *(column(one, types[kind]) for one, kind in self.columns))


def tables_of(connection: Connection) -> list[Table]:
    """Every table that is kept, those that others refer to first."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in _LEFT_OUT]


def write_rows(connection: Connection, table: Table) -> Generator[bytes, None, None]:
    """The heading and the rows of a table, in the order of its key."""
    heading = Heading(tuple((one.name, _kind(one.type)) for one in table.columns))
    yield _line({"columns": heading.columns})
    kept = heading.table(table.name)
    wanted = select(*kept.columns).order_by(*(kept.c[key.name] for key in table.primary_key))
    with connection.execute(wanted, execution_options=_STREAMED) as rows:
        for row in rows:
            yield _line([_to_json(value) for value in row])


def read_heading(line: bytes) -> Heading:
    """The first line of a table.

    Raises:
        ValueError: It is none.
    """
    read = json.loads(line)
    columns = read.get("columns") if isinstance(read, dict) else None
    if not isinstance(columns, list) or not columns:
        raise ValueError("no columns")
    known = get_args(ColumnKind)
    for one in columns:
        if not (isinstance(one, list) and len(one) == 2 and one[1] in known):
            raise ValueError("an unknown kind of column")
    return Heading(tuple((str(name), kind) for name, kind in columns))


def read_rows(lines: Iterable[bytes], heading: Heading) -> Iterator[list[dict[str, Any]]]:
    """The rows after the heading, some hundred at once.

    Raises:
        ValueError: A line is no row of these columns.
    """
    batch: list[dict[str, Any]] = []
    for line in lines:
        values = json.loads(line)
        if not isinstance(values, list) or len(values) != len(heading.columns):
            raise ValueError("a row of other columns")
        pairs = zip(heading.columns, values, strict=True)
        batch.append({name: _from_json(value, kind) for (name, kind), value in pairs})
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _kind(of: TypeEngine[Any]) -> ColumnKind:
    return next(kind for kind, known in _KINDS.items() if isinstance(of, known))


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _to_json(value: Any) -> object:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _from_json(value: Any, kind: ColumnKind) -> object:
    if value is None:
        return None
    if kind == "flag" and isinstance(value, bool):
        return value
    if kind == "number" and type(value) is int and -_MOST <= value < _MOST:
        return value
    if kind == "text" and isinstance(value, str):
        return value
    if kind == "moment" and isinstance(value, str):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            return moment
    raise ValueError(f"no {kind}")
