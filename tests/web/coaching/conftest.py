"""The coaching pages in this process, over real records in a folder of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI

from assistant.settings import Settings
from assistant.web.coaching.app import coaching_app
from assistant.web.service import Service
from corpus import Corpus
from index.types import IndexSettings

MakeApp = Callable[..., FastAPI]


@pytest.fixture
def make_app(
    tmp_path: Path, corpus: Corpus, built_index_settings: IndexSettings
) -> Callable[..., FastAPI]:
    def made(**changed: str) -> FastAPI:
        settings = Settings(
            data_dir=tmp_path / "data", index_dir=built_index_settings.directory, **changed
        )
        app = FastAPI()
        app.mount("/coaching", coaching_app(settings, corpus, Service(settings)))
        return app

    return made


@pytest.fixture
def app(make_app: MakeApp) -> FastAPI:
    return make_app()
