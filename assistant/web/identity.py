"""Who asks: the one place that a login will replace.

Until there are logins, people name themselves. That is for evaluation on one machine only, so it is
there only when the server listens on the loopback address.
"""

import hashlib
import hmac
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from starlette.requests import HTTPConnection

from assistant.errors import StoreUnavailable
from corpus.folding import clean

COOKIE = "coaching"
COOKIE_SECONDS = 180 * 24 * 3600
_FOLDER = "coaching"
_KEY_BYTES = 32
# Letters and digits that are not taken for one another when read aloud.
_CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 8
_SCHEMA = """
CREATE TABLE IF NOT EXISTS account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('staff', 'coach')),
    code TEXT UNIQUE,
    open INTEGER NOT NULL DEFAULT 1
)
"""


class Role(StrEnum):
    """In which part somebody comes."""

    STAFF = "staff"
    COACH = "coach"


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who asks.

    Attributes:
        account: What the records know them by.
        name: How they are called on the pages.
    """

    account: str
    name: str
    role: Role


class Identities(Protocol):
    """Finds out who asks. Every call may block and may raise StoreUnavailable."""

    def find(self, request: HTTPConnection) -> Identity | None:
        """Who sends this request; None for somebody not known."""

    def session_of(self, request: HTTPConnection) -> str:
        """What stays the same from request to request; empty when nothing does."""

    def form_token(self, session: str) -> str:
        """What every form of a session carries, and no other site can know."""

    def name_of(self, account: str) -> str:
        """How an account is called; empty when it is not known."""

    def code_of(self, coach: str) -> str:
        """The code by which staff members share with a coach; empty for anybody else."""

    def coach_by(self, code: str) -> Identity | None:
        """The coach who has given out a code, however it is typed."""

    def leave(self, account: str, *, forget: bool = False) -> None:
        """Let an account's sessions open nothing any more, and `forget` the account itself."""


class EvaluationIdentities:
    """Identities by their own word, kept in one SQLite file and a signed cookie.

    Args:
        data_dir: A folder `coaching` in it is made when first needed, for its owner alone.
    """

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / _FOLDER
        self._key: bytes | None = None

    def find(self, request: HTTPConnection) -> Identity | None:
        """The open account of the request's cookie."""
        account = self.session_of(request)
        return self._one("id = ? AND open = 1", account) if account else None

    def name_of(self, account: str) -> str:
        """The name that the account has given."""
        found = self._one("id = ?", account)
        return found.name if found else ""

    def code_of(self, coach: str) -> str:
        """The random code made when the coach came."""
        with self._open() as database:
            row = database.execute("SELECT code FROM account WHERE id = ?", (coach,)).fetchone()
        return str(row[0]) if row and row[0] else ""

    def coach_by(self, code: str) -> Identity | None:
        """The open account of a coach with this code; blanks, hyphens and case do not count."""
        typed = "".join(filter(str.isalnum, clean(code))).upper()
        return self._one("code = ? AND open = 1", typed) if typed else None

    def enter(self, name: str, role: Role) -> Identity:
        """Make an account.

        Raises:
            StoreUnavailable: It could not be saved.
        """
        made = Identity(secrets.token_hex(16), clean(name), role)
        letters = (secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
        code = "".join(letters) if role is Role.COACH else None
        with self._open() as database:
            database.execute(
                "INSERT INTO account (id, name, role, code) VALUES (?, ?, ?, ?)",
                (made.account, made.name, role.value, code),
            )
        return made

    def leave(self, account: str, *, forget: bool = False) -> None:
        """Close an account, so that its cookie opens nothing any more.

        Args:
            account: Which.
            forget: Takes the name away as well.
        """
        change = "DELETE FROM account" if forget else "UPDATE account SET open = 0"
        with self._open() as database:
            # One of two fixed texts.
            database.execute(f"{change} WHERE id = ?", (account,))

    def cookie(self, account: str) -> str:
        """The value of the cookie of an account, or of a visitor who has none yet."""
        return f"{account}.{self._sign('cookie', account)}"

    def session_of(self, request: HTTPConnection) -> str:
        """What the request's cookie holds; empty unless we have signed it."""
        session, _, signature = request.cookies.get(COOKIE, "").partition(".")
        wanted = self._sign("cookie", session)
        return session if hmac.compare_digest(signature.encode(), wanted.encode()) else ""

    def form_token(self, session: str) -> str:
        """A signature of the session under another name than the cookie's."""
        return self._sign("form", session)

    def _sign(self, purpose: str, value: str) -> str:
        if self._key is None:
            with _explained():
                self._key = _read_key(self._folder)
        return hmac.new(self._key, f"{purpose}:{value}".encode(), hashlib.sha256).hexdigest()

    def _one(self, condition: str, value: str) -> Identity | None:
        with self._open() as database:
            # The condition is one of the fixed texts above.
            query = f"SELECT id, name, role FROM account WHERE {condition}"  # noqa: S608
            row = database.execute(query, (value,)).fetchone()
        return Identity(row[0], row[1], Role(row[2])) if row else None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with _explained():
            _make(self._folder)
            path = self._folder / "accounts.sqlite3"
            with closing(sqlite3.connect(path, timeout=5)) as database, database:
                path.chmod(0o600)
                database.execute("PRAGMA secure_delete = ON")
                database.execute(_SCHEMA)
                yield database


def _make(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def _read_key(folder: Path) -> bytes:
    """The key of this installation, made at first need, for its owner alone."""
    _make(folder)
    path = folder / "cookie.key"
    if not path.exists():
        # Written aside and linked: two processes at once end up with one whole key.
        aside = folder / f"cookie.{secrets.token_hex(8)}"
        descriptor = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        finally:
            aside.unlink()
    return path.read_bytes()


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StoreUnavailable(
            f"Nothing was saved: {error}",
            fix="Check the free space and the permissions of the data folder.",
        ) from error
