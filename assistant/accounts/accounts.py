"""Accounts: made, found, changed."""

import re
import secrets
import unicodedata
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from assistant.accounts.passwords import check_password, hash_password, is_outdated, is_password
from assistant.accounts.tables import account, session
from assistant.accounts.types import Account, Origin, Role
from assistant.errors import AccountError, AccountProblem, Conflict
from assistant.store import Database
from corpus.folding import clean

MOST_NAME_CHARS = 200
_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._@+-]{0,198}[a-z0-9])?")
# Letters and digits that are not taken for one another when read aloud.
_CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 8


class Accounts:
    """The accounts in a database. Every call may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        login: str,
        name: str,
        role: Role,
        *,
        at: datetime,
        origin: Origin = Origin.LOCAL,
        password: str | None = None,
        subject: str | None = None,
    ) -> Account:
        """Make an account.

        Raises:
            AccountError: The login, the name or the password cannot be taken, or the login exists.
        """
        login, name = login_of(login), _name_of(name, guest=origin is Origin.EVALUATION)
        if password is not None:
            check_password(password, login)
        made = Account(uuid4().hex, login, name, role, origin, True, at, 1)
        values = {
            "id": made.id,
            "login": login,
            "name": name,
            "role": role.value,
            "origin": origin.value,
            "subject": subject,
            "password": None if password is None else hash_password(password),
            "code": _new_code() if role is Role.COACH else None,
            "enabled": True,
            "created_at": at,
            "version": 1,
        }
        try:
            with self._database.writing() as connection:
                connection.execute(insert(account).values(values))
        except Conflict as error:
            raise AccountError(AccountProblem.LOGIN_TAKEN, login=login) from error
        return made

    def get(self, account_id: str) -> Account | None:
        """The account with this id."""
        return self._one(account.c.id == account_id)

    def by_login(self, login: str) -> Account:
        """The account with this login.

        Raises:
            AccountError: There is none.
        """
        found = self._one(account.c.login == _folded(login))
        if found is None:
            raise AccountError(AccountProblem.LOGIN_UNKNOWN, login=login)
        return found

    def all(self) -> tuple[Account, ...]:
        """Every account of a person with a name, by login, but for guests."""
        listed = select(account).where(account.c.name != "").order_by(account.c.login)
        with self._database.reading() as connection:
            return tuple(account_of(row) for row in connection.execute(listed))

    def check(self, login: str, password: str) -> Account | None:
        """The enabled account that these open. Takes equally long whatever is wrong with them."""
        where = (account.c.login == _folded(login)) & (account.c.origin == Origin.LOCAL.value)
        with self._database.reading() as connection:
            row = connection.execute(select(account).where(where)).first()
        stored: str | None = row.password if row else None
        if not is_password(password, stored) or row is None or not row.enabled:
            return None
        if stored and is_outdated(stored):
            self._change(account.c.id == row.id, password=hash_password(password))
        return account_of(row)

    def signed_on(self, subject: str, login: str, name: str, *, at: datetime) -> Account:
        """The account of somebody for whom the city's sign-on vouches, made when they first come.

        An account that an administrator has made for the sign-on beforehand is theirs when they
        first come under its login, and nobody else's from then on.

        Raises:
            AccountError: The account is disabled, or the login belongs to somebody else.
        """
        known = self._one(account.c.subject == subject)
        if known is None:
            waiting = (
                (account.c.login == login_of(login))
                & (account.c.origin == Origin.SIGN_ON.value)
                & account.c.subject.is_(None)
            )
            self._change(waiting, subject=subject)
            known = self._one(account.c.subject == subject)
        if known is None:
            origin = Origin.SIGN_ON
            return self.add(login, name, Role.STAFF, at=at, origin=origin, subject=subject)
        if not known.enabled:
            raise AccountError(AccountProblem.DISABLED, login=known.login)
        return known

    def set_password(self, login: str, password: str) -> Account:
        """Give another password, and end every session.

        Raises:
            AccountError: There is no such local account, or the password cannot be taken.
        """
        found = self.by_login(login)
        if found.origin is not Origin.LOCAL:
            raise AccountError(AccountProblem.NO_PASSWORD, login=found.login)
        check_password(password, found.login)
        self._change(account.c.id == found.id, password=hash_password(password))
        self._end_sessions(found.id)
        return found

    def set_role(self, login: str, role: Role) -> Account:
        """Give another part, at once.

        Raises:
            AccountError: There is no such account.
        """
        found = self.by_login(login)
        with self._database.reading() as connection:
            coded = connection.scalar(select(account.c.code).where(account.c.id == found.id))
        code = coded or (_new_code() if role is Role.COACH else None)
        self._change(account.c.id == found.id, role=role.value, code=code)
        return self.by_login(login)

    def set_enabled(self, login: str, enabled: bool) -> Account:
        """Let an account in, or keep it out and end its sessions at once.

        Raises:
            AccountError: There is no such account.
        """
        found = self.by_login(login)
        self._change(account.c.id == found.id, enabled=enabled)
        if not enabled:
            self._end_sessions(found.id)
        return self.by_login(login)

    def introduce(self, account_id: str, name: str, role: Role) -> Account:
        """Give a guest of the evaluation mode a name and a part.

        Raises:
            AccountError: The name cannot be taken, or there is no such guest.
        """
        named = _name_of(name)
        guest = (account.c.id == account_id) & (account.c.origin == Origin.EVALUATION.value)
        code = _new_code() if role is Role.COACH else None
        self._change(guest, name=named, role=role.value, code=code)
        found = self._one(guest)
        if found is None:
            raise AccountError(AccountProblem.LOGIN_UNKNOWN, login=account_id)
        return found

    def delete(self, account_id: str) -> None:
        """Delete an account with its sessions; nothing happens when there is none."""
        with self._database.writing() as connection:
            connection.execute(delete(account).where(account.c.id == account_id))
        self._database.forget()

    def code_of(self, account_id: str) -> str:
        """The code by which staff members share with a coach; empty for anybody else."""
        wanted = select(account.c.code).where(
            account.c.id == account_id, account.c.role == Role.COACH.value
        )
        with self._database.reading() as connection:
            return connection.scalar(wanted) or ""

    def coach_by(self, code: str) -> Account | None:
        """The enabled coach with a code; blanks, hyphens and case do not count."""
        typed = "".join(filter(str.isalnum, clean(code))).upper()
        found = self._one(account.c.code == typed) if typed else None
        return found if found and found.enabled and found.role is Role.COACH else None

    def _one(self, where: ColumnElement[bool]) -> Account | None:
        with self._database.reading() as connection:
            row = connection.execute(select(account).where(where)).first()
        return account_of(row) if row else None

    def _change(self, where: ColumnElement[bool], **values: object) -> None:
        with self._database.writing() as connection:
            connection.execute(
                update(account).where(where).values(version=account.c.version + 1, **values)
            )

    def _end_sessions(self, account_id: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(session).where(session.c.account_id == account_id))


def login_of(typed: str) -> str:
    """A login as it is kept: in lower case and half width.

    Raises:
        AccountError: It holds other characters than letters, digits and `. _ @ + -`.
    """
    login = _folded(typed)
    if not _LOGIN.fullmatch(login):
        raise AccountError(AccountProblem.LOGIN_LETTERS, login=typed[:50])
    return login


def _folded(login: str) -> str:
    return unicodedata.normalize("NFKC", login).strip().casefold()


def _name_of(name: str, *, guest: bool = False) -> str:
    cleaned = " ".join(clean(name).split())
    if len(cleaned) > MOST_NAME_CHARS or not (cleaned or guest):
        raise AccountError(AccountProblem.NAME, most=MOST_NAME_CHARS)
    return cleaned


def _new_code() -> str:
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))


def account_of(row: Row[tuple[object, ...]]) -> Account:
    """The account in a row of its table."""
    return Account(
        row.id,
        row.login,
        row.name,
        Role(row.role),
        Origin(row.origin),
        row.enabled,
        row.created_at,
        row.version,
    )
