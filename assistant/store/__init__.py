"""The database of everything that is kept: SQLite beside the other data, or PostgreSQL."""

from pathlib import Path

from assistant.settings import Settings
from assistant.store.database import Database

_FOLDER = "records"


def open_database(settings: Settings) -> Database:
    """The database where the settings say, at the newest version of its tables.

    Raises:
        SettingsError: The address of the database cannot be used.
        StoreUnavailable: The database cannot be opened.
    """
    return Database(records_folder(settings), settings.database_url.get_secret_value())


def records_folder(settings: Settings) -> Path:
    """Where the SQLite file is, and files beside it whatever the database is."""
    return settings.data_dir / _FOLDER


__all__ = ["Database", "open_database", "records_folder"]
