"""The manifest: what a build holds and from what it was made. It is written last."""

import hashlib
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import IndexDamaged, IndexStale
from index.types import IndexSettings, LexicalSettings, Origin

# Raised when the layout of a build, the making of passages or the tokens change.
SCHEMA_VERSION = 4
MANIFEST_NAME = "manifest.json"

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Version(BaseModel):
    """The one field that every manifest has had."""

    schema_version: int


class BuildSettings(_Strict):
    """The settings that shape what is in a build."""

    passage_prefix: str
    passage_scoring: LexicalSettings
    record_scoring: LexicalSettings

    @classmethod
    def of(cls, settings: IndexSettings) -> "BuildSettings":
        """The part of `settings` that the content of a build depends on.

        Where the model lies does not matter, its fingerprint does; nor does the query's prefix.
        """
        return cls(
            passage_prefix=settings.passage_prefix,
            passage_scoring=settings.passage_scoring,
            record_scoring=settings.record_scoring,
        )


class Manifest(_Strict):
    """What a build holds.

    Attributes:
        index_id: Made from everything the content depends on: equal ids, equal content.
        corpus_digest: sha256 of the corpus it was built from.
        model: The embedding model as it was named then; only to be shown.
        model_fingerprint: sha256 of the embedding model.
        passages: Number of passages by origin.
        vectors: Number of vectors in the store.
        dimension: Numbers in a vector.
        records: Number of records, each a document of the BM25 index over records.
        tokenizer: The Japanese tokenizer and dictionary with their versions.
        classifier: The classifier's code and the library that trained it.
        libraries: Versions of the libraries that wrote the files.
        created_at: When the build was finished, UTC.
        files: sha256 of each file by its path in the build, but for the store's database, which
            changes when it is read.
    """

    schema_version: int
    index_id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    corpus_digest: Sha256
    model: str
    model_fingerprint: Sha256
    settings: BuildSettings
    passages: dict[Origin, Count]
    vectors: Count
    dimension: Annotated[int, Field(ge=1)]
    records: Count
    tokenizer: str
    classifier: str
    libraries: dict[str, str]
    created_at: Annotated[datetime, Field(strict=False)]
    files: dict[str, Sha256]

    @property
    def total(self) -> int:
        """The number of passages of all origins."""
        return sum(self.passages.values())


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest into a build's folder."""
    (folder / MANIFEST_NAME).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a build.

    Raises:
        IndexDamaged: It is missing or malformed.
        IndexStale: It was written by another version of this program.
    """
    path = folder / MANIFEST_NAME
    try:
        content = path.read_bytes()
        version = _Version.model_validate_json(content).schema_version
        if version != SCHEMA_VERSION:
            raise IndexStale(
                f"the index has layout {version}; this version of the program uses"
                f" {SCHEMA_VERSION}.",
                fix="Run `assistant index build`.",
            )
        return Manifest.model_validate_json(content)
    except (OSError, ValidationError) as error:
        detail = error.strerror if isinstance(error, OSError) else "it is malformed"
        raise IndexDamaged(
            f"the manifest {path} cannot be read: {detail}.", fix="Run `assistant index build`."
        ) from error


def sha256_of(path: Path) -> str:
    """The sha256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_files(folder: Path) -> dict[str, str]:
    """The sha256 of each file that the manifest names, by its path below `folder`."""
    return {
        path.relative_to(folder).as_posix(): sha256_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.name != MANIFEST_NAME
        and not _CHANGES_ON_READING.match(path.name)
    }


# SQLite rewrites its header when Chroma opens it, and may leave a journal beside it.
_CHANGES_ON_READING = re.compile(r"chroma\.sqlite3(-journal|-wal|-shm)?$")
