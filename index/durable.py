"""Writing so that it is still there after the power fails."""

import os
from pathlib import Path


def replace_text(path: Path, text: str) -> None:
    """Replace a file's content in one step: whoever reads it sees all of the old or all of the new.

    Raises:
        OSError: The folder cannot be written; the old content is still there.
    """
    replace_bytes(path, text.encode("utf-8"))


def replace_bytes(path: Path, content: bytes) -> None:
    """The same for a file that is not text.

    Raises:
        OSError: The folder cannot be written; the old content is still there.
    """
    temporary = path.with_name(path.name + ".new")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    flush_names(path.parent)


def flush_tree(folder: Path) -> None:
    """Wait until every file below a folder is on the disk, with its name."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            flush_names(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    flush_names(folder)


def flush_names(folder: Path) -> None:
    """Wait until the names that a folder lists are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
