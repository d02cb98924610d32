"""Fills the templates of the coaching pages; what goes into them is escaped."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.coach.approval import State
from assistant.coach.comment import MAX_COMMENT
from assistant.coach.files.symbols import symbol
from assistant.coach.scale import Rating, rating_label
from assistant.errors import (
    AppError,
    Conflict,
    NotAllowed,
    NotShared,
    QuestionError,
    StoreUnavailable,
)
from assistant.explain import explain
from assistant.messages import text
from assistant.types import Language
from assistant.web.coaching.forms import MAX_QUESTION, FormProblem
from assistant.web.coaching.visit import Visit

ROOT = "/coaching"
_TEMPLATES = Path(__file__).parent.parent / "pages" / "coaching"
_LANGUAGE_NAMES: Mapping[Language, str] = {"ja": "日本語", "en": "English"}


_NAMED = (
    "name",
    "role",
    "level",
    "rating",
    "evidence",
    "question",
    "code",
    "line",
    "comment",
    "confirm",
    "words",
)


class Problem:
    """Why a form was not taken, to be shown above it.

    Attributes:
        message: What is wrong.
        fix: What to do; may be empty.
        field: The id of the field to go to; may be empty.
    """

    def __init__(self, error: FormProblem | AppError | OSError, language: Language) -> None:
        """Word an error for a reader."""
        self.field = ""
        if isinstance(error, FormProblem):
            self.field = error.field if error.field in _NAMED else ""
            key = f"field_{self.field}" if self.field else "field_token"
            kind = error.kind if self.field else "wrong"
            self.message = text(
                f"coaching.problem_{kind}", language, field=text(f"coaching.{key}", language)
            )
            self.fix = ""
        else:
            # An error of a file would name folders of this machine.
            shown = StoreUnavailable("") if isinstance(error, OSError) else error
            told = explain(shown, language)
            self.message, self.fix = told.message, told.fix


class Pages:
    """The pages in both languages."""

    def __init__(self, *, evaluation: bool) -> None:
        """Read templates when they are first used; `evaluation` says that there are no logins."""
        self._environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            Rating=Rating,
            State=State,
            symbol=symbol,
            root=ROOT,
            evaluation=evaluation,
            once=lambda: secrets.token_hex(16),
            language_names=_LANGUAGE_NAMES,
            max_comment=MAX_COMMENT,
            max_question=MAX_QUESTION,
        )

    def page(
        self,
        name: str,
        visit: Visit,
        *,
        status: HTTPStatus = HTTPStatus.OK,
        problem: Problem | None = None,
        **values: object,
    ) -> HTMLResponse:
        """One page."""
        return self._filled(name, visit, status, problem, values)

    def form(
        self,
        name: str,
        visit: Visit,
        error: FormProblem | AppError | OSError | None,
        **values: object,
    ) -> HTMLResponse:
        """A page with a form, and if it has just not been taken, why."""
        if error is None:
            return self._filled(name, visit, HTTPStatus.OK, None, values)
        problem = Problem(error, visit.language)
        return self._filled(name, visit, status_of(error), problem, values)

    def _filled(
        self,
        name: str,
        visit: Visit,
        status: HTTPStatus,
        problem: Problem | None,
        values: Mapping[str, object],
    ) -> HTMLResponse:
        language = visit.language

        def say(key: str, **given: object) -> str:
            return text(key if "." in key else f"coaching.{key}", language, **given)

        def label(rating: Rating | None) -> str:
            return rating_label(rating, language)

        def on(moment: datetime | None) -> str:
            if moment is None:
                return "–"
            local = moment.astimezone()
            return say(
                "date", year=local.year, month=local.month, day=local.day, time=f"{local:%H:%M}"
            )

        filled = self._environment.get_template(f"{name}.html").render(
            values, t=say, label=label, on=on, visit=visit, lang=language, problem=problem
        )
        response = HTMLResponse(filled, status)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Language"] = language
        return response


def status_of(error: Exception) -> HTTPStatus:
    """The status for an error."""
    found = (status for kind, status in _STATUSES.items() if isinstance(error, kind))
    return next(found, HTTPStatus.BAD_REQUEST)


_STATUSES: Mapping[type[Exception], HTTPStatus] = {
    NotShared: HTTPStatus.NOT_FOUND,
    NotAllowed: HTTPStatus.UNPROCESSABLE_ENTITY,
    Conflict: HTTPStatus.CONFLICT,
    FormProblem: HTTPStatus.UNPROCESSABLE_ENTITY,
    QuestionError: HTTPStatus.UNPROCESSABLE_ENTITY,
    AppError: HTTPStatus.SERVICE_UNAVAILABLE,
    OSError: HTTPStatus.SERVICE_UNAVAILABLE,
}


def to(path: str) -> RedirectResponse:
    """Go on to a page of ours, by reading it."""
    return RedirectResponse(f"{ROOT}{path}", HTTPStatus.SEE_OTHER)
