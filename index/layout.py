"""Where the files of an index lie.

<directory>/current              the name of the build in use, one line
<directory>/build.lock           held while building
<directory>/builds/<name>/       a complete build: the files below
<directory>/builds/<name>.partial/   one being made, or left by a builder that was killed
"""

import re
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from index.errors import IndexDamaged, IndexMissing
from index.types import Passage

PARTIAL = ".partial"
PASSAGES = "passages.jsonl"
VECTORS = "vectors.npy"
PASSAGE_WORDS = "bm25-passages"
RECORD_WORDS = "bm25-records"
CLASSIFIER = "classifier"
STORE = "chroma"

_BUILD_NAME = re.compile(r"[0-9a-f]{16}-[0-9a-f]{8}")
_PASSAGE = TypeAdapter(Passage)


def builds_folder(directory: Path) -> Path:
    """The folder of all builds."""
    return directory / "builds"


def pointer(directory: Path) -> Path:
    """The file that names the build in use."""
    return directory / "current"


def current_build(directory: Path) -> Path:
    """The folder of the build in use.

    Raises:
        IndexMissing: There is no pointer.
        IndexDamaged: The pointer cannot be read or names no build.
    """
    path = pointer(directory)
    fix = "Run `assistant index build`."
    try:
        name = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise IndexMissing(f"there is no index in {directory} yet.", fix=fix) from None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(f"{path} cannot be read: {error}.", fix=fix) from error
    folder = builds_folder(directory) / name
    # The name is checked before use as a path: it comes from a file.
    if not _BUILD_NAME.fullmatch(name) or not folder.is_dir():
        raise IndexDamaged(f"{path} names a build that is not there ({name[:60]!r}).", fix=fix)
    return folder


def write_passages(passages: tuple[Passage, ...], folder: Path) -> None:
    """Write the passages into a build, one JSON object a line."""
    with (folder / PASSAGES).open("wb") as file:
        file.writelines(_PASSAGE.dump_json(passage) + b"\n" for passage in passages)


def read_passages(folder: Path) -> tuple[Passage, ...]:
    """Read the passages of a build in their order.

    Raises:
        IndexDamaged: The file is missing or malformed.
    """
    path = folder / PASSAGES
    try:
        with path.open("rb") as file:
            return tuple(_PASSAGE.validate_json(line) for line in file)
    except (OSError, ValidationError) as error:
        raise IndexDamaged(
            f"the passages in {path} cannot be read.", fix="Run `assistant index build`."
        ) from error
