"""Accounts of the tests, made beside a server that runs, and browsers that sign in with them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

from assistant.accounts.accounts import Accounts
from assistant.accounts.types import Account, Role
from assistant.settings import Settings
from assistant.store import open_database

PASSWORD = "correct horse battery"
_TOKEN = re.compile(r'name="token" value="([0-9a-f]{64})"')


@contextmanager
def accounts(data_dir: Path) -> Iterator[Accounts]:
    """The accounts of a server, as the command line opens them."""
    database = open_database(Settings(data_dir=data_dir))
    try:
        yield Accounts(database)
    finally:
        database.close()


def add(data_dir: Path, login: str, role: Role = Role.STAFF) -> Account:
    """An account with the password above."""
    with accounts(data_dir) as found:
        return found.add(login, f"{login}さん", role, at=datetime.now(UTC), password=PASSWORD)


def sign_in(
    browser: httpx.Client, login: str, password: str = PASSWORD, **fields: str
) -> httpx.Response:
    """Fill in the form of the login page."""
    page = browser.get("/login")
    found = _TOKEN.search(page.text)
    assert found, page.text[:500]
    given = {"token": found.group(1), "back": "/", "login": login, "password": password}
    return browser.post("/login", data=given | fields)
