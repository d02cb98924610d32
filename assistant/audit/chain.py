"""The seal of an entry: a digest over everything in it and over the seal before."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from assistant.audit.types import Value

# The seal before the first entry.
NOTHING = "0" * 64

Row = Mapping[str, object]


def seal(row: Row) -> str:
    """SHA-256 of a row's columns but `digest`, as JSON with sorted keys and times in UTC.

    Anybody can compute it again from an export, without this program.
    """
    return hashlib.sha256(canonical(plain(row)).encode()).hexdigest()


def plain(row: Row) -> dict[str, object]:
    """The columns of a row but `digest`, ready for JSON."""
    return {name: _plain(value) for name, value in row.items() if name != "digest"}


def canonical(values: Mapping[str, object] | Mapping[str, Value]) -> str:
    """JSON of which there is one spelling only."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
