"""The cookie that holds a session's secret."""

from http.cookies import CookieError, SimpleCookie

from starlette.requests import HTTPConnection
from starlette.responses import Response

from assistant.settings import Settings

_NAME = "assistant_session"
_LONGEST_SECRET = 128


class SessionCookie:
    """Reads and writes the cookie.

    Where the page is served over https the browser keeps it to https and to this host alone
    (RFC 6265bis, 4.1.3.2); its name then says so.
    """

    def __init__(self, settings: Settings) -> None:
        """Over https when the public address says so."""
        self._secure = settings.public_url.startswith("https://")
        self._seconds = int(settings.session_length.total_seconds())
        self._name = f"__Host-{_NAME}" if self._secure else _NAME

    def read(self, request: HTTPConnection) -> str:
        """The secret in a request; empty when there is none that could be ours."""
        secret = request.cookies.get(self._name, "")
        return secret if len(secret) <= _LONGEST_SECRET and secret.isascii() else ""

    def write(self, response: Response, secret: str) -> None:
        """Put a secret into a response."""
        response.set_cookie(
            self._name,
            secret,
            max_age=self._seconds,
            path="/",
            secure=self._secure,
            httponly=True,
            # Lax, as a link from the city's portal must find its reader signed in.
            samesite="lax",
        )

    def clear(self, response: Response) -> None:
        """Take the cookie away."""
        response.delete_cookie(
            self._name, path="/", secure=self._secure, httponly=True, samesite="lax"
        )

    def header(self, secret: str) -> tuple[bytes, bytes]:
        """The header that puts a secret into a response that somebody else makes."""
        response = Response()
        self.write(response, secret)
        return next(pair for pair in response.raw_headers if pair[0] == b"set-cookie")


def without_cookies(header: str, prefix: str) -> str:
    """A `Cookie` header without the cookies whose name begins with `prefix`."""
    try:
        parsed = SimpleCookie(header)
    except CookieError:
        return ""
    return "; ".join(
        f"{name}={morsel.coded_value}"
        for name, morsel in parsed.items()
        if not name.startswith(prefix)
    )
