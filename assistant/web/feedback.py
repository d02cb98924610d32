"""Ratings: what was answered and how it was rated, without the question.

A rating belongs to the session that gave it. Only a digest of the session's id is stored, which is
enough to tell owners apart and useless for taking over a session.
"""

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from assistant.errors import SettingsError
from assistant.settings import variable
from assistant.types import Answer

_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE feedback (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value IN (0, 1)),
    comment TEXT NOT NULL,
    status TEXT NOT NULL,
    language TEXT NOT NULL,
    record_ids TEXT NOT NULL,
    index_id TEXT NOT NULL,
    given_at TEXT NOT NULL,
    UNIQUE (owner, answer_id)
)
"""


@dataclass(frozen=True, slots=True)
class Rating:
    """One reader's word on one answer.

    Attributes:
        answer_id: The id under which the page knows the answer.
        value: 1 for helpful, 0 for not helpful.
        comment: In the reader's words; may be empty.
    """

    answer_id: str
    value: Literal[0, 1]
    comment: str = ""


class FeedbackStore:
    """Ratings in one SQLite file. Every call opens and closes it; safe from any thread."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`, made when missing.

        Raises:
            SettingsError: The file cannot be used.
        """
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as database:
                version = database.execute("PRAGMA user_version").fetchone()[0]
                if version == 0:
                    database.execute(_SCHEMA)
                    database.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
        except (OSError, sqlite3.Error) as error:
            raise SettingsError(
                f"{variable('data_dir')}: cannot use {path}: {error}.",
                fix="Give a folder that this user may write, or move the damaged file away.",
            ) from error

    def put(self, session_id: str, rating: Rating, answer: Answer) -> str:
        """Store a rating, in place of an earlier one by the same session; its id."""
        owner = _digest(session_id)
        records = list(dict.fromkeys(citation.record_id for citation in answer.citations))
        with self._open() as database:
            row = database.execute(
                """
                INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (owner, answer_id) DO UPDATE SET
                    value = excluded.value,
                    comment = excluded.comment,
                    given_at = excluded.given_at
                RETURNING id
                """,
                (
                    str(uuid.uuid4()),
                    owner,
                    rating.answer_id,
                    rating.value,
                    rating.comment,
                    answer.status.value,
                    answer.language,
                    json.dumps(records),
                    answer.index_id,
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            ).fetchone()
        return str(row[0])

    def remove(self, session_id: str, feedback_id: str) -> bool:
        """Take back a rating; False when this session has given no such rating."""
        with self._open() as database:
            found = database.execute(
                "DELETE FROM feedback WHERE id = ? AND owner = ?",
                (feedback_id, _digest(session_id)),
            )
            return found.rowcount == 1

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=5)) as database, database:
            yield database


def _digest(session_id: str) -> str:
    return hashlib.sha256(session_id.encode()).hexdigest()
