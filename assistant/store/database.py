"""The database behind the records: opening, migrating, transactions, and errors in words."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select, text
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, TimeoutError

from assistant.errors import Conflict, SettingsError, StoreUnavailable
from assistant.settings import variable
from assistant.store.silent import server_at

_MIGRATIONS = Path(__file__).with_name("migrations")
SQLITE_FILE = "records.sqlite3"
# Seconds that a writer waits for another, or anybody for the network, before giving up.
_PATIENCE = 10
# Seconds for a server to take a connection, logging in included, and where it listens by default.
_CONNECTING, _PORT = 3, 5432
# Any number that no other program uses on the same server for its own lock.
_LOCK = 0x636F616368


class Database:
    """One database of records, at the newest version of its tables.

    Attributes:
        folder: Where files beside the database are kept.
        address: The PostgreSQL address given; empty for SQLite. Not to be shown.

    Args:
        folder: Where the SQLite file is, made when missing, readable by its owner alone.
        url: A PostgreSQL address instead; empty for SQLite.
        as_it_is: Whether to make and migrate nothing, only to look.

    Raises:
        SettingsError: The address cannot be used.
        StoreUnavailable: The database cannot be opened or brought to the newest version.
    """

    def __init__(self, folder: Path, url: str = "", *, as_it_is: bool = False) -> None:
        self.folder = folder
        self.address = url
        target = _server(url) if url else URL.create("sqlite", database=str(folder / SQLITE_FILE))
        if not as_it_is:
            try:
                _private(folder)
            except OSError as error:
                raise unavailable(error) from error
        self.engine = _engine(target)
        if not as_it_is:
            self.migrate("head")

    def migrate(self, revision: str) -> None:
        """Bring the tables to a version: `head` for the newest, `base` for none.

        Raises:
            StoreUnavailable: It failed; the database is as it was.
        """
        with self.writing() as connection:
            if connection.dialect.name == "postgresql":
                # Two processes that start at once must not both make the tables.
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            self.migrate_in(connection, revision)

    def migrate_in(self, connection: Connection, revision: str) -> None:
        """The same within a transaction begun by `writing`."""
        move = command.downgrade if revision == "base" else command.upgrade
        move(_config(connection), revision)

    def revision(self) -> str:
        """The version of the tables that are there; empty when there are none.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        with self.reading() as connection:
            return MigrationContext.configure(connection).get_current_revision() or ""

    def now(self) -> datetime | None:
        """The time on the database's server; None for SQLite, which has none of its own.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        if self.engine.dialect.name == "sqlite":
            return None
        with self.reading() as connection:
            found: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return found

    def revisions(self) -> tuple[str, ...]:
        """Every version of the tables that this program knows, the newest first."""
        scripts = ScriptDirectory.from_config(_config())
        return tuple(script.revision for script in scripts.walk_revisions())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of everything.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        with _explained(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A transaction that sees one state of everything through all its reads.

        Raises:
            StoreUnavailable: The database cannot be read.
        """
        with _explained(), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all.

        Raises:
            Conflict: What it refers to has gone meanwhile, or stands there already.
            StoreUnavailable: It could not be kept: a full disk, a read-only folder, a lost server.
        """
        with _explained(), self.engine.execution_options(writes=True).begin() as connection:
            yield connection

    def forget(self) -> None:
        """Wipe what deletions have left in SQLite's journal; a PostgreSQL server vacuums itself."""
        if self.engine.dialect.name == "sqlite":
            with _explained(), self.engine.connect() as connection:
                options = connection.execution_options(isolation_level="AUTOCOMMIT")
                options.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def unavailable(error: Exception) -> StoreUnavailable:
    """The error for a database or a folder that cannot be used; without its address."""
    reason = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    return StoreUnavailable(
        f"Nothing was saved: {reason.strip()}",
        fix="Check the free space, the permissions of the data folder, and the database server.",
    )


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise Conflict(
            "The record has changed or gone meanwhile; nothing was saved.", fix="Open it again."
        ) from error
    # Other errors of the library are faults of ours and must not pass for a full disk.
    except (DBAPIError, TimeoutError) as error:
        raise unavailable(error) from error


def _server(url: str) -> URL:
    name = variable("database_url")
    fix = "Give an address such as postgresql://user:password@host/name."
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise SettingsError(f"{name}: is not the address of a database.", fix=fix) from error
    if parsed.get_backend_name() != "postgresql":
        raise SettingsError(f"{name}: only PostgreSQL can be named here.", fix=fix)
    return parsed.set(drivername="postgresql+psycopg")


def _private(folder: Path) -> None:
    """The folder, and the database file in it, for their owner alone."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    database = folder / SQLITE_FILE
    if database.exists():
        database.chmod(0o600)
    else:
        os.close(os.open(database, os.O_CREAT | os.O_WRONLY, 0o600))


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        # A server that does not even refuse must not hold up who asks.
        patience = {"connect_timeout": _CONNECTING, "tcp_user_timeout": _PATIENCE * 1000}
        server = create_engine(url, pool_pre_ping=True, connect_args=patience)
        event.listen(server, "do_connect", _connect)
        return server
    engine = create_engine(url, connect_args={"timeout": _PATIENCE})

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        # Transactions are begun below, not by the driver, which would begin them too late.
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer that first reads would find out too late that another has written.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _connect(dialect: Dialect, _: object, given: Any, named: Any) -> Any:
    host, port = named.get("host"), named.get("port", _PORT)
    # Only a network swallows connections, and of several hosts the driver tries each.
    if not isinstance(host, str) or host.startswith("/") or "," in f"{host}{port}":
        return None
    refusal = dialect.loaded_dbapi.OperationalError("the server does not answer")
    return server_at(host, int(port)).connect(
        lambda: dialect.connect(*given, **named), lambda: refusal
    )


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
