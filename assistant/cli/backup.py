"""`assistant backup` and `assistant restore`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assistant.audit.audit import Audit
from assistant.audit.types import Action, Kind, Subject
from assistant.backup.damaged import move_damaged
from assistant.backup.restore import restore
from assistant.backup.write import write_backup
from assistant.cli.audit import ACTOR, opened_database
from assistant.cli.session import Session
from assistant.errors import IndexFailure, StoreUnavailable
from assistant.messages import text
from assistant.settings import Settings
from assistant.store import Database, records_folder
from index.layout import current_build


def backup_command(session: Session, out: Path) -> None:
    """Save everything that is kept into an archive.

    Raises:
        AppError: It cannot be read, or the archive exists.
        OSError: The archive cannot be written.
    """
    settings, now = Settings(), datetime.now(UTC)
    with opened_database() as database:
        index_id = _index_id(settings.index_dir)
        done = write_backup(database, out, at=now, index_id=index_id)
        Audit(database).record(
            Action.BACKUP,
            at=now,
            actor=ACTOR,
            about=Subject(Kind.DATABASE),
            index_id=index_id,
            detail={"rows": done.rows, "files": done.files},
        )
    session.say(
        text("ops.backup_done", session.language, rows=done.rows, files=done.files, path=out)
    )


def restore_command(session: Session, source: Path, *, force: bool) -> None:
    """Put what an archive holds in place of what is kept.

    Raises:
        AppError: The archive is no whole backup, there is data already, or it cannot be written.
        OSError: A file cannot be read or written.
    """
    settings, now = Settings(), datetime.now(UTC)
    with _openable(session, settings, force=force, at=now) as database:
        done, old = restore(database, settings.data_dir, source, at=now, actor=ACTOR, force=force)
    language = session.language
    created = done.created.astimezone().isoformat(sep=" ", timespec="minutes")
    session.say(
        text("ops.restore_done", language, rows=done.rows, files=done.files, created=created)
    )
    if old is not None:
        session.say(text("ops.restore_old", language, path=old))
    if done.broken is not None:
        session.note(text("ops.restore_audit_broken", language, number=done.broken), style="yellow")


@contextmanager
def _openable(
    session: Session, settings: Settings, *, force: bool, at: datetime
) -> Iterator[Database]:
    """The database; a damaged file, which only a backup can replace, is moved away if forced."""
    try:
        with opened_database():
            pass
    except StoreUnavailable:
        server = bool(settings.database_url.get_secret_value())
        moved = None
        if force and not server:
            moved = move_damaged(records_folder(settings), at=at)
        if moved is None:
            raise
        session.note(text("ops.restore_damaged", session.language, path=moved), style="yellow")
    with opened_database() as database:
        yield database


def _index_id(folder: Path) -> str:
    try:
        return current_build(folder).name.partition("-")[0]
    except IndexFailure:
        return ""
