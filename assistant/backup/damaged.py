"""A SQLite file that is none any more is moved out of the way of a restore."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from assistant.store.database import SQLITE_FILE


def move_damaged(folder: Path, *, at: datetime) -> Path | None:
    """Move the database's files into a folder beside them if it is damaged.

    Returns:
        That folder; None when it is not damaged, but closed to this user, locked or missing.

    Raises:
        OSError: They cannot be moved.
    """
    path = folder / SQLITE_FILE
    try:
        with closing(sqlite3.connect(path)) as connection:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError:
        return None
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found == "ok":
        return None
    moved = folder / f"damaged-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    moved.mkdir(mode=0o700)
    for file in folder.glob(f"{SQLITE_FILE}*"):
        file.rename(moved / file.name)
    return moved
