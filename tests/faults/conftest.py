"""One server with accounts for all of these tests, and one with a language model."""

from collections.abc import Iterator

import pytest

from assistant.settings import Settings
from index.types import IndexSettings
from tests.faults.city import City
from tests.model.server import NAME, ModelServer, right, says, serving_model
from tests.web.serving import serving


@pytest.fixture(scope="session")
def city(
    built_index_settings: IndexSettings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[City]:
    """A server whose people have accounts."""
    folder = tmp_path_factory.mktemp("city")
    settings = {"ASSISTANT_LOGIN": "local"}
    with serving(folder, built_index_settings.directory, settings=settings) as server:
        city = City(server, Settings(data_dir=folder))
        yield city
        city.close()


@pytest.fixture(scope="session")
def running_model() -> Iterator[ModelServer]:
    with serving_model() as model:
        yield model


@pytest.fixture
def model(running_model: ModelServer) -> ModelServer:
    """The language model of `city_with_model`, which answers rightly unless told otherwise."""
    running_model.behave(says(right))
    return running_model


@pytest.fixture(scope="session")
def city_with_model(
    running_model: ModelServer,
    built_index_settings: IndexSettings,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[City]:
    """The same with a language model that has two seconds for an answer."""
    folder = tmp_path_factory.mktemp("city-with-model")
    settings = {
        "ASSISTANT_LOGIN": "local",
        "ASSISTANT_MODEL": NAME,
        "ASSISTANT_MODEL_BASE_URL": running_model.address,
        "ASSISTANT_MODEL_TIMEOUT_S": "2",
    }
    with serving(folder, built_index_settings.directory, settings=settings) as server:
        city = City(server, Settings(data_dir=folder))
        yield city
        city.close()
