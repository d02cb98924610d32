"""`assistant audit` and what `assistant users` leaves in the log."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.accounts.accounts import Accounts
from assistant.audit.audit import Audit
from assistant.audit.types import Action
from assistant.settings import Settings
from assistant.store import open_database
from tests.cli.conftest import Run

PASSPHRASE = b"correct horse battery"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Nothing here asks a question, so no index is needed."""
    return tmp_path


@pytest.fixture(autouse=True)
def records(environment: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return tmp_path / "records" / "records.sqlite3"


def put(*days: int) -> None:
    database = open_database(Settings())
    for day in days:
        at = datetime(2026, 7, day, 12, tzinfo=UTC)
        Audit(database).record(Action.SIGN_IN, at=at, actor=f"day{day}")
    database.close()


def exported(run: Run, *options: str) -> list[dict[str, object]]:
    result = run("audit", "export", *options)
    assert result.code == 0
    return [json.loads(line) for line in result.out.splitlines()]


def test_changes_of_accounts_are_in_the_log_without_login_or_password(run: Run) -> None:
    run("users", "add", "sato", "--name", "佐藤", "--password-stdin", stdin=PASSPHRASE)
    run("users", "passwd", "sato", "--password-stdin", stdin=PASSPHRASE + b"!")
    run("users", "role", "sato", "coach")
    run("users", "disable", "sato")
    run("users", "enable", "sato")
    database = open_database(Settings())
    account = Accounts(database).by_login("sato")
    database.close()
    *changes, exports = exported(run)
    assert [entry["action"] for entry in changes] == [
        "account_added", "password_changed", "role_changed", "account_disabled", "account_enabled",
    ]  # fmt: skip
    assert {(e["actor"], e["kind"], e["record"]) for e in changes} == {
        ("cli", "account", account.id)
    }
    assert json.loads(str(changes[2]["detail"])) == {"role": "coach"}
    assert exports["action"] == "exported"
    text = json.dumps(changes, ensure_ascii=False)
    assert not any(word in text for word in ("sato", "佐藤", "correct"))


def test_a_change_that_was_refused_is_not_in_the_log(run: Run) -> None:
    assert run("users", "role", "nobody", "coach").code == 1
    assert run("users", "add", "x", "--password-stdin", stdin=b"short").code == 1
    assert [entry["action"] for entry in exported(run)] == ["exported"]


def test_a_whole_log_is_said_to_be_whole_with_its_seal(run: Run) -> None:
    put(1, 2, 3)
    result = run("audit", "verify", "--lang", "en")
    assert (result.code, result.err) == (0, "")
    assert "3 entries from number 1 on" in result.out
    seal = result.out.split("Seal: ")[1].split()[0]
    put(4)
    assert run("audit", "verify", "--known", seal).code == 0
    forged = f"{seal[:-1]}{'0' if seal[-1] != '0' else '1'}"
    assert run("audit", "verify", "--known", forged).code == 1


def test_an_empty_log_is_whole_and_has_no_seal(run: Run) -> None:
    result = run("audit", "verify", "--lang", "en")
    assert (result.code, "Seal" in result.out) == (0, False)


def test_a_broken_log_ends_with_1_and_its_first_broken_number(run: Run, records: Path) -> None:
    put(1, 2, 3)
    database = open_database(Settings())
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_entry_no_update")
        connection.exec_driver_sql("UPDATE audit_entry SET actor = 'other' WHERE number = 2")
    database.close()
    result = run("audit", "verify")
    assert (result.code, result.out) == (1, "")
    assert "2番で壊れています" in result.err


def test_the_days_of_an_export_are_counted_whole(run: Run) -> None:
    put(1, 2, 3, 4)
    found = exported(run, "--from", "2026-07-02", "--to", "2026-07-03")
    assert [entry["actor"] for entry in found] == ["day2", "day3"]
    until = (datetime(2026, 7, 2, 12, tzinfo=UTC) + timedelta(seconds=1)).isoformat()
    assert [entry["actor"] for entry in exported(run, "--to", until)] == ["day1", "day2"]


def test_an_export_into_a_file_is_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    put(1)
    path = tmp_path / "log.csv"
    result = run("audit", "export", "--format", "csv", "--out", str(path))
    assert (result.code, result.out) == (0, "")
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(path.read_text().splitlines()) == 3


@pytest.mark.parametrize(
    "options",
    [
        ("export", "--from", "yesterday"),
        ("export", "--to", "2026-13-01"),
        ("export", "--to", "9999-12-31"),
        ("export", "--format", "xlsx"),
        ("verify", "--known", "3"),
        ("verify", "--known", "3:abc"),
    ],
)
def test_what_cannot_be_read_is_wrong_usage(run: Run, options: tuple[str, ...]) -> None:
    result = run("audit", *options)
    assert (result.code, result.out) == (2, "")
    assert result.err


def test_a_file_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    result = run("audit", "export", "--out", str(tmp_path / "none" / "log"))
    assert result.code == 1
    assert str(tmp_path / "none") in result.err
