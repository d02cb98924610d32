"""A server with accounts, beside which the tests look into everything that it keeps."""

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property

import httpx
from sqlalchemy import MetaData, select

from assistant.accounts.accounts import Accounts
from assistant.accounts.sessions import Sessions
from assistant.accounts.types import Account, Role
from assistant.audit.audit import Audit
from assistant.audit.types import Sealed
from assistant.settings import Settings
from assistant.store import Database, open_database
from tests.web.coaching.visitor import Visitor
from tests.web.serving import Server
from tests.web.talking import Conversation, talking

COOKIE = "assistant_session"
# What every question adds to, and what only says that something was refused.
_GROWING = frozenset({"audit_entry", "audit_chain", "login_failure"})
# Written by the server as it goes on, whatever is asked.
_NOT_RECORDS = (".sqlite3-wal", ".sqlite3-shm", ".sqlite3", "server.log")


class Somebody(Visitor):
    """A person with an account, and a browser that is signed in.

    Attributes:
        account: What the records know them by.
        secret: What their browser holds.
    """

    def __init__(self, server: Server, account: Account, secret: str, language: str) -> None:
        # Another way to a server than the application in this process.
        self.client = httpx.Client(
            base_url=server.address,
            headers={"Accept-Language": language, "Accept": "text/html"},
            cookies={COOKIE: secret},
            follow_redirects=True,
            timeout=60,
        )
        self.page = ""
        self.account = account
        self.secret = secret
        self._server = server

    @contextmanager
    def chat(self, session_id: str = "") -> Iterator[Conversation]:
        """A conversation on the chat page."""
        cookies = {COOKIE: self.secret}
        session = session_id or str(uuid.uuid4())
        with talking(self._server.address, session, cookies=cookies) as conversation:
            yield conversation


@dataclass(frozen=True)
class City:
    """A server whose people have accounts, and its database.

    Attributes:
        settings: Of the database, as the server has them.
    """

    server: Server
    settings: Settings
    _opened: list[Somebody] = field(default_factory=list)

    def close(self) -> None:
        """Close the browsers and the database."""
        for somebody in self._opened:
            somebody.client.close()
        self.database.close()

    @cached_property
    def database(self) -> Database:
        """The database of the server, opened beside it."""
        return open_database(self.settings)

    def session(self, account: Account, *, begun: datetime | None = None) -> str:
        """The secret of a new session."""
        sessions = Sessions(self.database, timedelta(hours=8))
        return sessions.start(account.id, at=begun or datetime.now(UTC))

    def account(self, role: Role = Role.STAFF, name: str = "職員 花子") -> Account:
        """A new account."""
        login = f"u{uuid.uuid4().hex}"
        return Accounts(self.database).add(login, name, role, at=datetime.now(UTC))

    def somebody(
        self, role: Role = Role.STAFF, name: str = "職員 花子", *, language: str = "ja"
    ) -> Somebody:
        """Somebody new who is in."""
        account = self.account(role, name)
        somebody = Somebody(self.server, account, self.session(account), language)
        self._opened.append(somebody)
        return somebody

    @contextmanager
    def browser(self) -> Iterator[httpx.Client]:
        """A browser of nobody yet."""
        headers = {"Accept-Language": "ja", "Accept": "text/html"}
        with httpx.Client(base_url=self.server.address, headers=headers) as browser:
            yield browser

    def staff(self, *, level: int = 1) -> Somebody:
        """A staff member with consent and an assessment begun; the first skill is shown."""
        staff = self.somebody()
        staff.get("/consent")
        staff.post("/consent", confirm="yes")
        staff.post("/role", level=level)
        return staff

    def rows(self) -> Mapping[str, list[tuple[object, ...]]]:
        """Every row of every table, but of those that note what was refused."""
        metadata = MetaData()
        metadata.reflect(self.database.engine)
        with self.database.reading() as connection:
            return {
                table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
                for table in metadata.sorted_tables
                if table.name not in _GROWING
            }

    def files(self) -> Mapping[str, str]:
        """What is in every file that the server keeps, but of the database and its own log."""
        folder = self.server.data_dir
        return {
            str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*")
            if path.is_file() and not path.name.endswith(_NOT_RECORDS)
        }

    def noted(self, since: int = 0) -> list[Sealed]:
        """The entries of the audit log behind a number."""
        return [entry for entry in Audit(self.database).read() if entry.number > since]

    def last_noted(self) -> int:
        """The number of the newest entry of the audit log."""
        return max((entry.number for entry in self.noted()), default=0)


def ask(somebody: Somebody, question: str) -> str:
    """The answer in a new conversation, as Markdown."""
    with somebody.chat() as conversation:
        (text,) = conversation.ask(question).texts
    return text
