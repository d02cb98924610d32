"""Which visits to the coaching pages go into the audit log, and as what."""

import re
from collections.abc import Awaitable, Callable, Mapping

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from assistant.audit.types import Action, Kind, Subject
from assistant.web.identity import Identity, visitor_of
from assistant.web.observing.log import Log

_ID = re.compile(r"[0-9a-f]{32}")

# By method and path as the routes have it: what was done, to what, and which part of the path
# names it. What is not here changes nothing and shows a person nothing but their own.
AUDITED: Mapping[tuple[str, str], tuple[Action, Kind, str]] = {
    ("POST", "/enter"): (Action.SIGN_IN, Kind.ACCOUNT, ""),
    ("POST", "/leave"): (Action.SIGN_OUT, Kind.SESSION, ""),
    ("POST", "/consent"): (Action.ADDED, Kind.PERSON, ""),
    ("POST", "/role"): (Action.ADDED, Kind.ASSESSMENT, ""),
    ("POST", "/sharing"): (Action.SHARED, Kind.PERSON, ""),
    ("POST", "/sharing/end"): (Action.UNSHARED, Kind.PERSON, ""),
    ("POST", "/name"): (Action.CHANGED, Kind.PERSON, ""),
    ("GET", "/my-data.json"): (Action.EXPORTED, Kind.PERSON, ""),
    ("POST", "/delete"): (Action.DELETED, Kind.PERSON, ""),
    ("GET", "/team"): (Action.READ, Kind.TEAM, ""),
    ("GET", "/people/{person}"): (Action.READ, Kind.PERSON, "person"),
    ("GET", "/people/{person}/assessments/{assessment}"): (
        Action.READ, Kind.ASSESSMENT, "assessment",
    ),
    ("GET", "/people/{person}/assessments/{assessment}/recommended"): (
        Action.READ, Kind.ASSESSMENT, "assessment",
    ),
    ("GET", "/people/{person}/assessments/{assessment}/{about}/{number}"): (
        Action.READ, Kind.ASSESSMENT, "assessment",
    ),
    ("POST", "/people/{person}/assessments/{assessment}/{about}/{number}"): (
        Action.CHANGED, Kind.ASSESSMENT, "assessment",
    ),
    ("GET", "/people/{person}/assessments/{assessment}/download/{form}"): (
        Action.EXPORTED, Kind.ASSESSMENT, "assessment",
    ),
    ("POST", "/people/{person}/assessments/{assessment}/plans"): (
        Action.ADDED, Kind.PLAN, "assessment",
    ),
    ("GET", "/plans/{plan}"): (Action.READ, Kind.PLAN, "plan"),
    ("POST", "/plans/{plan}/lines"): (Action.CHANGED, Kind.PLAN, "plan"),
    ("POST", "/plans/{plan}/decision"): (Action.CHANGED, Kind.PLAN, "plan"),
    ("POST", "/plans/{plan}/comments"): (Action.CHANGED, Kind.PLAN, "plan"),
    ("POST", "/plans/{plan}/comments/{number}"): (Action.CHANGED, Kind.PLAN, "plan"),
    ("GET", "/plans/{plan}/download/{form}"): (Action.EXPORTED, Kind.PLAN, "plan"),
}  # fmt: skip
_DENIED = frozenset({403, 404})


def audit_visits(app: FastAPI, log: Log) -> None:
    """Let every visit to the pages above be noted after it went well, and every denial."""

    @app.middleware("http")
    async def noting(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        identity = visitor_of(request).identity
        response = await call_next(request)
        if identity is not None:
            await run_in_threadpool(_note, log, identity, request, response.status_code)
        return response


def _note(log: Log, identity: Identity, request: Request, status: int) -> None:
    route = request.scope.get("route")
    path = str(getattr(route, "path", ""))
    found = AUDITED.get((request.method, path))
    if found is None:
        return
    action, kind, name = found
    named = str(request.path_params.get(name, ""))
    about = Subject(kind, named if _ID.fullmatch(named) else "")
    if status in _DENIED:
        log.note(Action.DENIED, identity, about, detail={"wanted": action.value})
    elif status < 400 and (action is not Action.READ or identity.role == "coach"):
        # One's own pages are nobody else's business.
        log.note(action, identity, about)
