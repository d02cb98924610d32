"""The coaching pages in this process, over real records in a folder of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.routing import Mount

from assistant.audit.audit import Audit
from assistant.settings import Settings
from assistant.store import open_database
from assistant.web.coaching.app import coaching_app
from assistant.web.entrance.cookie import SessionCookie
from assistant.web.entrance.entrance import Doorkeeper, Entrance
from assistant.web.entrance.ways import way_of
from assistant.web.observing.figures import Figures
from assistant.web.observing.log import Log
from assistant.web.records import Records
from assistant.web.service import Service
from corpus import Corpus
from index.types import IndexSettings

MakeApp = Callable[..., FastAPI]


@pytest.fixture
def make_app(
    tmp_path: Path, corpus: Corpus, built_index_settings: IndexSettings
) -> Iterator[MakeApp]:
    def made(*, patience: float = 60.0, **changed: object) -> FastAPI:
        settings = Settings(
            **{"data_dir": tmp_path / "data", "index_dir": built_index_settings.directory} | changed
        )
        records, cookie = Records(settings), SessionCookie(settings)
        opened.append(records)
        app = FastAPI()
        service = Service(settings)
        opened.append(service)
        log = Log(records, Figures())
        pages = coaching_app(settings, corpus, service, records, cookie, log, patience=patience)
        app.mount("/coaching", pages)
        doorkeeper = Doorkeeper(records, way_of(settings), cookie)
        app.add_middleware(Entrance, doorkeeper=doorkeeper, cookie=cookie, log=log, open_paths=())
        return app

    opened: list[Records | Service] = []
    yield made
    for one in opened:
        one.close()


@pytest.fixture
def app(make_app: MakeApp) -> FastAPI:
    return make_app()


@pytest.fixture
def coaching(app: FastAPI) -> FastAPI:
    """The pages' own application within `app`."""
    mounted = next(route.app for route in app.routes if isinstance(route, Mount))
    assert isinstance(mounted, FastAPI)
    return mounted


@pytest.fixture
def audit(app: FastAPI, tmp_path: Path) -> Iterator[Audit]:
    """The audit log of `app`."""
    database = open_database(Settings(data_dir=tmp_path / "data"))
    yield Audit(database)
    database.close()
