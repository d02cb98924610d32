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
    """A browser that has opened the page."""
    with httpx.Client(base_url=server.address, timeout=60) as client:
        client.get("/")
        yield client


@pytest.fixture
def conversation(server: Server, client: httpx.Client) -> Iterator[Conversation]:
    """A conversation of the same browser."""
    with talking(server.address, str(uuid.uuid4()), cookies=client.cookies) as conversation:
        yield conversation
