"""Signing on with OpenID Connect, by the code flow with PKCE (OpenID Connect Core 1.0, 3.1)."""

import logging
import secrets
from http import HTTPStatus
from typing import Any

from authlib.integrations.starlette_client import OAuth
from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.middleware.sessions import SessionMiddleware
from starlette.types import ASGIApp

from assistant.accounts.accounts import MOST_NAME_CHARS
from assistant.accounts.types import Account
from assistant.errors import AccountError, StoreUnavailable
from assistant.messages import text
from assistant.settings import Settings
from assistant.web.entrance.entrance import SIGN_ON_PATH
from assistant.web.entrance.page import LoginPage
from assistant.web.entrance.routes import Entering
from assistant.web.identity import form_token, visitor_of
from assistant.web.language import language_of
from assistant.web.links import page_of_ours

# Seconds from the button to the way back from the provider.
_PATIENCE = 600

_log = logging.getLogger(__name__)


def sign_on_app(entering: Entering, page: LoginPage) -> ASGIApp:
    """The two addresses of the sign-on, to be mounted under `SIGN_ON_PATH`."""
    settings = entering.settings
    client = _client(settings)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    def refused(request: Request, key: str, status: HTTPStatus) -> Response:
        language = language_of(request)
        return page.show(
            language,
            token=form_token(visitor_of(request).session),
            back="/",
            problem=text(f"web.{key}", language),
            status=status,
        )

    @app.get("/start")
    async def start(request: Request, back: str = "/") -> Response:
        request.session["back"] = page_of_ours(back)
        base = settings.public_url or str(request.base_url).rstrip("/")
        try:
            response: Response = await client.authorize_redirect(
                request, f"{base}{SIGN_ON_PATH}/done"
            )
        # Authlib lets through the errors of whichever HTTP client it has found.
        except Exception as error:
            _log.warning("the sign-on cannot be reached: %s", type(error).__name__)
            return refused(request, "login_not_sign_on", HTTPStatus.BAD_GATEWAY)
        return response

    @app.get("/done")
    async def done(request: Request) -> Response:
        back = page_of_ours(str(request.session.pop("back", "/")))
        try:
            token = await client.authorize_access_token(request)
        except Exception as error:
            _log.warning("the sign-on was not completed: %s", type(error).__name__)
            return refused(request, "login_not_sign_on", HTTPStatus.BAD_REQUEST)
        try:
            account = await run_in_threadpool(_account, entering, token.get("userinfo") or {})
            session = visitor_of(request).session
            return await run_in_threadpool(entering.let_in, account, session, back)
        except AccountError as error:
            _log.warning("the sign-on names an account that cannot come in: %s", error.problem)
            return refused(request, "login_not_yours", HTTPStatus.FORBIDDEN)
        except StoreUnavailable:
            return refused(request, "records_unavailable", HTTPStatus.SERVICE_UNAVAILABLE)

    @app.get("/")
    async def begin() -> Response:
        return RedirectResponse("/login", HTTPStatus.SEE_OTHER)

    # A restart between the button and the way back asks people to press it again.
    return SessionMiddleware(
        app,
        secret_key=secrets.token_hex(32),
        session_cookie="sign_on",
        max_age=_PATIENCE,
        path=SIGN_ON_PATH,
        same_site="lax",
        https_only=settings.public_url.startswith("https://"),
    )


def _client(settings: Settings) -> Any:
    oauth = OAuth()
    return oauth.register(
        "city",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value() or None,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "timeout": 10,
        },
    )


def _account(entering: Entering, claims: dict[str, Any]) -> Account:
    settings = entering.settings
    issuer, subject = str(claims.get("iss", "")), str(claims.get("sub", ""))
    login = str(claims.get(settings.oidc_login_claim) or subject)
    name = str(claims.get(settings.oidc_name_claim) or login)
    return entering.records.accounts.signed_on(
        f"{issuer}|{subject}"[:500], login, name[:MOST_NAME_CHARS], at=entering.records.now()
    )
