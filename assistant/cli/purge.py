"""`assistant purge`."""

import sys
from datetime import UTC, datetime

from rich.table import Table

from assistant.batch import dumps
from assistant.cli.audit import ACTOR, opened_database
from assistant.cli.session import Session
from assistant.messages import text
from assistant.purge import Purged, purge, purgers, would_purge
from assistant.settings import Settings


def purge_command(session: Session, *, dry_run: bool, as_json: bool) -> None:
    """Delete what has been kept long enough, or say what would be, and print how much.

    Raises:
        AppError: It cannot be done.
    """
    now = datetime.now(UTC)
    kinds = purgers(Settings(), now)
    with opened_database() as database:
        if dry_run:
            done = would_purge(database, kinds)
        else:
            done = purge(database, kinds, at=now, actor=ACTOR)
    if as_json:
        report = {"dry_run": dry_run, "purged": [_as_json(kind) for kind in done]}
        sys.stdout.buffer.write(dumps(report) + b"\n")
        return
    language = session.language
    table = Table()
    for key in ("ops.purge_what", "ops.purge_before", "ops.purge_count"):
        table.add_column(text(key, language))
    for kind in done:
        before = kind.before.astimezone().isoformat(sep=" ", timespec="minutes")
        table.add_row(text(f"ops.purge_what_{kind.name}", language), before, f"{kind.count:,}")
    session.out.print(table)
    key = "ops.purge_would" if dry_run else "ops.purge_done"
    session.say(text(key, language, count=sum(kind.count for kind in done)))


def _as_json(kind: Purged) -> dict[str, object]:
    return {"what": kind.name, "before": kind.before.isoformat(), "count": kind.count}
