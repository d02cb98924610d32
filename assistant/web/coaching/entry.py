"""Coming in and going out: where people say who they are as long as there are no logins."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from assistant.errors import AppError
from assistant.web.coaching.forms import EmptyForm, EnterForm, FormProblem, checked
from assistant.web.coaching.pages import Pages, remember, to
from assistant.web.coaching.visit import Door, Visit
from assistant.web.identity import EvaluationIdentities, Role

HOMES = {Role.STAFF: "/me", Role.COACH: "/coach"}


def entry_router(identities: EvaluationIdentities, pages: Pages, door: Door) -> APIRouter:
    """The first page and the last."""
    router = APIRouter()

    @router.get("/")
    def start(request: Request, visit: Annotated[Visit, Depends(door.anyone)]) -> Response:
        if visit.identity is not None:
            return to(HOMES[visit.identity.role])
        response = pages.page("enter", visit, given={})
        # A visitor's first form already carries a token of its own.
        remember(response, identities.cookie(visit.session), secure=_secure(request))
        return response

    @router.post("/enter")
    def enter(request: Request, visit: Annotated[Visit, Depends(door.posted)]) -> Response:
        try:
            form = checked(EnterForm, visit.fields)
            made = identities.enter(form.name, form.role)
        except (FormProblem, AppError) as error:
            return pages.form("enter", visit, error, given=visit.fields)
        response = to(HOMES[made.role])
        remember(response, identities.cookie(made.account), secure=_secure(request))
        return response

    @router.get("/leave")
    def leaving(visit: Annotated[Visit, Depends(door.reads())]) -> Response:
        return pages.page("leave", visit)

    @router.post("/leave")
    def leave(visit: Annotated[Visit, Depends(door.posts())]) -> Response:
        checked(EmptyForm, visit.fields)
        identities.leave(visit.account)
        return to("/")

    return router


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"
