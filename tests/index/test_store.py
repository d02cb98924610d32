"""What every store of vectors must do, run against Chroma and against an exact search."""

import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.errors import IndexDamaged, IndexFailure
from index.store import ChromaStore, VectorStore
from index.types import Origin

Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]


def unit_vectors(count: int, *, dimension: int = 16, seed: int = 3) -> Vectors:
    vectors = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class ExactStore:
    """A store that compares with every vector: the yardstick for one that does not."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, np.ndarray, Origin]] = []

    def add(self, ids: Sequence[str], vectors: Vectors, origins: Sequence[Origin]) -> None:
        self._rows.extend(zip(ids, vectors, origins, strict=True))

    def query(
        self, vector: np.ndarray, k: int, *, origin: Origin | None = None
    ) -> list[tuple[str, float]]:
        found = [(i, float(row @ vector)) for i, row, o in self._rows if origin in (None, o)]
        return sorted(found, key=lambda pair: -pair[1])[: max(k, 0)]

    def count(self) -> int:
        return len(self._rows)

    def close(self) -> None:
        self._rows.clear()


class VectorStoreContract:
    """Subclass it, give it a `store` fixture with an empty store, and every test here applies."""

    VECTORS = unit_vectors(40)
    IDS = tuple(f"p{number}" for number in range(40))
    ORIGINS: tuple[Origin, ...] = ("text", "name", "expansion", "expansion") * 10

    @pytest.fixture
    def store(self) -> VectorStore | Iterator[VectorStore]:
        raise NotImplementedError

    @pytest.fixture
    def filled(self, store: VectorStore) -> VectorStore:
        store.add(self.IDS, self.VECTORS, self.ORIGINS)
        return store

    def test_begins_empty(self, store: VectorStore) -> None:
        assert store.count() == 0

    def test_counts_what_was_added(self, filled: VectorStore) -> None:
        assert filled.count() == 40

    def test_adding_in_parts_is_adding_all(self, store: VectorStore) -> None:
        for start in (0, 15, 30):
            part = slice(start, start + 15)
            store.add(self.IDS[part], self.VECTORS[part], self.ORIGINS[part])
        assert store.count() == 40
        assert store.query(self.VECTORS[33], 1)[0][0] == "p33"

    def test_a_vector_is_nearest_to_itself_with_similarity_one(self, filled: VectorStore) -> None:
        for number in (0, 17, 39):
            [(found, score)] = filled.query(self.VECTORS[number], 1)
            assert found == f"p{number}"
            assert score == pytest.approx(1.0, abs=1e-5)

    def test_finds_the_nearest_in_order_with_their_cosines(self, filled: VectorStore) -> None:
        query = unit_vectors(1, seed=11)[0]
        cosines = self.VECTORS @ query
        best = np.argsort(-cosines)[:10]
        found = filled.query(query, 10)
        assert [i for i, _ in found] == [f"p{number}" for number in best]
        assert [s for _, s in found] == pytest.approx(cosines[best].tolist(), abs=1e-5)

    @pytest.mark.parametrize("origin", ["text", "name", "expansion"])
    def test_an_origin_narrows_the_search(self, filled: VectorStore, origin: Origin) -> None:
        found = filled.query(unit_vectors(1, seed=12)[0], 40, origin=origin)
        expected = {i for i, o in zip(self.IDS, self.ORIGINS, strict=True) if o == origin}
        assert {i for i, _ in found} == expected

    @pytest.mark.parametrize(("k", "expected"), [(-1, 0), (0, 0), (1, 1), (40, 40), (100, 40)])
    def test_returns_at_most_k(self, filled: VectorStore, k: int, expected: int) -> None:
        assert len(filled.query(self.VECTORS[0], k)) == expected


class TestExactStore(VectorStoreContract):
    @pytest.fixture
    def store(self) -> VectorStore:
        return ExactStore()


class TestChromaStore(VectorStoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[VectorStore]:
        with ChromaStore.create(tmp_path / "chroma") as store:
            yield store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed Chroma store of 2,500 vectors: more than one batch, and enough for a graph."""
    folder = tmp_path / "chroma"
    with ChromaStore.create(folder) as store:
        ids = [f"p{number}" for number in range(2500)]
        store.add(ids, unit_vectors(2500), ["text"] * 2500)
    return folder


def test_what_was_added_is_there_after_reopening(folder: Path) -> None:
    with ChromaStore.open(folder) as store:
        assert store.count() == 2500
        assert store.query(unit_vectors(2500)[2222], 1)[0][0] == "p2222"


def test_the_graph_finds_what_an_exhaustive_search_finds(folder: Path) -> None:
    exact = ExactStore()
    exact.add([f"p{n}" for n in range(2500)], unit_vectors(2500), ["text"] * 2500)
    with ChromaStore.open(folder) as store:
        for query in unit_vectors(20, seed=5):
            found = [i for i, _ in store.query(query, 20)]
            assert found == [i for i, _ in exact.query(query, 20)]


def test_the_graph_is_on_the_disk_and_reading_does_not_change_it(folder: Path) -> None:
    def graph() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.glob("*/*")}

    before = graph()
    assert "index_metadata.pickle" in before
    with ChromaStore.open(folder) as store:
        store.query(unit_vectors(1)[0], 5)
    assert graph() == before


def test_no_embedding_function_is_stored(folder: Path) -> None:
    # Chroma would load and run what it finds configured; "legacy" stands for none.
    with closing(sqlite3.connect(folder / "chroma.sqlite3")) as database:
        [(configuration,)] = database.execute("SELECT schema_str FROM collections").fetchall()
    kinds = re.findall(r'"embedding_function":\{"type":"(\w+)"([^}]*)\}', configuration)
    assert len(kinds) == configuration.count("embedding_function") > 0
    assert set(kinds) <= {("legacy", ""), ("unknown", "")}


def test_a_missing_store_is_damage_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="index build"):
        ChromaStore.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("harm", ["truncated", "garbage", "empty"])
def test_a_damaged_database_is_reported(folder: Path, harm: str) -> None:
    path = folder / "chroma.sqlite3"
    whole = path.read_bytes()
    path.write_bytes({"truncated": whole[:50_000], "garbage": b"x" * 50_000, "empty": b""}[harm])
    with pytest.raises(IndexDamaged, match="index build"), ChromaStore.open(folder) as store:
        store.query(unit_vectors(1)[0], 1)


def test_a_copied_store_is_whole(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    with ChromaStore.open(copy) as store:
        assert store.count() == 2500


def test_a_folder_that_cannot_be_made_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexFailure, match="permissions"):
        ChromaStore.create(tmp_path / "file" / "chroma")
