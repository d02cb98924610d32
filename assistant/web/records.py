"""The database behind the pages: opened when first needed, and again as long as that has failed."""

import threading
import time
from datetime import UTC, datetime

from assistant.accounts.accounts import Accounts
from assistant.accounts.sessions import Sessions
from assistant.accounts.throttle import Throttle
from assistant.errors import StoreUnavailable
from assistant.settings import Settings
from assistant.store import Database, open_database


class Records:
    """One database for all pages. Its properties may block and may raise StoreUnavailable."""

    def __init__(self, settings: Settings) -> None:
        """Keep records where `settings` say; nothing is opened yet."""
        self._settings = settings
        self._opening = threading.Lock()
        self._database: Database | None = None
        self._failed = 0.0

    @property
    def database(self) -> Database:
        """The database.

        Raises:
            StoreUnavailable: It cannot be opened.
        """
        came = time.monotonic()
        with self._opening:
            if self._database is None:
                if self._failed > came:
                    raise StoreUnavailable("The records could not be opened just now.")
                began = time.monotonic()
                try:
                    self._database = open_database(self._settings)
                except StoreUnavailable:
                    # Who has come meanwhile need not wait for the same to fail again.
                    self._failed = began
                    raise
            return self._database

    @property
    def accounts(self) -> Accounts:
        """Who may come in."""
        return Accounts(self.database)

    @property
    def sessions(self) -> Sessions:
        """Who is in."""
        return Sessions(self.database, self._settings.session_length)

    @property
    def throttle(self) -> Throttle:
        """Who has tried to come in too often."""
        return Throttle(self.database)

    def now(self) -> datetime:
        """The time that goes into records."""
        return datetime.now(UTC)

    def close(self) -> None:
        """Let go of the database."""
        with self._opening:
            if self._database is not None:
                self._database.close()
                self._database = None
