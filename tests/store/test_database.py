"""Opening, migrating, and failing in words."""

import importlib
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, inspect, select
from sqlalchemy.exc import StatementError

from assistant.coach.store import CoachStore
from assistant.coach.store.tables import person
from assistant.errors import SettingsError, StoreUnavailable
from assistant.explain import explain
from assistant.settings import CHECKOUT, Settings
from assistant.store import Database, open_database
from assistant.store.tables import METADATA
from tests.coach.assessments import CORPUS, rated
from tests.coach.store.conftest import START, day

Again = Callable[[], CoachStore]

for _name in (
    "assistant.accounts.tables",
    "assistant.audit.tables",
    "assistant.coach.store.tables",
    "assistant.history.tables",
):
    importlib.import_module(_name)
TABLES = set(METADATA.tables)


def table_names(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names())


def test_migrations_make_the_tables_that_the_code_knows_and_drop_them_again(
    database: Database,
) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []
    assert table_names(database) == TABLES | {"alembic_version"}
    database.migrate("base")
    assert table_names(database) == {"alembic_version"}
    database.migrate("head")
    assert table_names(database) == TABLES | {"alembic_version"}


def test_opening_again_keeps_everything(store: CoachStore, again: Again) -> None:
    made = store.people.add("staff", "職員", at=START)
    assert again().people.get("staff", made.id) == made


def test_a_time_is_kept_in_utc_and_one_without_a_zone_is_refused(store: CoachStore) -> None:
    local = START.astimezone(timezone(timedelta(hours=9)))
    made = store.people.add("staff", "職員", at=local)
    found = store.people.get("staff", made.id)
    assert found.created_at == START
    assert found.created_at.utcoffset() == timedelta(0)
    with pytest.raises(StatementError, match="zone"):
        store.people.add("other", "職員", at=START.replace(tzinfo=None))


def test_sqlite_keeps_a_journal_and_checks_references(tmp_path: Path) -> None:
    database = Database(tmp_path / "records")
    with database.reading() as connection:
        values = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "secure_delete")
        ]
    assert values == ["wal", 1, 2, 1]
    database.close()


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    database = Database(tmp_path / "records")
    CoachStore.over(database, CORPUS).people.add("staff", "職員", at=START)
    assert (tmp_path / "records").stat().st_mode & 0o777 == 0o700
    for path in (tmp_path / "records").iterdir():
        assert path.stat().st_mode & 0o077 == 0
    database.close()


def test_the_settings_say_where_the_records_are(tmp_path: Path) -> None:
    database = open_database(Settings(data_dir=tmp_path))
    assert (tmp_path / "records" / "records.sqlite3").is_file()
    database.close()


@pytest.mark.parametrize("url", ["nonsense", "mysql://user:secret@host/name", "sqlite:///x"])
def test_an_address_that_cannot_be_used_is_a_wrong_setting(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_DATABASE_URL") as caught:
        Database(tmp_path, url)
    assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path: Path) -> None:
    url = f"postgresql://user:hush@/name?host={tmp_path}"
    with pytest.raises(StoreUnavailable) as caught:
        Database(tmp_path / "records", url)
    assert "hush" not in str(caught.value)
    settings = Settings(database_url=url)
    assert "hush" not in repr(settings)


def people(database: Database) -> int:
    with database.reading() as connection:
        return len(connection.execute(select(person)).all())


def test_a_database_that_is_full_is_told_and_nothing_is_half_saved(tmp_path: Path) -> None:
    database = Database(tmp_path / "records")
    store = CoachStore.over(database, CORPUS)
    store.people.add("staff", "職員", at=START)
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    database.engine.dispose()

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(database.engine, "connect", limit)
    with pytest.raises(StoreUnavailable, match="full") as caught:
        store.people.add("other", "名" * 100_000, at=START)
    assert "保存していません" in explain(caught.value, "ja").message
    assert people(database) == 1
    database.close()


def test_a_full_disk_is_told_and_what_was_saved_is_still_there(small_disk: Path) -> None:
    database = Database(small_disk / "records")
    store = CoachStore.over(database, CORPUS)
    store.people.add("staff", "職員", at=START)
    with pytest.raises(StoreUnavailable):
        store.people.add("other", "名" * 400_000, at=START)
    assert people(database) == 1
    database.close()


def test_a_disk_that_became_read_only_is_told(small_disk: Path) -> None:
    database = Database(small_disk / "records")
    store = CoachStore.over(database, CORPUS)
    store.people.add("staff", "職員", at=START)
    database.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(StoreUnavailable):
        store.people.add("other", "職員", at=START)
    database.close()
    with pytest.raises(StoreUnavailable, match="Read-only"):
        Database(small_disk / "other")


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable):
        Database(tmp_path / "file" / "records")


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    Database(tmp_path / "records").close()
    for path in (tmp_path / "records").iterdir():
        path.write_bytes(b"nothing of the sort" * 1000)
    with pytest.raises(StoreUnavailable):
        Database(tmp_path / "records")


SAVING = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from assistant.coach.assessment import Rated
from assistant.coach.scale import Rating
from assistant.coach.store import CoachStore
from assistant.store import Database
from corpus import Kind, load_corpus

corpus = load_corpus()
ratings = {skill.id: Rated(Rating.UNKNOWN) for skill in corpus.of(Kind.REQUIRED_SKILL)}
start = datetime(2026, 7, 2, tzinfo=UTC)
store = CoachStore.over(Database(Path(sys.argv[1])), corpus)
person = store.people.add("staff", "職員", at=start)
print(person.id, flush=True)
for number in range(100_000):
    at = start + timedelta(minutes=number)
    store.assessments.begin("staff", person.id, 3, ratings, at=at)
    print(number, flush=True)
"""


def test_a_kill_in_the_middle_of_saving_loses_at_most_the_step_being_saved(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    with subprocess.Popen(
        [sys.executable, "-c", SAVING, str(folder)],
        cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        person_id = process.stdout.readline().strip()
        told = [process.stdout.readline() for _ in range(20)]
        process.kill()
        told += process.stdout.readlines()
    saved = [line for line in told if line.endswith("\n")]
    database = Database(folder)
    history = CoachStore.over(database, CORPUS).assessments.history("staff", person_id)
    assert len(saved) <= len(history) <= len(saved) + 1
    assert all(len(stored.assessment.own) == 33 for stored in history)
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    database.close()


def test_a_writer_waits_for_another_and_both_are_kept(store: CoachStore, again: Again) -> None:
    made = store.people.add("staff", "職員", at=START)
    ratings = rated(leadership="unknown")

    def save(number: int) -> None:
        (store if number % 2 else other).assessments.begin(
            "staff", made.id, 5, ratings, at=day(number)
        )

    other = again()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(40)))
    assert len(store.assessments.history("staff", made.id)) == 40
