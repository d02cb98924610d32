"""The options of `assistant users …`. What it needs is imported only when it is called."""

from typing import Annotated

import typer

from assistant.accounts.types import Role
from assistant.cli.session import Session


def users_app(session: Session) -> typer.Typer:
    """The group of commands in the session's language."""
    t = session.text
    users = typer.Typer(help=t("users_help"), no_args_is_help=True)

    @users.command("add", help=t("users_add_help"))
    def add(
        login: Annotated[str, typer.Argument(help=t("users_login_help"))],
        name: Annotated[str | None, typer.Option(help=t("users_name_help"))] = None,
        role: Annotated[Role, typer.Option(help=t("users_role_option_help"))] = Role.STAFF,
        sign_on: Annotated[bool, typer.Option("--sign-on", help=t("users_sign_on_help"))] = False,
        stdin: Annotated[
            bool, typer.Option("--password-stdin", help=t("users_stdin_help"))
        ] = False,
    ) -> None:
        from assistant.cli.users import add_command

        add_command(session, login, name=name, role=role, sign_on=sign_on, stdin=stdin)

    @users.command("passwd", help=t("users_passwd_help"))
    def passwd(
        login: Annotated[str, typer.Argument(help=t("users_login_help"))],
        stdin: Annotated[
            bool, typer.Option("--password-stdin", help=t("users_stdin_help"))
        ] = False,
    ) -> None:
        from assistant.cli.users import password_command

        password_command(session, login, stdin=stdin)

    @users.command("disable", help=t("users_disable_help"))
    def disable(login: Annotated[str, typer.Argument(help=t("users_login_help"))]) -> None:
        from assistant.cli.users import enable_command

        enable_command(session, login, enabled=False)

    @users.command("enable", help=t("users_enable_help"))
    def enable(login: Annotated[str, typer.Argument(help=t("users_login_help"))]) -> None:
        from assistant.cli.users import enable_command

        enable_command(session, login, enabled=True)

    @users.command("role", help=t("users_role_help"))
    def role(
        login: Annotated[str, typer.Argument(help=t("users_login_help"))],
        given: Annotated[Role, typer.Argument(metavar="ROLE", help=t("users_role_option_help"))],
    ) -> None:
        from assistant.cli.users import role_command

        role_command(session, login, given)

    @users.command("list", help=t("users_list_help"))
    def listed(
        as_json: Annotated[bool, typer.Option("--json", help=t("users_json_help"))] = False,
    ) -> None:
        from assistant.cli.users import list_command

        list_command(session, as_json=as_json)

    return users
