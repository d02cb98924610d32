"""Making a backup: one state of every table, then the files, into an archive written aside."""

import hashlib
import os
import secrets
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, text

from assistant.backup.rows import tables_of, write_rows
from assistant.backup.types import (
    FILES,
    FORMAT,
    MANIFEST,
    TABLES,
    Manifest,
    Part,
    Summary,
)
from assistant.errors import BackupError, BackupProblem
from assistant.store import Database
from index.durable import flush_names

Content = Generator[bytes, None, None]

_BLOCK = 1 << 20


def write_backup(database: Database, out: Path, *, at: datetime, index_id: str) -> Summary:
    """Save everything; others may write meanwhile, and what they write then is not in it.

    Args:
        database: Whose tables, and whose folder of files.
        out: The archive, which must not exist; it is there whole or not at all, for its owner
            alone.
        at: Now.
        index_id: The index in use.

    Raises:
        BackupError: The archive exists already.
        StoreUnavailable: The database cannot be read.
        OSError: The archive cannot be written, or a file not be read.
    """
    with aside(out) as partial, database.snapshot() as connection:
        return save(connection, partial, database.folder, at=at, index_id=index_id)


@contextmanager
def aside(out: Path) -> Iterator[Path]:
    """A file to write in place of `out`, which takes its name once everything is on the disk."""
    if out.exists():
        raise BackupError(BackupProblem.EXISTS, path=out)
    partial = out.with_name(f".{out.name}.{secrets.token_hex(4)}.partial")
    try:
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield partial
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.rename(out)
        # A share of another system may not know how; the archive is complete anyway.
        with suppress(OSError):
            flush_names(out.parent)
    except OSError as error:
        # An error while writing names no file by itself.
        named = error.filename if error.filename not in (None, str(partial)) else out
        raise OSError(error.errno, error.strerror, str(named)) from error
    finally:
        partial.unlink(missing_ok=True)


def save(
    connection: Connection,
    archive: Path,
    folder: Path,
    *,
    at: datetime,
    index_id: str,
) -> Summary:
    """Write the archive from a transaction that sees one state."""
    revision = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    parts: list[Part] = []
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for table in tables_of(connection):
            name = f"{TABLES}/{table.name}.jsonl"
            parts.append(_add(made, name, write_rows(connection, table), heading=1))
        for path in _files(folder / FILES):
            # Files of a person who has just been deleted are rightly missing.
            if content := _blocks(path):
                name = f"{FILES}/{path.relative_to(folder / FILES).as_posix()}"
                parts.append(_add(made, name, content))
        manifest = Manifest(
            format=FORMAT, created=at, revision=revision, index_id=index_id, parts=tuple(parts)
        )
        made.writestr(MANIFEST, manifest.model_dump_json(indent=1))
    return summary_of(manifest)


def summary_of(manifest: Manifest, broken: int | None = None) -> Summary:
    """What a manifest comes to."""
    tables = [part for part in manifest.parts if part.table]
    rows = sum(part.rows for part in tables)
    files = len(manifest.parts) - len(tables)
    return Summary(manifest.created, manifest.revision, rows, files, broken)


def _add(made: zipfile.ZipFile, name: str, content: Content, heading: int | None = None) -> Part:
    digest, size, pieces = hashlib.sha256(), 0, 0
    with closing(content), made.open(name, "w", force_zip64=True) as member:
        for piece in content:
            member.write(piece)
            digest.update(piece)
            size += len(piece)
            pieces += 1
    rows = 0 if heading is None else pieces - heading
    return Part(name=name, size=size, sha256=digest.hexdigest(), rows=rows)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _blocks(path: Path) -> Content | None:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None

    def read() -> Content:
        with file:
            while block := file.read(_BLOCK):
                yield block

    return read()
