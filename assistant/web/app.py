"""The application: our pages and addresses, Chainlit behind a gate, a guard before everything."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import Lifespan

from assistant.errors import AppError
from assistant.messages import LANGUAGES, text
from assistant.settings import Settings
from assistant.web.assets import Assets
from assistant.web.coaching.app import coaching_app
from assistant.web.contact import contact_of
from assistant.web.feedback import FeedbackStore
from assistant.web.guard import Gate, Guard
from assistant.web.headers import SecurityHeaders
from assistant.web.home import prepare_home
from assistant.web.hosts import allowed_hosts
from assistant.web.pages import Pages
from assistant.web.service import Service
from corpus import load_corpus

_PUBLIC = Path(__file__).parent / "public"
# All that the page asks of Chainlit besides the socket; the rest of Chainlit stays closed.
_OPEN = ("/auth/config", "/user", "/project/translations")

_log = logging.getLogger(__name__)


def create_app(settings: Settings) -> FastAPI:
    """Make the application. Once a process: Chainlit keeps its settings and callbacks globally.

    An index that cannot be used does not stop it; the page then says what to do.

    Raises:
        CorpusError: The source text or its data is not what it should be.
        SettingsError: The data folder cannot be written.
    """
    corpus = load_corpus()
    contact = contact_of(corpus)
    prepare_home(settings.data_dir, contact)
    service = Service(settings)
    feedback = FeedbackStore(settings.data_dir / "feedback.sqlite3")

    # Only now: these import Chainlit, which reads the folder just prepared.
    from assistant.web.callbacks import chainlit_app, register
    from assistant.web.chat import Chat
    from assistant.web.routes import chat_router, pages_router

    chat = Chat(service)
    register(chat)
    # FastAPI's own pages load scripts from outside.
    app = FastAPI(lifespan=_lifespan(service), openapi_url=None, docs_url=None, redoc_url=None)
    assets = Assets()
    app.include_router(assets.router())
    app.include_router(pages_router(corpus, Pages(corpus.source, contact, assets), service))
    app.include_router(chat_router(chat, feedback))
    app.mount("/coaching", coaching_app(settings, corpus, service))
    app.mount("/public", StaticFiles(directory=_PUBLIC))
    app.mount("/", Gate(chainlit_app, open_paths=_OPEN))
    refusal = " / ".join(text("web.host_refused", language) for language in LANGUAGES)
    app.add_middleware(Guard, hosts=allowed_hosts(settings.host), host_refused=refusal)
    app.add_middleware(SecurityHeaders)
    return app


def _lifespan(service: Service) -> Lifespan[FastAPI]:
    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # Opened beside the first page loads, so that the first question need not wait.
        opening = asyncio.create_task(asyncio.to_thread(_open, service))
        yield
        await opening
        service.close()

    return lifespan


def _open(service: Service) -> None:
    try:
        service.open()
    except AppError as error:
        _log.warning("%s", error)
    except Exception:
        _log.exception("the assistant could not be opened")
