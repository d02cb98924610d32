"""The commands and their options. Each command imports what it needs only when it is called."""

import tomllib
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.ops_app import add_ops
from assistant.cli.session import Session
from assistant.cli.users_app import users_app
from assistant.settings import CHECKOUT
from assistant.types import Language


def build_app(session: Session) -> typer.Typer:
    """The command line in the session's language."""
    t = session.text
    app = typer.Typer(
        help=t("app_help"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    index = typer.Typer(help=t("index_help"), no_args_is_help=True)
    corpus = typer.Typer(help=t("corpus_help"), no_args_is_help=True)
    app.add_typer(index, name="index")
    app.add_typer(corpus, name="corpus")
    coach = typer.Typer(help=t("coach_help"), no_args_is_help=True)
    app.add_typer(coach, name="coach")
    app.add_typer(users_app(session), name="users")
    add_ops(app, session)

    def show_version(wanted: bool) -> None:
        if wanted:
            session.say(_version())
            raise typer.Exit

    @app.callback()
    def root(
        context: typer.Context,
        lang: Annotated[Language | None, typer.Option(help=t("lang_help"))] = None,
        version: Annotated[
            bool,
            typer.Option("--version", help=t("version_help"), callback=show_version, is_eager=True),
        ] = False,
    ) -> None:
        context.obj = lang

    @app.command(help=t("ask_help"))
    def ask(
        context: typer.Context,
        question: Annotated[str | None, typer.Argument(help=t("ask_question_help"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=t("ask_json_help"))] = False,
        batch: Annotated[Path | None, typer.Option(help=t("ask_batch_help"))] = None,
        out: Annotated[Path | None, typer.Option(help=t("ask_out_help"))] = None,
        no_model: Annotated[bool, typer.Option("--no-model", help=t("ask_no_model_help"))] = False,
    ) -> None:
        from assistant.cli.ask import ask_command

        language: Language | None = context.obj
        ask_command(
            session,
            question,
            as_json=as_json,
            batch=batch,
            out=out,
            language=language,
            with_model=not no_model,
        )

    @app.command(help=t("serve_help"))
    def serve(
        port: Annotated[
            int | None, typer.Option(help=t("serve_port_help"), min=0, max=65535)
        ] = None,
        host: Annotated[str | None, typer.Option(help=t("serve_host_help"))] = None,
    ) -> None:
        from assistant.cli.serve import serve_command

        serve_command(session, host=host, port=port)

    @app.command(help=t("doctor_help"))
    def doctor(
        as_json: Annotated[bool, typer.Option("--json", help=t("doctor_json_help"))] = False,
        offline: Annotated[bool, typer.Option("--offline", help=t("doctor_offline_help"))] = False,
    ) -> None:
        from assistant.cli.doctor import doctor_command

        doctor_command(session, as_json=as_json, offline=offline)

    # Its options are its own, the help included.
    @app.command(
        "eval",
        help=t("eval_help"),
        add_help_option=False,
        context_settings={
            "ignore_unknown_options": True,
            "allow_interspersed_args": False,
            "allow_extra_args": True,
        },
    )
    def evaluate(
        arguments: Annotated[
            list[str] | None, typer.Argument(metavar="...", show_default=False)
        ] = None,
    ) -> None:
        from assistant.cli.eval import eval_command

        eval_command(session, arguments or [])

    @index.command("build", help=t("index_build_help"))
    def index_build() -> None:
        from assistant.cli.index import build_command

        build_command(session)

    @index.command("status", help=t("index_status_help"))
    def index_status() -> None:
        from assistant.cli.index import status_command

        status_command(session)

    @corpus.command("check", help=t("corpus_check_help"))
    def corpus_check() -> None:
        from assistant.cli.corpus import check_command

        check_command(session)

    @coach.command("gap", help=t("coach_gap_help"))
    def coach_gap(
        source: Annotated[Path | None, typer.Option("--in", help=t("coach_in_help"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=t("coach_json_help"))] = False,
    ) -> None:
        from assistant.cli.coach import gap_command

        gap_command(session, source, as_json=as_json)

    @coach.command("draft", help=t("coach_draft_help"))
    def coach_draft(
        source: Annotated[Path | None, typer.Option("--in", help=t("coach_in_help"))] = None,
        out: Annotated[Path | None, typer.Option(help=t("coach_out_help"))] = None,
        formats: Annotated[
            str, typer.Option("--format", help=t("coach_format_help"))
        ] = "json,md,docx,pdf",
    ) -> None:
        from assistant.cli.coach import draft_command

        draft_command(session, source, out, formats)

    return app


def _version() -> str:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])
