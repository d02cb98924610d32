"""The page for a form of somebody whose session has ended meanwhile."""

from functools import cache
from http import HTTPStatus
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from assistant.messages import text
from assistant.types import Language

_TEMPLATES = Path(__file__).parent.parent / "pages"


def lost_page(language: Language) -> HTMLResponse:
    """Says that nothing was saved, and where to come in again."""
    filled = _template().render(t=lambda key: text(f"web.{key}", language), lang=language)
    response = HTMLResponse(filled, HTTPStatus.UNAUTHORIZED)
    response.headers["Cache-Control"] = "no-store"
    return response


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("lost.html")
