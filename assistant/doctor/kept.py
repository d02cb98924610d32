"""What is kept and who gets at it: files, database, audit log, clock, the way in."""

import os
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from assistant.accounts.accounts import Accounts
from assistant.accounts.types import Origin
from assistant.audit.audit import Audit
from assistant.audit.verify import verify
from assistant.doctor.findings import Finding, Report
from assistant.errors import AppError
from assistant.settings import LOOPBACK, Settings
from assistant.store import Database, look, records_folder

# By how much two clocks may differ before it is worth a word.
_DRIFT = timedelta(minutes=5)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_MOST_NAMED = 3


def files_finding(report: Report, settings: Settings) -> Finding:
    """Whether anybody but their owner gets at records, files and backups."""
    folder = records_folder(settings)
    kept = [folder, *folder.rglob("*"), *settings.data_dir.glob("before-restore-*.zip")]
    kept = [path for path in kept if path.exists() and not path.is_symlink()]
    open_ones = [path for path in kept if path.stat().st_mode & _OTHERS]
    if open_ones:
        named = ", ".join(map(str, open_ones[:_MOST_NAMED]))
        detail = report.say("files_open", count=len(open_ones), paths=named)
        fix = report.say("files_fix", path=open_ones[0])
        return report.found("files", "fail", detail, fix)
    # A service that runs as somebody else could not open them.
    foreign = [path for path in kept if path.stat().st_uid != os.geteuid()]
    if foreign:
        detail = report.say("files_foreign", path=foreign[0])
        return report.found("files", "warn", detail, report.say("files_foreign_fix"))
    return report.ok("files", count=len(kept))


def kept_findings(report: Report, settings: Settings, *, now: datetime) -> Iterator[Finding]:
    """The database as it is, then what only it can tell."""
    try:
        database = look(settings)
        if database is None:
            yield report.found("database", "ok", report.say("database_none"), "")
            return
        try:
            yield from _database(report, settings, database, now)
        finally:
            database.close()
    except AppError as error:
        yield report.failed("database", error)


def _database(
    report: Report, settings: Settings, database: Database, now: datetime
) -> Iterator[Finding]:
    there, newest = database.revision(), database.revisions()[0]
    kind = database.engine.dialect.name
    if there != newest:
        if there in (*database.revisions(), ""):
            detail = report.say("database_old", version=there or "-", newest=newest)
            yield report.found("database", "warn", detail, report.say("database_old_fix"))
        else:
            detail = report.say("database_newer", version=there, newest=newest)
            yield report.found("database", "fail", detail, report.say("database_newer_fix"))
        return
    yield report.ok("database", kind=kind, version=there)
    yield _audit(report, database)
    yield _clock(report, database, now)
    if settings.way_in == "local" and not any(
        account.enabled and account.origin is Origin.LOCAL for account in Accounts(database).all()
    ):
        detail = report.say("accounts_none")
        yield report.found("accounts", "warn", detail, report.say("accounts_none_fix"))


def _audit(report: Report, database: Database) -> Finding:
    chain = verify(database)
    if chain.broken is None:
        return report.ok("audit", entries=chain.entries)
    detail = report.say("audit_broken", number=chain.broken)
    return report.found("audit", "fail", detail, report.say("audit_fix"))


def _clock(report: Report, database: Database, now: datetime) -> Finding:
    """This machine's clock beside the last thing that was noted, and beside the server's."""
    newest = max((entry.at for entry in Audit(database).last(1)), default=now)
    server = database.now() or now
    behind, apart = newest - now, abs(server - now)
    if behind > _DRIFT:
        detail = report.say("clock_behind", noted=_shown(newest), now=_shown(now))
    elif apart > _DRIFT:
        detail = report.say("clock_apart", server=_shown(server), now=_shown(now))
    else:
        return report.ok("clock", now=_shown(now))
    return report.found("clock", "warn", detail, report.say("clock_fix"))


def access_finding(report: Report, settings: Settings) -> Finding:
    """Who can reach the pages, and whether a password could be read on its way."""
    host = settings.host
    url = urlsplit(settings.public_url)
    reached = host.lower() not in LOOPBACK or (url.hostname or "localhost") not in LOOPBACK
    if settings.way_in == "local" and reached and url.scheme != "https":
        detail = report.say("access_clear", host=host)
        return report.found("access", "warn", detail, report.say("access_clear_fix"))
    if settings.way_in == "none":
        return report.found("access", "ok", report.say("access_evaluation", host=host), "")
    return report.ok("access", host=host, way=settings.way_in)


def _shown(moment: datetime) -> str:
    return moment.astimezone().isoformat(sep=" ", timespec="minutes")
