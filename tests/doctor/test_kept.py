"""What is kept is looked at and left as it is; what is wrong comes with its cure."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.accounts.accounts import Accounts
from assistant.accounts.types import Origin, Role
from assistant.audit.audit import Audit
from assistant.audit.types import Action
from assistant.doctor.findings import Finding, Report
from assistant.doctor.kept import access_finding, files_finding, kept_findings
from assistant.settings import Settings
from assistant.store import Database

AT = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)


def settings(database: Database, **values: Any) -> Settings:
    return Settings(data_dir=database.folder.parent, database_url=database.address, **values)


def found(database: Database, now: datetime | None = None, **values: Any) -> dict[str, Finding]:
    report, looked = Report("en"), settings(database, **values)
    findings = kept_findings(report, looked, now=now or datetime.now(UTC))
    return {finding.part: finding for finding in findings}


def test_a_good_database_is_in_order(database: Database) -> None:
    Audit(database).record(Action.SIGN_IN, at=AT)
    states = {part: finding.state for part, finding in found(database).items()}
    assert states == {"database": "ok", "audit": "ok", "clock": "ok"}


def test_a_database_that_is_not_there_yet_is_not_made(tmp_path: Path) -> None:
    report, looked = Report("en"), Settings(data_dir=tmp_path / "none")
    (finding,) = kept_findings(report, looked, now=AT)
    assert (finding.part, finding.state) == ("database", "ok")
    assert files_finding(report, looked).state == "ok"
    assert not (tmp_path / "none").exists()


def test_older_tables_are_a_warning_and_stay_as_they_are(database: Database) -> None:
    database.migrate("base")
    database.migrate("r0001")
    findings = found(database)
    assert set(findings) == {"database"}
    assert findings["database"].state == "warn"
    assert "backup" in findings["database"].fix
    assert database.revision() == "r0001"


def test_tables_of_a_newer_version_are_a_failure(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'r9999'")
    assert found(database)["database"].state == "fail"


def test_a_server_that_is_not_there_is_a_failure_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://user:hidden-word@/name?host={tmp_path}"
    looked = Settings(data_dir=tmp_path, database_url=url)
    (finding,) = kept_findings(Report("ja"), looked, now=AT)
    assert (finding.part, finding.state) == ("database", "fail")
    assert "hidden-word" not in f"{finding}"


def test_a_broken_audit_log_is_a_failure(database: Database) -> None:
    for _ in range(3):
        Audit(database).record(Action.SIGN_IN, at=AT)
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        else:
            connection.exec_driver_sql("DROP TRIGGER audit_entry_no_delete")
        connection.exec_driver_sql("DELETE FROM audit_entry WHERE number = 2")
    finding = found(database)["audit"]
    assert finding.state == "fail"
    assert "2" in finding.detail
    assert finding.fix


def test_a_clock_behind_what_was_noted_is_a_warning(database: Database) -> None:
    now = datetime.now(UTC)
    Audit(database).record(Action.SIGN_IN, at=now + timedelta(minutes=4))
    assert found(database, now)["clock"].state == "ok"
    Audit(database).record(Action.SIGN_IN, at=now + timedelta(hours=1))
    assert found(database, now)["clock"].state == "warn"


def test_a_clock_apart_from_that_of_the_server_is_a_warning(
    database: Database,
) -> None:
    state = found(database, datetime.now(UTC) + timedelta(hours=9))["clock"].state
    expected = "warn" if database.engine.dialect.name == "postgresql" else "ok"
    assert state == expected


def test_a_login_by_password_without_any_account_is_a_warning(database: Database) -> None:
    accounts = Accounts(database)
    accounts.add("guest", "客", Role.STAFF, at=AT, origin=Origin.EVALUATION)
    assert found(database, login="local")["accounts"].state == "warn"
    assert "accounts" not in found(database)
    accounts.add("sato", "佐藤", Role.ADMIN, at=AT)
    assert "accounts" not in found(database, login="local")
    accounts.set_enabled("sato", False)
    assert "accounts" in found(database, login="local")


def test_records_open_to_others_are_a_failure_that_names_them(database: Database) -> None:
    report, looked = Report("en"), settings(database)
    assert files_finding(report, looked).state == "ok"
    plan = database.folder / "files" / "plan.docx"
    plan.parent.mkdir(mode=0o700)
    plan.touch(mode=0o600)
    assert files_finding(report, looked).state == "ok"
    for path, mode in ((plan, 0o604), (plan.parent, 0o710), (database.folder, 0o750)):
        before = path.stat().st_mode
        path.chmod(mode)
        finding = files_finding(report, looked)
        assert finding.state == "fail"
        assert str(path) in finding.detail
        assert "chmod" in finding.fix
        path.chmod(before)
    kept = database.folder.parent / "before-restore-x.zip"
    kept.touch(mode=0o644)
    assert str(kept) in files_finding(report, looked).detail


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "ok"),
        ({"login": "local"}, "ok"),
        ({"host": "192.0.2.1"}, "warn"),
        ({"host": "192.0.2.1", "public_url": "http://dx.example"}, "warn"),
        ({"host": "192.0.2.1", "public_url": "https://dx.example"}, "ok"),
        ({"login": "local", "public_url": "http://dx.example"}, "warn"),
        ({"login": "proxy", "proxy_addresses": "127.0.0.1", "public_url": "http://a.b"}, "ok"),
    ],
)
def test_a_password_that_would_travel_in_the_clear_is_a_warning(
    values: dict[str, Any], state: str, tmp_path: Path
) -> None:
    finding = access_finding(Report("en"), Settings(data_dir=tmp_path, **values))
    assert finding.state == state
    assert bool(finding.fix) is (state == "warn")
