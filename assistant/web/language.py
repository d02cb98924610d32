"""In which language the page speaks: as chosen, else as the browser asks, else Japanese."""

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie

from starlette.requests import HTTPConnection

from assistant.messages import LANGUAGES
from assistant.types import Language

COOKIE = "language"


def language_of(request: HTTPConnection) -> Language:
    """The language for the browser that sends a request."""
    headers = request.headers
    return page_language(headers.get("cookie", ""), headers.get("accept-language", ""))


def page_language(cookie: str, accepted: str) -> Language:
    """The language for a browser.

    Args:
        cookie: The `Cookie` header.
        accepted: The `Accept-Language` header.
    """
    chosen = as_language(_cookies(cookie).get(COOKIE, ""))
    return chosen or _preferred(accepted) or "ja"


def as_language(name: str) -> Language | None:
    """The language, if it is one of ours, that a name such as `ja` or `en-GB` stands for."""
    base = name.strip().lower().split("-")[0]
    return next((language for language in LANGUAGES if language == base), None)


def _preferred(accepted: str) -> Language | None:
    """The first of ours in the order of preference (RFC 9110, 12.5.4)."""
    best: tuple[float, Language] | None = None
    for item in accepted[:1000].split(","):
        name, _, weight = item.partition(";q=")
        language = as_language(name)
        quality = _quality(weight)
        if language is not None and quality > (best[0] if best else 0.0):
            best = (quality, language)
    return best[1] if best else None


def _quality(weight: str) -> float:
    try:
        return float(weight) if weight.strip() else 1.0
    except ValueError:
        return 0.0


def _cookies(header: str) -> Mapping[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
