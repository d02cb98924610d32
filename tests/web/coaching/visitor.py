"""Visitors of the coaching pages, each with cookies of their own, over the real application."""

import re
from html import unescape

from fastapi import FastAPI
from httpx import Response
from starlette.testclient import TestClient

from assistant.coach.scale import Rating

_TOKEN = re.compile(r'name="token" value="([^"]*)"')
# Forms that say which version of a record was seen.
_VERSIONED = ("/name", "/lines", "/decision")
# Forms that are taken once however often they are sent.
_ONCE = re.compile(r'name="once" value="([0-9a-f]{32})"')
_VERSION = re.compile(r'name="version" value="(\d+)"')


class Visitor:
    """Somebody with a browser that runs no script.

    Attributes:
        page: The last page as HTML.
    """

    def __init__(self, app: FastAPI, *, language: str = "ja") -> None:
        self.client = TestClient(
            app,
            base_url="http://127.0.0.1",
            headers={"Accept-Language": language},
            raise_server_exceptions=False,
        )
        self.page = ""

    def get(self, path: str) -> Response:
        """Open a page, following redirects."""
        return self._keep(self.client.get(f"/coaching{path}"))

    def post(self, path: str, **fields: object) -> Response:
        """Send a form as the last page had it, with its token and version."""
        known: dict[str, object] = {}
        for name, pattern in (("token", _TOKEN), ("version", _VERSION)):
            if found := pattern.search(self.page):
                known[name] = found.group(1)
        asked_about = "/skills/" in path or "/recommended/" in path
        if not (path.endswith(_VERSIONED) or asked_about) or "questions" in path:
            known.pop("version", None)
        if path.endswith(("/questions", "/plans")) and (once := _ONCE.search(self.page)):
            known["once"] = once.group(1)
        if path.endswith("/plans"):
            known["wording"] = "templates"
        return self._keep(self.client.post(f"/coaching{path}", data=known | fields))

    @property
    def text(self) -> str:
        """The words of the last page."""
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", self.page)))

    def link(self, pattern: str) -> str:
        """The first address on the last page that matches, without the root."""
        found = re.search(rf'(?:href|action)="/coaching({pattern})["/#]', self.page)
        assert found is not None, self.text[:300]
        return found.group(1)

    def _keep(self, response: Response) -> Response:
        if "text/html" in response.headers.get("content-type", ""):
            self.page = response.text
        return response


def enter(app: FastAPI, name: str, role: str, *, language: str = "ja") -> Visitor:
    """Somebody who has named themselves."""
    visitor = Visitor(app, language=language)
    visitor.get("/")
    visitor.post("/enter", name=name, role=role)
    return visitor


def staff(app: FastAPI, name: str = "職員 花子", *, level: int = 1) -> Visitor:
    """A staff member with consent and an assessment begun; the first skill is shown."""
    visitor = enter(app, name, "staff")
    visitor.post("/consent", confirm="yes")
    visitor.post("/role", level=level)
    return visitor


def place(visitor: Visitor) -> str:
    """The address of the assessment on the last page."""
    return visitor.link(r"/people/[0-9a-f]{32}/assessments/[0-9a-f]{32}")


def assessment_of(visitor: Visitor) -> str:
    """The address of the visitor's only assessment."""
    visitor.get("/me")
    return place(visitor)


def answer_all(visitor: Visitor, *ratings: Rating) -> str:
    """Answer about every skill, the ratings in turn; the address of the assessment."""
    here = assessment_of(visitor)
    visitor.get(f"{here}/skills/1")
    number, path = 1, f"/coaching{here}/skills/1"
    while "/skills/" in path:
        rating = ratings[(number - 1) % len(ratings)]
        path = visitor.post(f"{here}/skills/{number}", rating=rating.value).url.path
        number += 1
    return here


def share(visitor: Visitor, coach: Visitor) -> None:
    """Share everything with a coach."""
    coach.get("/coach")
    code = re.search(r'aria-hidden="true">([A-Z0-9]{4}-[A-Z0-9]{4})<', coach.page)
    assert code is not None
    visitor.get("/me")
    visitor.post("/sharing", code=code.group(1))
