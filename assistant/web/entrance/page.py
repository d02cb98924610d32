"""The page on which people sign in."""

from functools import cache
from http import HTTPStatus
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from assistant.messages import text
from assistant.types import Language
from assistant.web.contact import Contact

_TEMPLATES = Path(__file__).parent.parent / "pages"


@cache
def template(name: str) -> Template:
    """A template of a whole page; what goes into it is escaped."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template(name)


class LoginPage:
    """Fills the template; what goes into it is escaped."""

    def __init__(self, contact: Contact, *, sign_on: bool) -> None:
        """With a button for the city's sign-on, or else with a form for a password."""
        self._contact = contact
        self._sign_on = sign_on
        self._template = template("login.html")

    def show(
        self,
        language: Language,
        *,
        token: str,
        back: str,
        login: str = "",
        problem: str = "",
        status: HTTPStatus = HTTPStatus.OK,
    ) -> HTMLResponse:
        """The page.

        Args:
            language: Of the texts.
            token: Of the form.
            back: The page to go to afterwards.
            login: What was typed before.
            problem: Why that was not taken; empty at first.
            status: Of the response.
        """

        def say(key: str, **values: object) -> str:
            return text(f"web.{key}", language, **values)

        filled = self._template.render(
            t=say,
            lang=language,
            token=token,
            back=back,
            login=login,
            problem=problem,
            sign_on=self._sign_on,
            contact=self._contact,
        )
        response = HTMLResponse(filled, status)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Language"] = language
        return response
