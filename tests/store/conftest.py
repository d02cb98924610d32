"""The database is tried with the records of coaching, which use every part of it."""

from tests.coach.store.conftest import again, store

__all__ = ["again", "store"]
