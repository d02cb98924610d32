"""The audit of dependencies against a database that runs here."""

import json
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import CHECKOUT

AUDIT = CHECKOUT / ".ci" / "audit.py"
LOCK = "chromadb==1.5.9\nfilelock==4.2.12\n"
FLAW = {
    "id": "GHSA-aaaa-bbbb-cccc",
    "aliases": ["CVE-2026-45829"],
    "summary": "Code of others is run",
    "affected": [
        {
            "package": {"name": "chromadb", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9.0"}]}],
        }
    ],
}
ACCEPTED = """
[[accepted]]
id = "CVE-2026-45829"
package = "chromadb"
reason = "Its server is never started."
review = {review}
"""
FAR, PAST = "9999-12-31", "2026-01-01"


class Database:
    """A database of weaknesses, of a package each."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.known = known
        self.asked: list[str] = []
        # From which question on it fails by itself.
        self.fails_from = 1_000
        database = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                package = json.loads(body)["package"]["name"]
                database.asked.append(package)
                failing = len(database.asked) >= database.fails_from
                found = database.known.get(package)
                answer = json.dumps({"vulns": [found]} if found else {}).encode()
                self.send_response(503 if failing else 200)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: Any) -> None:
                """Print nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1/query"


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database({})
    thread = threading.Thread(target=database.server.serve_forever)
    thread.start()
    yield database
    database.server.shutdown()
    database.server.server_close()
    thread.join()


def audit(
    folder: Path, address: str, *, accepted: str = "", lock: str = LOCK
) -> "subprocess.CompletedProcess[str]":
    (folder / "lock").write_text(lock)
    (folder / "accepted.toml").write_text(accepted)
    command = [sys.executable, str(AUDIT), "--lock", str(folder / "lock")]
    command += ["--accepted", str(folder / "accepted.toml"), "--database", address]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_without_a_weakness_all_is_well(tmp_path: Path, database: Database) -> None:
    done = audit(tmp_path, database.address)
    assert (done.returncode, done.stdout) == (0, "Audited: 2 dependencies.\n")
    assert {"chromadb", "filelock"} <= set(database.asked)


def test_a_weakness_that_is_not_accepted_fails(tmp_path: Path, database: Database) -> None:
    database.known = {"chromadb": FLAW}
    other = ACCEPTED.format(review=FAR).replace('"chromadb"', '"filelock"')
    for accepted in ("", other):
        done = audit(tmp_path, database.address, accepted=accepted)
        assert done.returncode == 1
        assert "chromadb 1.5.9: CVE-2026-45829, GHSA-aaaa-bbbb-cccc; mended in 9.0" in done.stderr


def test_an_accepted_one_is_told_with_its_reason(tmp_path: Path, database: Database) -> None:
    database.known = {"chromadb": FLAW}
    done = audit(tmp_path, database.address, accepted=ACCEPTED.format(review=FAR))
    assert done.returncode == 0
    assert "Accepted: chromadb 1.5.9" in done.stdout
    assert "Its server is never started." in done.stdout


def test_an_acceptance_whose_date_has_passed_fails(tmp_path: Path, database: Database) -> None:
    database.known = {"chromadb": FLAW}
    done = audit(tmp_path, database.address, accepted=ACCEPTED.format(review=PAST))
    assert done.returncode == 1
    assert "To be looked at again since 2026-01-01: CVE-2026-45829" in done.stderr


def test_an_acceptance_of_what_is_not_there_is_told(tmp_path: Path, database: Database) -> None:
    done = audit(tmp_path, database.address, accepted=ACCEPTED.format(review=FAR))
    assert done.returncode == 0
    assert "not in the database for this version: CVE-2026-45829" in done.stdout


NO_REASON = ACCEPTED.format(review=FAR).replace("Its server is never started.", "")


@pytest.mark.parametrize("accepted", ["[[accepted]", ACCEPTED.format(review='"soon"'), NO_REASON])
def test_an_acceptance_without_reason_or_date_fails(
    tmp_path: Path, database: Database, accepted: str
) -> None:
    done = audit(tmp_path, database.address, accepted=accepted)
    assert done.returncode == 1
    assert "accepted.toml" in done.stderr
    assert database.asked == []


def test_a_database_that_cannot_be_reached_is_told_and_fails_nothing(
    tmp_path: Path, database: Database
) -> None:
    database.server.server_close()
    done = audit(tmp_path, database.address)
    assert done.returncode == 0
    assert "could not be reached; not audited" in done.stdout


def test_a_database_that_is_lost_on_the_way_is_told(tmp_path: Path, database: Database) -> None:
    database.fails_from = 2
    done = audit(tmp_path, database.address)
    assert done.returncode == 0
    assert "could not be reached; not audited" in done.stdout


def test_a_lock_that_cannot_be_audited_is_no_success(tmp_path: Path, database: Database) -> None:
    done = audit(tmp_path, database.address, lock="chromadb>=1\n")
    assert done.returncode == 1
    assert "cannot be done" in done.stderr


def test_what_the_project_accepts_is_of_what_it_has_locked(tmp_path: Path) -> None:
    accepted = (CHECKOUT / ".ci" / "accepted.toml").read_text(encoding="utf-8")
    # Read before anything is asked: what is wrong in it would fail.
    assert audit(tmp_path, "http://127.0.0.1:1", accepted=accepted).returncode == 0
    locked = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")
    for one in tomllib.loads(accepted)["accepted"]:
        assert f"{one['package']}==" in locked
