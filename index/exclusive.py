"""Building alone, and saying what kept a build from being written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import IndexFailure, IndexLocked


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file; raises IndexLocked at once when another process holds it."""
    try:
        with FileLock(path, timeout=0):
            yield
    except Timeout:
        raise IndexLocked(
            f"another process is building the index (it holds {path}).",
            fix="Wait until it has finished and try again.",
        ) from None


@contextmanager
def explained(directory: Path) -> Iterator[None]:
    """Say what a full or read-only disk means; the index in use is never touched by a failure."""
    try:
        yield
    except OSError as error:
        raise IndexFailure(
            f"the index in {directory} cannot be written: {error.strerror or error}.",
            fix="Check the free space and the permissions; the index in use, if any, is unharmed.",
        ) from error
