"""The options of the commands that look after what is kept. What they need is imported later."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.session import Session
from assistant.messages import text


def add_ops(app: typer.Typer, session: Session) -> None:
    """Add the commands to the command line in the session's language."""

    def t(key: str) -> str:
        return text(f"ops.{key}", session.language)

    app.add_typer(_audit_app(session), name="audit")
    app.add_typer(_feedback_app(session), name="feedback")

    @app.command(help=t("purge_help"))
    def purge(
        dry_run: Annotated[bool, typer.Option("--dry-run", help=t("purge_dry_run_help"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=t("purge_json_help"))] = False,
    ) -> None:
        from assistant.cli.purge import purge_command

        purge_command(session, dry_run=dry_run, as_json=as_json)

    @app.command(help=t("backup_help"))
    def backup(
        out: Annotated[Path, typer.Option(help=t("backup_out_help"))],
    ) -> None:
        from assistant.cli.backup import backup_command

        backup_command(session, out)

    @app.command(help=t("restore_help"))
    def restore(
        source: Annotated[Path, typer.Option("--in", help=t("restore_in_help"))],
        force: Annotated[bool, typer.Option("--force", help=t("restore_force_help"))] = False,
    ) -> None:
        from assistant.cli.backup import restore_command

        restore_command(session, source, force=force)


def _audit_app(session: Session) -> typer.Typer:
    def t(key: str) -> str:
        return text(f"ops.audit_{key}", session.language)

    audit = typer.Typer(help=t("help"), no_args_is_help=True)

    @audit.command("verify", help=t("verify_help"))
    def verify(
        known: Annotated[str | None, typer.Option(help=t("known_help"))] = None,
    ) -> None:
        from assistant.cli.audit import verify_command

        verify_command(session, known)

    @audit.command("export", help=t("export_help"))
    def export(
        since: Annotated[str | None, typer.Option("--from", help=t("from_help"))] = None,
        until: Annotated[str | None, typer.Option("--to", help=t("to_help"))] = None,
        form: Annotated[str, typer.Option("--format", help=t("format_help"))] = "jsonl",
        out: Annotated[Path | None, typer.Option(help=t("out_help"))] = None,
    ) -> None:
        from assistant.cli.audit import export_command

        export_command(session, since=since, until=until, form=form, out=out)

    return audit


def _feedback_app(session: Session) -> typer.Typer:
    def t(key: str) -> str:
        return text(f"ops.{key}", session.language)

    feedback = typer.Typer(help=t("feedback_help"), no_args_is_help=True)

    @feedback.command("export", help=t("feedback_export_help"))
    def export(
        since: Annotated[str | None, typer.Option("--from", help=t("audit_from_help"))] = None,
        until: Annotated[str | None, typer.Option("--to", help=t("audit_to_help"))] = None,
        form: Annotated[str, typer.Option("--format", help=t("feedback_format_help"))] = "csv",
        out: Annotated[Path | None, typer.Option(help=t("audit_out_help"))] = None,
    ) -> None:
        from assistant.cli.feedback import export_command

        export_command(session, since=since, until=until, form=form, out=out)

    return feedback
