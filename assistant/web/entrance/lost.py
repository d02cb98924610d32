"""The page for a form of somebody whose session has ended meanwhile."""

from http import HTTPStatus

from fastapi.responses import HTMLResponse

from assistant.messages import text
from assistant.types import Language
from assistant.web.entrance.page import template


def lost_page(language: Language) -> HTMLResponse:
    """Says that nothing was saved, and where to come in again."""
    filled = template("lost.html").render(t=lambda key: text(f"web.{key}", language), lang=language)
    response = HTMLResponse(filled, HTTPStatus.UNAUTHORIZED)
    response.headers["Cache-Control"] = "no-store"
    return response
