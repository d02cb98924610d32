"""`assistant feedback export`."""

import csv
import io
import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.accounts.accounts import Accounts
from assistant.accounts.types import Role
from assistant.audit.audit import Audit
from assistant.history.history import History
from assistant.history.ratings import Ratings
from assistant.pipeline import Pipeline
from assistant.settings import Settings
from assistant.store import open_database
from tests.cli.conftest import Run
from tests.history.talks import answered

ASKED = "批判的思考とは"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Nothing here asks a question, so no index is needed."""
    return tmp_path


@pytest.fixture(autouse=True)
def rated(environment: pytest.MonkeyPatch, pipeline: Pipeline) -> str:
    """Ratings of the first three days of July; the id of who gave them."""
    database = open_database(Settings())
    at = datetime(2026, 7, 1, 12, tzinfo=UTC)
    account = Accounts(database).add("tanaka", "田中", Role.STAFF, at=at).id
    turn = pipeline.ask(ASKED)
    for day in (1, 2, 3):
        at = datetime(2026, 7, day, 12, tzinfo=UTC)
        place = answered(History(database), account, turn, at=at)
        Ratings(database).put(account, *place, 1, f"{day}日", at=at)
    database.close()
    return account


def comments(run: Run, *options: str) -> list[str]:
    result = run("feedback", "export", "--format", "jsonl", *options)
    assert result.code == 0
    return [json.loads(line)["comment"] for line in result.out.splitlines()]


def test_the_ratings_of_a_period_are_written(run: Run) -> None:
    assert comments(run) == ["1日", "2日", "3日"]
    assert comments(run, "--from", "2026-07-02") == ["2日", "3日"]
    assert comments(run, "--to", "2026-07-02") == ["1日", "2日"]
    assert comments(run, "--from", "2026-07-02", "--to", "2026-07-02") == ["2日"]


def test_a_table_comes_first_and_says_neither_who_nor_what_was_asked(run: Run, rated: str) -> None:
    result = run("feedback", "export")
    assert result.code == 0
    rows = list(csv.DictReader(io.StringIO(result.out.removeprefix("\ufeff"))))
    assert [row["comment"] for row in rows] == ["1日", "2日", "3日"]
    assert "skill/lv3/critical-thinking" in rows[0]["record_ids"].split()
    for secret in (rated, "tanaka", "田中", ASKED):
        assert secret not in result.out


def test_a_file_is_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "ratings.csv"
    assert run("feedback", "export", "--out", str(target)).code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_bytes().startswith(b"\xef\xbb\xbfgiven_at,")


def test_that_it_was_done_is_in_the_audit_log(run: Run) -> None:
    run("feedback", "export")
    database = open_database(Settings())
    (entry,) = Audit(database).read()
    database.close()
    assert (entry.action, entry.kind, entry.actor) == ("exported", "feedback", "cli")
    assert json.loads(entry.detail) == {"count": 3, "format": "csv"}


@pytest.mark.parametrize("options", [("--format", "xlsx"), ("--from", "gestern")])
def test_a_wrong_option_is_told(run: Run, options: tuple[str, str]) -> None:
    result = run("feedback", "export", *options)
    assert (result.code, result.out) == (2, "")
    assert options[1] in result.err
