"""`assistant purge`."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.audit.audit import Audit
from assistant.audit.types import Action
from assistant.audit.verify import verify
from assistant.settings import Settings
from assistant.store import open_database
from tests.cli.conftest import Run


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Nothing here asks a question, so no index is needed."""
    return tmp_path


@pytest.fixture(autouse=True)
def old_entry(environment: pytest.MonkeyPatch) -> None:
    database = open_database(Settings())
    Audit(database).record(Action.SIGN_IN, at=datetime(2001, 7, 2, tzinfo=UTC))
    database.close()


def actions() -> list[str]:
    database = open_database(Settings())
    found = [entry.action for entry in Audit(database).read()]
    assert verify(database).broken is None
    database.close()
    return found


def test_a_dry_run_says_what_would_go_and_deletes_nothing(run: Run) -> None:
    result = run("purge", "--dry-run", "--json")
    report = json.loads(result.out)
    assert (result.code, report["dry_run"]) == (0, True)
    assert {kind["what"]: kind["count"] for kind in report["purged"]}["audit"] == 1
    assert "1件が削除の対象です" in run("purge", "--dry-run").out
    assert actions() == ["sign_in"]


def test_what_is_old_goes_and_that_is_noted(run: Run) -> None:
    result = run("purge")
    assert (result.code, result.err) == (0, "")
    assert "監査ログの記録" in result.out
    assert "1件を削除しました" in result.out
    assert actions() == ["purged"]
    again = json.loads(run("purge", "--json").out)
    assert {kind["count"] for kind in again["purged"]} == {0}


def test_the_settings_say_how_long_things_stay(run: Run, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("ASSISTANT_RETENTION_AUDIT_DAYS", "0")
    run("purge")
    assert actions() == ["sign_in"]
    environment.setenv("ASSISTANT_RETENTION_AUDIT_DAYS", "-1")
    assert run("purge").code == 1
