"""`assistant backup` and `assistant restore`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Nothing here asks a question, so no index is needed."""
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def account(run: Run) -> None:
    assert run("users", "add", "sato", "--password-stdin", stdin=b"a long enough one").code == 0


def logins(run: Run) -> list[str]:
    return [
        account["login"] for account in json.loads(run("users", "list", "--json").out)["accounts"]
    ]


def test_what_was_saved_is_brought_back_and_the_rest_kept_aside(run: Run, tmp_path: Path) -> None:
    archive = tmp_path / "backup.zip"
    saved = run("backup", "--out", str(archive))
    assert (saved.code, saved.err) == (0, "")
    assert str(archive) in saved.out
    run("users", "add", "suzuki", "--password-stdin", stdin=b"a long enough one")
    refused = run("restore", "--in", str(archive))
    assert (refused.code, refused.out) == (1, "")
    assert "--force" in refused.err
    assert logins(run) == ["sato", "suzuki"]
    restored = run("restore", "--in", str(archive), "--force")
    assert (restored.code, restored.err) == (0, "")
    assert logins(run) == ["sato"]
    (aside,) = (tmp_path / "data").glob("before-restore-*.zip")
    assert str(aside) in restored.out
    assert run("restore", "--in", str(aside), "--force").code == 0
    assert logins(run) == ["sato", "suzuki"]
    assert run("audit", "verify").code == 0


def test_saving_and_restoring_are_in_the_log(run: Run, tmp_path: Path) -> None:
    run("backup", "--out", str(tmp_path / "one.zip"))
    run("backup", "--out", str(tmp_path / "two.zip"))
    run("restore", "--in", str(tmp_path / "two.zip"), "--force")
    log = [json.loads(line) for line in run("audit", "export").out.splitlines()]
    actions = [entry["action"] for entry in log]
    assert actions == ["account_added", "backup", "restored", "exported"]


def test_a_missing_or_wrong_archive_is_told(run: Run, tmp_path: Path) -> None:
    result = run("restore", "--in", str(tmp_path / "none.zip"))
    assert (result.code, result.out) == (1, "")
    assert "none.zip" in result.err
    (tmp_path / "wrong.zip").write_text("no archive")
    result = run("restore", "--in", str(tmp_path / "wrong.zip"), "--lang", "en")
    assert result.code == 1
    assert "Nothing was restored" in result.err
    assert run("backup", "--out", str(tmp_path / "wrong.zip")).code == 1


def test_a_damaged_database_is_replaced_when_forced(run: Run, tmp_path: Path) -> None:
    archive = tmp_path / "backup.zip"
    run("backup", "--out", str(archive))
    records = tmp_path / "data" / "records"
    for path in records.glob("records.sqlite3*"):
        path.write_bytes(b"nothing of the sort" * 1000)
    assert run("restore", "--in", str(archive)).code == 1
    result = run("restore", "--in", str(archive), "--force")
    assert result.code == 0
    (damaged,) = records.glob("damaged-*")
    assert str(damaged) in result.err
    assert logins(run) == ["sato"]
