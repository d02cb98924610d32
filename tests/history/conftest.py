"""Two accounts, and the store of their conversations, on both kinds of database."""

import pytest

from assistant.accounts.accounts import Accounts
from assistant.accounts.types import Role
from assistant.history.history import History
from assistant.history.ratings import Ratings
from assistant.store import Database
from tests.history.talks import AT


@pytest.fixture
def mine(database: Database) -> str:
    """The account of somebody."""
    return Accounts(database).add("tanaka", "田中", Role.STAFF, at=AT).id


@pytest.fixture
def other(database: Database) -> str:
    """The account of somebody else."""
    return Accounts(database).add("sato", "佐藤", Role.STAFF, at=AT).id


@pytest.fixture
def history(database: Database) -> History:
    return History(database)


@pytest.fixture
def ratings(database: Database) -> Ratings:
    return Ratings(database)
