"""`assistant doctor`."""

import sys
from dataclasses import asdict

import typer
from rich.table import Table

from assistant.batch import dumps
from assistant.cli.session import Session
from assistant.doctor import Finding, State, examine
from assistant.doctor.guard import no_outside
from assistant.doctor.offline import (
    isolated_finding,
    named_hosts,
    offline_finding,
    with_addresses,
)

_STYLES: dict[State, str] = {"ok": "green", "warn": "yellow", "fail": "bold red"}


def doctor_command(session: Session, *, as_json: bool, offline: bool) -> None:
    """Print what was found; exit code 1 when something cannot stay as it is."""
    findings = _offline(session) if offline else list(examine(session.language))
    failed = any(finding.state == "fail" for finding in findings)
    if as_json:
        report = {"ok": not failed, "findings": [asdict(finding) for finding in findings]}
        sys.stdout.buffer.write(dumps(report) + b"\n")
    else:
        _show(session, findings)
    if failed:
        raise typer.Exit(1)


def _offline(session: Session) -> list[Finding]:
    """The same findings without a network, and what tried to reach one."""
    hosts = named_hosts()
    with no_outside(with_addresses(hosts)) as tried:
        findings = list(examine(session.language))
        findings.append(offline_finding(session.language, tried, hosts))
    return [*findings, isolated_finding(session.language)]


def _show(session: Session, findings: list[Finding]) -> None:
    table = Table(
        session.text("doctor_check"), session.text("doctor_state"), session.text("doctor_detail")
    )
    for finding in findings:
        state = session.text(f"doctor_{finding.state}")
        table.add_row(finding.title, state, finding.detail, style=_STYLES[finding.state])
    session.out.print(table)
    cures = [f"{finding.title}: {finding.fix}" for finding in findings if finding.fix]
    if not cures:
        session.say(session.text("doctor_all_good"), style="green")
    for cure in cures:
        session.say(session.text("fix", fix=cure))
