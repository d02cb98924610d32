"""What the tests share: the real corpus, one real index a run, the real pipeline."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from uuid import uuid4

import hypothesis
import pytest

from corpus import Corpus, load_corpus
from index.types import IndexSettings
from tests.sharing import once_a_run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.pipeline import Pipeline
    from assistant.store import Database


# How long an example takes says more about what else the machine does than about the code.
hypothesis.settings.register_profile(
    "untimed",
    hypothesis.settings(),
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let the files whose tests need the index come last.

    Where processes share the files, one of these goes first all the same: so one process builds
    the index while the others have something to do that needs none.
    """
    indexed = {item.path for item in items if "built_index_settings" in item.fixturenames}
    shared = hasattr(config, "workerinput")
    first = next((item.path for item in items if shared and item.path in indexed), None)
    items.sort(key=lambda item: (item.path != first, item.path in indexed))


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The corpus of the checkout."""
    return load_corpus()


@pytest.fixture(scope="session")
def built_index_settings(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    """Settings of an index of the whole corpus, built once a run. Do not alter."""
    # Imported here: tests that need no index should not pay for its libraries.
    from assistant.settings import Settings
    from index.build import build_index

    data_dir = once_a_run(
        tmp_path_factory,
        "session",
        lambda folder: build_index(corpus, Settings(data_dir=folder).index),
    )
    return Settings(data_dir=data_dir).index


@pytest.fixture(scope="session")
def pipeline(built_index_settings: IndexSettings) -> Pipeline:
    """The pipeline over that index."""
    from assistant.pipeline import Pipeline
    from assistant.settings import Settings

    directory = built_index_settings.directory
    return Pipeline.open(Settings(data_dir=directory.parent, index_dir=directory))


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server, `{database}` left open."""
    from tests.store.server import program, running

    if program("initdb") is None:
        reason = "PostgreSQL is not installed (Debian: apt install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with running() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of records, once on each of the two kinds."""
    import psycopg

    from assistant.store import Database

    url = ""
    if request.param == "postgresql":
        address: str = request.getfixturevalue("server")
        name = f"test_{uuid4().hex}"
        with psycopg.connect(address.format(database="postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        url = address.format(database=name)
    database = Database(tmp_path / "records", url)
    yield database
    database.close()
