"""One server for all tests of the web application, and ways to talk to it."""

import uuid
from collections.abc import Iterator

import httpx
import pytest

from index.types import IndexSettings
from tests.web.serving import Server, serving
from tests.web.talking import Conversation, talking


@pytest.fixture(scope="session")
def server(
    built_index_settings: IndexSettings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("web"), built_index_settings.directory) as server:
        yield server


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address) as client:
        yield client


@pytest.fixture
def conversation(server: Server) -> Iterator[Conversation]:
    with talking(server.address, str(uuid.uuid4())) as conversation:
        yield conversation
