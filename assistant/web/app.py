"""The application: our pages and addresses, Chainlit behind a gate, a guard before everything."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.types import Lifespan

from assistant.errors import AppError
from assistant.messages import LANGUAGES, text
from assistant.settings import Settings
from assistant.web.assets import Assets
from assistant.web.coaching.app import coaching_app
from assistant.web.coaching.forms import FormProblem
from assistant.web.contact import contact_of
from assistant.web.conversations import conversations_router
from assistant.web.entrance.chainlit_user import ForChainlit, require_users
from assistant.web.entrance.cookie import SessionCookie
from assistant.web.entrance.entrance import SIGN_ON_PATH, Doorkeeper, Entrance
from assistant.web.entrance.page import LoginPage
from assistant.web.entrance.routes import Entering, entrance_router
from assistant.web.entrance.ways import way_of
from assistant.web.guard import Gate, Guard
from assistant.web.headers import SecurityHeaders
from assistant.web.home import prepare_home
from assistant.web.hosts import allowed_hosts
from assistant.web.keeper import Keeper
from assistant.web.observing.figures import Figures
from assistant.web.observing.log import Log
from assistant.web.observing.observed import Observed
from assistant.web.observing.routes import METRICS_PATH, figures_router
from assistant.web.pages import Pages
from assistant.web.records import Records
from assistant.web.service import Service
from assistant.web.threads import ratings_router, threads_router
from corpus import load_corpus

_PUBLIC = Path(__file__).parent / "public"
# All that the page asks of Chainlit besides the socket; the rest of Chainlit stays closed.
_OPEN = ("/auth/config", "/user", "/project/translations")

# What is shown to everybody, signed in or not.
_FOR_ALL = (
    "/healthz",
    "/readyz",
    METRICS_PATH,
    # Tells nothing. A page sends it twice as it is loaded, and must get its answers in that order:
    # it goes on with the conversation of the later one.
    "/set-session-cookie",
    "/language/ja",
    "/language/en",
    "/public/",
    "/assets/",
)

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
    records = Records(settings)
    cookie = SessionCookie(settings)
    figures = Figures()
    log = Log(records, figures)
    keeper = Keeper(records)

    require_users()
    # Only now: these import Chainlit, which reads the folder just prepared.
    from assistant.web.callbacks import chainlit_app, register, reload_pages
    from assistant.web.chat import Chat
    from assistant.web.routes import chat_router, pages_router

    doorkeeper = Doorkeeper(records, way_of(settings), cookie)
    chat = Chat(service, keeper, corpus.records, log)
    register(chat, doorkeeper, keeper, figures)
    # FastAPI's own pages load scripts from outside.
    app = FastAPI(
        lifespan=_lifespan(service, keeper), openapi_url=None, docs_url=None, redoc_url=None
    )
    assets = Assets()
    app.include_router(assets.router())
    evaluation = settings.way_in == "none"
    pages = Pages(corpus.source, contact, assets, evaluation=evaluation)
    app.include_router(pages_router(corpus, pages, service))
    app.include_router(figures_router(figures, settings.monitors))
    app.include_router(chat_router(chat))
    app.include_router(threads_router(keeper, pages, log, reload_pages))
    app.include_router(conversations_router(keeper, log, reload_pages))
    app.include_router(ratings_router(keeper, log))
    entering = Entering(settings, records, cookie, log)
    login = LoginPage(contact, sign_on=settings.way_in == "oidc")
    app.include_router(entrance_router(entering, login))
    app.add_exception_handler(FormProblem, _no_form_of_ours)
    if settings.way_in == "oidc":
        from assistant.web.entrance.openid import sign_on_app

        app.mount(SIGN_ON_PATH, sign_on_app(entering, login))
    app.mount("/coaching", coaching_app(settings, corpus, service, records, cookie, log))
    app.mount("/public", StaticFiles(directory=_PUBLIC))
    app.mount("/", Gate(ForChainlit(chainlit_app), open_paths=_OPEN))
    app.add_exception_handler(RequestValidationError, _refuse)
    app.add_middleware(Entrance, doorkeeper=doorkeeper, cookie=cookie, log=log, open_paths=_FOR_ALL)
    refusal = " / ".join(text("web.host_refused", language) for language in LANGUAGES)
    app.add_middleware(
        Guard, hosts=allowed_hosts(settings.host, settings.public_url), host_refused=refusal
    )
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Observed, figures=figures)
    return app


async def _no_form_of_ours(_: Request, __: Exception) -> Response:
    return JSONResponse({"detail": "Not Found"}, HTTPStatus.NOT_FOUND)


async def _refuse(_: Request, __: Exception) -> Response:
    # FastAPI's own answer repeats what was sent, which need not be fit for an answer.
    return JSONResponse({"detail": "The request is not valid."}, HTTPStatus.UNPROCESSABLE_ENTITY)


def _lifespan(service: Service, keeper: Keeper) -> Lifespan[FastAPI]:
    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # Opened beside the first page loads, so that the first question need not wait.
        opening = asyncio.create_task(asyncio.to_thread(_open, service))
        yield
        await opening
        service.close()
        keeper.close()
        keeper.records.close()

    return lifespan


def _open(service: Service) -> None:
    try:
        service.open()
    except AppError as error:
        _log.warning("%s", error)
    except Exception:
        _log.exception("the assistant could not be opened")
