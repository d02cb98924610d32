"""Looks the locked dependencies up in a database of known weaknesses.

Ends with 1 when one is found that is not accepted, or when an acceptance has to be looked at again;
with 0 when there is none, and when the database cannot be reached, which is said.
"""

import argparse
import json
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent.parent
_DATABASE = "https://api.osv.dev/v1/query"
# Seconds for one question, and for all of them.
_PATIENCE, _AT_MOST = 10, 300


class Unusable(Exception):
    """The audit cannot be done, for another reason than that the database is out of reach."""


@dataclass(frozen=True)
class Accepted:
    """A weakness that is known and does no harm here.

    Attributes:
        id: Of the weakness, as the database or one of its aliases has it.
        package: Which dependency has it.
        reason: Why it does no harm.
        review: Until when this is believed.
    """

    id: str
    package: str
    reason: str
    review: date


@dataclass(frozen=True)
class Found:
    """A weakness of a locked dependency, with every name that it goes by."""

    package: str
    version: str
    ids: frozenset[str]
    fixed: tuple[str, ...]

    def __str__(self) -> str:
        mended = f"; mended in {', '.join(self.fixed)}" if self.fixed else "; not mended yet"
        return f"{self.package} {self.version}: {', '.join(sorted(self.ids))}{mended}"


def main() -> int:
    """Audit as the command line says; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lock", type=Path, default=_ROOT / "requirements.lock")
    parser.add_argument("--accepted", type=Path, default=_ROOT / ".ci" / "accepted.toml")
    parser.add_argument("--database", default=_DATABASE, help="what speaks OSV's protocol")
    given = parser.parse_args()
    try:
        accepted = tuple(_accepted(given.accepted))
        if not _reached(given.database):
            return _not_audited(given.database)
        report = _report(given.lock, given.database)
    except Unusable as error:
        print(f"The audit of dependencies cannot be done: {error}", file=sys.stderr)
        return 1
    return _not_audited(given.database) if report is None else _told(report, accepted)


def _accepted(path: Path) -> Iterator[Accepted]:
    wanted = {"id": str, "package": str, "reason": str, "review": date}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("accepted", [])
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise Unusable(f"{path.name}: {error}") from error
    for one in entries:
        if {key: type(value) for key, value in one.items()} != wanted or not one["reason"].strip():
            raise Unusable(f"{path.name}: an entry has an id, a package, a reason, a review date")
        yield Accepted(**one)


def _reached(database: str) -> bool:
    question = {"package": {"name": "pip", "ecosystem": "PyPI"}, "version": "26.0"}
    request = urllib.request.Request(  # noqa: S310 - an address of the project or of who calls
        database, json.dumps(question).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as response:  # noqa: S310
            return isinstance(json.load(response), dict)
    except (OSError, ValueError):
        return False


def _not_audited(database: str) -> int:
    print(f"The database of weaknesses ({database}) could not be reached; not audited.")
    return 0


def _report(lock: Path, database: str) -> list[dict[str, Any]] | None:
    """What the tool has found of each dependency; None when the database was lost on the way.

    Raises:
        Unusable: The tool has failed by itself, or has left a dependency out.
    """
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--no-deps"]
    command += ["--disable-pip", "--format", "json", "--progress-spinner", "off"]
    command += ["--vulnerability-service", "osv", "--osv-url", database]
    command += ["--timeout", str(_PATIENCE)]
    try:
        done = subprocess.run(  # noqa: S603 - no part of it is anybody's input
            command, capture_output=True, text=True, timeout=_AT_MOST, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except ValueError:
        if not _reached(database):
            return None
        last = (done.stderr.strip().splitlines() or ["no report"])[-1]
        raise Unusable(last) from None
    if left_out := [one["name"] for one in found if "vulns" not in one]:
        raise Unusable(f"left out: {', '.join(left_out)}")
    return found


def _told(report: list[dict[str, Any]], accepted: tuple[Accepted, ...]) -> int:
    found = [
        Found(
            one["name"],
            one["version"],
            frozenset((weakness["id"], *weakness.get("aliases", ()))),
            tuple(weakness["fix_versions"]),
        )
        for one in report
        for weakness in one["vulns"]
    ]
    wrong = False
    for one in found:
        known = [a for a in accepted if a.package == one.package and a.id in one.ids]
        if known:
            print(f"Accepted: {one}. {known[0].reason}")
        else:
            wrong = True
            print(f"Found: {one}", file=sys.stderr)
    for each in accepted:
        if each.review < date.today():
            wrong = True
            print(f"To be looked at again since {each.review}: {each.id}", file=sys.stderr)
        if not any(each.package == one.package and each.id in one.ids for one in found):
            print(f"Accepted, but not in the database for this version: {each.id}")
    print(f"Audited: {len(report)} dependencies.")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
