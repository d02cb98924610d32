"""The store of vectors: Chroma, embedded. The only file that imports it.

Vectors are computed by us and handed over; no embedding function is ever stored, no server is
started, nothing is reported home. The texts stay outside, in the build's own file.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol

import numpy as np
import numpy.typing as npt
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.config import Settings
from chromadb.errors import ChromaError

from index.errors import IndexDamaged, IndexFailure
from index.types import Origin

_COLLECTION = "passages"
_BATCH = 5000
# With a thinner graph (64, 400, 16) two builds in three missed the nearest of 21,000 passages for
# some question, and which ones changed from build to build. With this one, 700 questions all found
# their nearest, and 694 all of the nearest 120. One thread, because the order of insertion shapes
# the graph. The smallest thresholds make every batch reach the graph's files at once: what is left
# in the journal would be inserted anew at each opening, and files never written properly change
# whenever they are looked at.
_HNSW = CreateHNSWConfiguration(
    space="cosine",
    ef_construction=300,
    ef_search=800,
    max_neighbors=48,
    num_threads=1,
    batch_size=2,
    sync_threshold=2,
)

Vectors = npt.NDArray[np.float32]


class VectorStore(Protocol):
    """What the index asks of a store of vectors."""

    def add(self, ids: Sequence[str], vectors: Vectors, origins: Sequence[Origin]) -> None:
        """Store one vector an id, rows of `vectors` in the order of `ids`."""

    def query(
        self, vector: Vectors, k: int, *, origin: Origin | None = None
    ) -> list[tuple[str, float]]:
        """The `k` nearest as (id, cosine similarity), best first; fewer when there are fewer."""

    def count(self) -> int:
        """The number of vectors stored."""

    def close(self) -> None:
        """Release the files."""


class ChromaStore(AbstractContextManager["ChromaStore"]):
    """A `VectorStore` in a folder of its own."""

    def __init__(self, folder: Path, client: Client, *, create: bool) -> None:
        self._folder = folder
        self._client = client
        if create:
            self._collection = client.create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": _HNSW}
            )
        else:
            self._collection = client.get_collection(_COLLECTION, embedding_function=None)

    @classmethod
    def create(cls, folder: Path) -> "ChromaStore":
        """Make an empty store in `folder`, which must not hold one yet.

        Raises:
            IndexFailure: The folder cannot be written.
        """
        with _writing(folder):
            return cls(folder, _client(folder), create=True)

    @classmethod
    def open(cls, folder: Path) -> "ChromaStore":
        """Open the store in `folder`, whose files must be known to be whole.

        Chroma looks into its database only: over a missing graph it answers silently with next to
        nothing, over a truncated one the process crashes. The manifest's hashes are checked first.

        Raises:
            IndexDamaged: There is none, or it cannot be read.
        """
        # Chroma makes an empty database of a missing folder without a word.
        if not (folder / "chroma.sqlite3").is_file():
            raise IndexDamaged(
                f"the vector store {folder} is missing.", fix="Run `assistant index build`."
            )
        with _reading(folder):
            return cls(folder, _client(folder), create=False)

    def add(self, ids: Sequence[str], vectors: Vectors, origins: Sequence[Origin]) -> None:
        """Store one vector an id, rows of `vectors` in the order of `ids`.

        Raises:
            IndexFailure: The folder cannot be written.
        """
        with _writing(self._folder):
            for start in range(0, len(ids), _BATCH):
                stop = start + _BATCH
                self._collection.add(
                    ids=list(ids[start:stop]),
                    embeddings=vectors[start:stop],
                    metadatas=[{"origin": origin} for origin in origins[start:stop]],
                )

    def query(
        self, vector: Vectors, k: int, *, origin: Origin | None = None
    ) -> list[tuple[str, float]]:
        """The `k` nearest as (id, cosine similarity), best first; fewer when there are fewer.

        Raises:
            IndexDamaged: The files cannot be read.
        """
        if k < 1:
            return []
        with _reading(self._folder):
            found = self._collection.query(
                query_embeddings=vector[None],
                n_results=k,
                where={"origin": origin} if origin else None,
                include=["distances"],
            )
        distances = (found["distances"] or [[]])[0]
        return [(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], distances, strict=True)]

    def count(self) -> int:
        """The number of vectors stored.

        Raises:
            IndexDamaged: The files cannot be read.
        """
        with _reading(self._folder):
            return int(self._collection.count())

    def close(self) -> None:
        """Release the files."""
        self._client.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close on leaving a `with` block."""
        self.close()


def _client(folder: Path) -> Client:
    # Chroma would read a .env file of the working directory.
    settings = Settings(
        _env_file=None,
        anonymized_telemetry=False,
        is_persistent=True,
        persist_directory=str(folder),
    )
    return Client(settings=settings)


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    try:
        yield
    # After a failed start Chroma keeps the half-made client and trips over it (AttributeError).
    except (ChromaError, ValueError, AttributeError) as error:
        raise IndexDamaged(
            f"the vector store {folder} cannot be read: {error}.",
            fix=(
                "Check that this user may read and write the folder (the store keeps a journal"
                " there), or run `assistant index build`."
            ),
        ) from error


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except (ChromaError, ValueError, OSError) as error:
        raise IndexFailure(
            f"the vector store {folder} cannot be written: {error}.",
            fix="Check the free space and the permissions of the folder.",
        ) from error
