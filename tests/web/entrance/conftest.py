"""A server that takes passwords, and browsers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx
import pytest

from index.types import IndexSettings
from tests.web.serving import Server, serving

NewBrowser = Callable[..., httpx.Client]


@pytest.fixture(scope="session")
def guarded(
    built_index_settings: IndexSettings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server whose people have accounts with passwords."""
    folder = tmp_path_factory.mktemp("guarded")
    settings = {"ASSISTANT_LOGIN": "local"}
    with serving(folder, built_index_settings.directory, settings=settings) as server:
        yield server


@pytest.fixture
def new_browser(guarded: Server) -> Iterator[NewBrowser]:
    """Opens browsers that hold cookies of their own."""
    with ExitStack() as stack:

        def opened(**headers: str) -> httpx.Client:
            given = {"Accept": "text/html", "Accept-Language": "ja", **headers}
            client = httpx.Client(base_url=guarded.address, headers=given, timeout=60)
            return stack.enter_context(client)

        yield opened
