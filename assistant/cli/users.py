"""`assistant users …`: the accounts of those who may come in."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.table import Table

from assistant.accounts.accounts import Accounts
from assistant.accounts.types import Account, Origin, Role
from assistant.audit.audit import Audit
from assistant.audit.types import Action, Kind, Subject
from assistant.batch import Json, dumps
from assistant.cli.audit import ACTOR, opened_database
from assistant.cli.session import Session, UsageProblem
from assistant.messages import text

# More than any password that is taken.
_MOST_TYPED = 4096


def add_command(
    session: Session, login: str, *, name: str | None, role: Role, sign_on: bool, stdin: bool
) -> None:
    """Make an account, asking for its password unless the city's sign-on vouches for it.

    Raises:
        AppError: The account cannot be made.
    """
    password = None if sign_on else _new_password(session, stdin=stdin)
    origin = Origin.SIGN_ON if sign_on else Origin.LOCAL
    with _office() as office:
        made = office.accounts.add(
            login, name or login, role, at=datetime.now(UTC), origin=origin, password=password
        )
        office.note(Action.ACCOUNT_ADDED, made, role=role.value, origin=origin.value)
    session.say(session.text("users_added", login=made.login, role=_role(session, made.role)))


def password_command(session: Session, login: str, *, stdin: bool) -> None:
    """Give an account another password; whoever is in with the old one is out.

    Raises:
        AppError: It cannot be changed.
    """
    with _office() as office:
        office.accounts.by_login(login)
        found = office.accounts.set_password(login, _new_password(session, stdin=stdin))
        office.note(Action.PASSWORD_CHANGED, found)
    session.say(session.text("users_password_changed", login=found.login))


def enable_command(session: Session, login: str, *, enabled: bool) -> None:
    """Let an account in, or keep it out from now on.

    Raises:
        AppError: There is no such account.
    """
    with _office() as office:
        found = office.accounts.set_enabled(login, enabled)
        office.note(Action.ACCOUNT_ENABLED if enabled else Action.ACCOUNT_DISABLED, found)
    key = "users_enabled" if enabled else "users_disabled"
    session.say(session.text(key, login=found.login))


def role_command(session: Session, login: str, role: Role) -> None:
    """Give an account another part.

    Raises:
        AppError: There is no such account.
    """
    with _office() as office:
        found = office.accounts.set_role(login, role)
        office.note(Action.ROLE_CHANGED, found, role=role.value)
    session.say(session.text("users_role", login=found.login, role=_role(session, found.role)))


def list_command(session: Session, *, as_json: bool) -> None:
    """Print every account.

    Raises:
        AppError: They cannot be read.
    """
    with _office() as office:
        found = office.accounts.all()
    if as_json:
        sys.stdout.buffer.write(
            dumps({"accounts": [_as_json(account) for account in found]}) + b"\n"
        )
        return
    if not found:
        session.say(session.text("users_none"))
        return
    table = Table()
    columns = (
        "users_login_column",
        "users_name_column",
        "users_role_column",
        "users_origin_column",
        "users_state_column",
    )
    for column in columns:
        table.add_column(session.text(column), overflow="fold")
    for account in found:
        state = session.text("users_is_enabled" if account.enabled else "users_is_disabled")
        origin = text(f"account.origin_{account.origin.value}", session.language)
        table.add_row(account.login, account.name, _role(session, account.role), origin, state)
    session.out.print(table)


@dataclass(frozen=True, slots=True)
class _Office:
    """The accounts, and the log of what is done to them."""

    accounts: Accounts
    audit: Audit

    def note(self, action: Action, account: Account, **detail: str) -> None:
        about = Subject(Kind.ACCOUNT, account.id)
        self.audit.record(action, at=datetime.now(UTC), actor=ACTOR, about=about, detail=detail)


@contextmanager
def _office() -> Iterator[_Office]:
    with opened_database() as database:
        yield _Office(Accounts(database), Audit(database))


def _new_password(session: Session, *, stdin: bool) -> str:
    if stdin:
        typed = sys.stdin.readline(_MOST_TYPED).rstrip("\r\n")
    elif not sys.stdin.isatty():
        raise UsageProblem(session.text("users_needs_terminal"))
    else:
        typed = getpass.getpass(session.text("users_password"))
        if typed != getpass.getpass(session.text("users_password_again")):
            raise UsageProblem(session.text("users_passwords_differ"))
    return typed


def _role(session: Session, role: Role) -> str:
    return text(f"account.role_{role.value}", session.language)


def _as_json(account: Account) -> Json:
    return {
        "login": account.login,
        "name": account.name,
        "role": account.role.value,
        "origin": account.origin.value,
        "enabled": account.enabled,
        "created_at": account.created_at.isoformat(),
    }
