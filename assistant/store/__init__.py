"""The database of everything that is kept: SQLite beside the other data, or PostgreSQL."""

from pathlib import Path

from assistant.settings import Settings
from assistant.store.database import SQLITE_FILE, Database

_FOLDER = "records"


def open_database(settings: Settings) -> Database:
    """The database where the settings say, at the newest version of its tables.

    Raises:
        SettingsError: The address of the database cannot be used.
        StoreUnavailable: The database cannot be opened.
    """
    return Database(records_folder(settings), settings.database_url.get_secret_value())


def look(settings: Settings) -> Database | None:
    """The database as it is, neither made nor migrated; None when there is no file yet.

    Raises:
        SettingsError: The address of the database cannot be used.
    """
    folder, url = records_folder(settings), settings.database_url.get_secret_value()
    if not url and not (folder / SQLITE_FILE).exists():
        return None
    return Database(folder, url, as_it_is=True)


def records_folder(settings: Settings) -> Path:
    """Where the SQLite file is, and files beside it whatever the database is."""
    return settings.data_dir / _FOLDER


__all__ = ["Database", "look", "open_database", "records_folder"]
