"""Coming in and going out: where guests say who they are, as long as there are no logins."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from assistant.accounts.types import Role
from assistant.errors import AppError
from assistant.settings import Settings
from assistant.web.coaching.forms import EmptyForm, EnterForm, FormProblem, checked
from assistant.web.coaching.pages import Pages, to
from assistant.web.coaching.visit import Door, Visit
from assistant.web.entrance.cookie import SessionCookie
from assistant.web.identity import Identities, visitor_of

HOMES = {Role.STAFF: "/me", Role.COACH: "/coach", Role.ADMIN: "/me"}


def entry_router(
    settings: Settings, identities: Identities, cookie: SessionCookie, pages: Pages, door: Door
) -> APIRouter:
    """The first page and the last."""
    router = APIRouter()
    evaluation = settings.way_in == "none"

    @router.get("/")
    def start(visit: Annotated[Visit, Depends(door.anyone)]) -> Response:
        if visit.identity is not None:
            return to(HOMES[visit.identity.role])
        return pages.page("enter", visit, given={})

    @router.post("/enter")
    def enter(request: Request, visit: Annotated[Visit, Depends(door.posted)]) -> Response:
        guest = visitor_of(request).identity
        if not evaluation or guest is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        try:
            form = checked(EnterForm, visit.fields)
            made, session = identities.enter(guest, form.name, Role(form.role))
        except (FormProblem, AppError) as error:
            return pages.form("enter", visit, error, given=visit.fields)
        response = to(HOMES[made.role])
        cookie.write(response, session)
        return response

    @router.get("/leave")
    def leaving(visit: Annotated[Visit, Depends(door.reads())]) -> Response:
        return pages.page("leave", visit)

    @router.post("/leave")
    def leave(visit: Annotated[Visit, Depends(door.posts())]) -> Response:
        checked(EmptyForm, visit.fields)
        identities.leave(visit.session)
        after = settings.sign_out_url or ("/coaching/" if evaluation else "/login")
        response = RedirectResponse(after, HTTPStatus.SEE_OTHER)
        cookie.clear(response)
        return response

    return router
