"""Bringing a backup back: everything that is there now is kept aside, then replaced in one step."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Table, func, select, text

from assistant.audit.audit import append
from assistant.audit.types import Action, Entry, Kind, Subject
from assistant.backup.check import Opened, opened
from assistant.backup.fill import fill
from assistant.backup.rows import tables_of
from assistant.backup.types import FILES, Part, Summary
from assistant.backup.write import aside, save, summary_of
from assistant.errors import BackupError, BackupProblem
from assistant.store import Database

# Left free for everything else that writes to the disk.
_SPARE = 200_000_000
_OLD = "old"


def restore(
    database: Database, data_dir: Path, archive: Path, *, at: datetime, actor: str, force: bool
) -> tuple[Summary, Path | None]:
    """Put everything in place of what is there; what was brought back, and where the old data is.

    A server may be running: its next transaction finds what was restored, and everybody signs in
    again. Tables of an older version are brought to the newest.

    Args:
        database: Whose tables, and whose folder of files.
        data_dir: Where the old data is kept as another backup.
        archive: The backup.
        at: Now.
        actor: Who does it, for the audit log.
        force: Whether to replace what is there.

    Raises:
        BackupError: The archive is no whole backup, or there is data that would be replaced.
        StoreUnavailable: The database could not be written; everything is as it was.
        OSError: A file cannot be read or written; everything is as it was.
    """
    free = shutil.disk_usage(database.folder).free - _SPARE
    with opened(archive, free=free) as read, _unpacked(read, database.folder) as fresh:
        manifest = read.manifest
        if manifest.revision not in database.revisions():
            raise BackupError(BackupProblem.NEWER, path=archive, version=manifest.revision)
        files = database.folder / FILES
        with _Exchange(files, fresh) as exchange, database.writing() as connection:
            _lock(connection)
            old = None
            if _occupied(connection, files):
                if not force:
                    raise BackupError(BackupProblem.OCCUPIED)
                old = data_dir / f"before-restore-{at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}.zip"
                with aside(old) as partial:
                    save(connection, partial, database.folder, at=at, index_id="")
            broken = fill(connection, database, read)
            detail = {"version": manifest.revision}
            about = Subject(Kind.DATABASE)
            append(connection, Entry(at, Action.RESTORED, actor, about, detail=detail))
            exchange.make()
    database.forget()
    return summary_of(manifest, broken), old


@dataclass(slots=True)
class _Exchange:
    """New files in place of the old ones, unless the transaction fails in the end."""

    files: Path
    fresh: Path
    made: bool = False

    def __enter__(self) -> Self:
        return self

    def make(self) -> None:
        if self.files.exists():
            self.files.rename(self.fresh / _OLD)
        (self.fresh / FILES).rename(self.files)
        self.made = True

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and self.made:
            self.files.rename(self.fresh / FILES)
            if (self.fresh / _OLD).exists():
                (self.fresh / _OLD).rename(self.files)


@contextmanager
def _unpacked(read: Opened, folder: Path) -> Iterator[Path]:
    """The files of the archive in a folder beside the old ones."""
    fresh = folder / f".restore-{secrets.token_hex(4)}"
    try:
        (fresh / FILES).mkdir(parents=True, mode=0o700)
        for part in read.manifest.parts:
            if part.file is not None:
                _unpack(read, part, fresh / FILES / part.file)
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _unpack(read: Opened, part: Part, path: Path) -> None:
    # The mode that `mkdir` is given is not for the parents that it makes.
    for folder in reversed(path.parents):
        if not folder.exists():
            folder.mkdir(mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.writelines(read.blocks(part))
        file.flush()
        os.fsync(file.fileno())


def _lock(connection: Connection) -> None:
    """Let nobody else write before the old data is saved; in SQLite there is one writer anyway."""
    if connection.dialect.name == "postgresql":
        for table in tables_of(connection):
            connection.execute(text(f'LOCK TABLE "{table.name}" IN ACCESS EXCLUSIVE MODE'))


def _occupied(connection: Connection, files: Path) -> bool:
    """Whether there is anything that would be lost."""
    tables = [table for table in tables_of(connection) if table.name != "audit_chain"]
    return any(_count(connection, table) for table in tables) or any(files.glob("*"))


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
