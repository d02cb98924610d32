"""The database is tried with the records of coaching, which use every part of it."""

from tests.coach.store.conftest import again, store
from tests.disks import small_disk

__all__ = ["again", "small_disk", "store"]
