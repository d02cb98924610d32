"""What is saved comes back, row by row, on either database and while others write."""

import errno
import json
import os
import sqlite3
import threading
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.accounts.accounts import Accounts
from assistant.accounts.types import Role
from assistant.audit.audit import Audit
from assistant.audit.types import Action
from assistant.audit.verify import verify
from assistant.backup.damaged import move_damaged
from assistant.backup.restore import restore
from assistant.backup.types import Summary
from assistant.backup.write import write_backup
from assistant.errors import BackupError, BackupProblem, StoreFailure
from assistant.store import Database
from tests.backup.conftest import AT, Make, every_file, every_row, fill

KINDS = ("sqlite", "postgresql")
LATER = AT + timedelta(days=1)


def data_dir(database: Database) -> Path:
    return database.folder.parent


def save(database: Database, out: Path) -> Summary:
    return write_backup(database, out, at=AT, index_id="0" * 16)


def bring_back(database: Database, archive: Path, *, force: bool = False) -> Path | None:
    _, old = restore(database, data_dir(database), archive, at=LATER, actor="cli", force=force)
    return old


@pytest.mark.parametrize("to", KINDS)
@pytest.mark.parametrize("source", KINDS)
def test_every_row_and_file_comes_back_on_either_database(
    make: Make, tmp_path: Path, source: str, to: str
) -> None:
    old, new = make(source), make(to)
    fill(old)
    rows, files = every_row(old), every_file(old)
    assert all(len(lines) > 1 for lines in rows.values())
    archive = tmp_path / "backup.zip"
    done = save(old, archive)
    assert (done.rows, done.files) == (sum(len(lines) - 1 for lines in rows.values()), 1)
    assert archive.stat().st_mode & 0o777 == 0o600
    bring_back(new, archive)
    restored = every_row(new)
    for table in rows:
        if not table.startswith("audit"):
            assert restored[table] == rows[table], table
    assert restored["audit_entry"][:-1] == rows["audit_entry"]
    assert json.loads(restored["audit_entry"][-1])[3] == "restored"
    assert verify(new).broken is None
    assert every_file(new) == files
    for path in (new.folder / "files").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0


def test_what_was_restored_can_be_worked_with(make: Make, tmp_path: Path) -> None:
    old, new = make("sqlite"), make("postgresql")
    fill(old)
    save(old, tmp_path / "backup.zip")
    bring_back(new, tmp_path / "backup.zip")
    fill_again = Accounts(new).add("third", "三人目", Role.STAFF, at=LATER)
    assert Accounts(new).get(fill_again.id)
    # Numbers that the database gives go on after those that were restored.
    from assistant.accounts.throttle import Throttle

    Throttle(new).failed("staff", "192.0.2.1", at=AT + timedelta(minutes=1))
    assert len(every_row(new)["login_failure"]) == 5
    assert Audit(new).record(Action.READ, at=LATER).number == 7
    assert verify(new).broken is None


def test_nobody_is_let_in_by_a_session_from_an_archive(make: Make, tmp_path: Path) -> None:
    database = make("sqlite")
    fill(database)
    save(database, tmp_path / "backup.zip")
    bring_back(database, tmp_path / "backup.zip", force=True)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM session").scalar() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_there_is_replaced_only_when_forced_and_kept_aside(
    make: Make, tmp_path: Path, kind: str
) -> None:
    empty, database = make(kind), make(kind)
    save(empty, tmp_path / "empty.zip")
    fill(database)
    before, files = every_row(database), every_file(database)
    with pytest.raises(BackupError) as caught:
        bring_back(database, tmp_path / "empty.zip")
    assert caught.value.problem is BackupProblem.OCCUPIED
    assert (every_row(database), every_file(database)) == (before, files)
    aside = bring_back(database, tmp_path / "empty.zip", force=True)
    assert len(every_row(database)["person"]) == 1
    assert every_file(database) == {}
    assert aside is not None
    other = make(kind)
    bring_back(other, aside)
    assert every_row(other)["rating"] == before["rating"]
    assert every_file(other) == files


@pytest.mark.parametrize("kind", KINDS)
def test_a_running_assistant_finds_what_was_restored(make: Make, tmp_path: Path, kind: str) -> None:
    database = make(kind)
    fill(database)
    save(database, tmp_path / "backup.zip")
    running = Database(database.folder, database.address)
    accounts = Accounts(running)
    accounts.add("late", "後から", Role.STAFF, at=LATER)
    for _ in range(10):
        assert len(accounts.all()) == 3
    bring_back(database, tmp_path / "backup.zip", force=True)
    assert [account.login for account in accounts.all()] == ["coach", "staff"]
    Audit(running).record(Action.READ, at=LATER)
    assert verify(running).broken is None
    running.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_backup_during_writes_holds_one_state(make: Make, tmp_path: Path, kind: str) -> None:
    database, other = make(kind), make("sqlite")
    audit, stop = Audit(database), threading.Event()
    written = []

    def write() -> None:
        while not stop.is_set():
            written.append(audit.record(Action.READ, at=AT).number)

    for number in range(300):
        audit.record(Action.READ, at=AT, actor=f"a{number}")
    writer = threading.Thread(target=write)
    writer.start()
    done = save(database, tmp_path / "backup.zip")
    during = len(written)
    stop.set()
    writer.join()
    restore(other, data_dir(other), tmp_path / "backup.zip", at=AT, actor="cli", force=False)
    chain = verify(other)
    # The chain's own row, and one entry for the restoring.
    assert chain.broken is None
    assert 300 <= done.rows - 1 == chain.entries - 1 <= 300 + during


def test_an_older_version_of_the_tables_is_brought_to_the_newest(
    make: Make, tmp_path: Path
) -> None:
    old, new = make("sqlite"), make("postgresql")
    old.migrate("base")
    old.migrate("r0002")
    Accounts(old).add("staff", "佐藤", Role.STAFF, at=AT)
    assert save(old, tmp_path / "backup.zip").revision == "r0002"
    bring_back(new, tmp_path / "backup.zip")
    assert [account.login for account in Accounts(new).all()] == ["staff"]
    assert verify(new).entries == 1


def test_a_broken_audit_log_is_restored_and_told(make: Make, tmp_path: Path) -> None:
    old, new = make("sqlite"), make("sqlite")
    fill(old)
    with old.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_entry_no_update")
        connection.exec_driver_sql("UPDATE audit_entry SET actor = 'x' WHERE number = 3")
    save(old, tmp_path / "backup.zip")
    done, _ = restore(
        new, data_dir(new), tmp_path / "backup.zip", at=LATER, actor="cli", force=False
    )
    assert done.broken == 3


def test_a_backup_replaces_no_file(make: Make, tmp_path: Path) -> None:
    (tmp_path / "backup.zip").write_text("mine")
    with pytest.raises(BackupError) as caught:
        save(make("sqlite"), tmp_path / "backup.zip")
    assert caught.value.problem is BackupProblem.EXISTS
    assert (tmp_path / "backup.zip").read_text() == "mine"


def test_a_folder_that_is_not_there_is_named_by_the_name_that_was_given(
    make: Make, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        save(make("sqlite"), tmp_path / "none" / "backup.zip")
    assert caught.value.filename == str(tmp_path / "none" / "backup.zip")


def test_a_link_among_the_files_is_not_followed(make: Make, tmp_path: Path) -> None:
    database = make("sqlite")
    fill(database)
    (tmp_path / "secret").write_text("not for the archive")
    (person,) = (database.folder / "files").iterdir()
    (person / "link").symlink_to(tmp_path / "secret")
    save(database, tmp_path / "backup.zip")
    names = zipfile.ZipFile(tmp_path / "backup.zip").namelist()
    assert not any("link" in name for name in names)


def test_a_full_disk_leaves_no_half_backup(make: Make, small_disk: Path) -> None:
    database = make("sqlite")
    fill(database)
    (person,) = (database.folder / "files").iterdir()
    (person / "large").write_bytes(os.urandom(1_000_000))
    with pytest.raises(OSError, match="No space") as caught:
        save(database, small_disk / "backup.zip")
    assert caught.value.errno == errno.ENOSPC
    assert caught.value.filename == str(small_disk / "backup.zip")
    assert list(small_disk.iterdir()) == []


def test_a_disk_too_small_for_a_restore_is_told_and_changes_nothing(
    make: Make, small_disk: Path, tmp_path: Path
) -> None:
    source = make("sqlite")
    fill(source)
    save(source, tmp_path / "backup.zip")
    database = Database(small_disk / "records")
    before = every_row(database)
    with pytest.raises(BackupError) as caught:
        bring_back(database, tmp_path / "backup.zip")
    assert caught.value.problem is BackupProblem.TOO_LARGE
    assert every_row(database) == before
    database.close()


def test_a_restore_that_fails_in_the_end_leaves_rows_and_files_as_they_were(
    make: Make, tmp_path: Path
) -> None:
    from sqlalchemy import event

    empty, database = make("sqlite"), make("sqlite")
    save(empty, tmp_path / "empty.zip")
    fill(database)
    before, files = every_row(database), every_file(database)

    @event.listens_for(database.engine, "commit")
    def full(connection: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with pytest.raises((StoreFailure, sqlite3.OperationalError)):
        bring_back(database, tmp_path / "empty.zip", force=True)
    event.remove(database.engine, "commit", full)
    assert (every_row(database), every_file(database)) == (before, files)
    assert not list(database.folder.glob(".restore-*"))


def test_a_damaged_database_is_moved_away_and_a_good_or_missing_one_is_not(
    make: Make, tmp_path: Path
) -> None:
    database = make("sqlite")
    fill(database)
    database.close()
    assert move_damaged(database.folder, at=AT) is None
    path = database.folder / "records.sqlite3"
    content = bytearray(path.read_bytes())
    content[4096:40960] = b"x" * (40960 - 4096)
    path.write_bytes(content)
    moved = move_damaged(database.folder, at=AT)
    assert moved is not None
    assert (moved / "records.sqlite3").read_bytes() == content
    assert not path.exists()
