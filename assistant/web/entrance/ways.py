"""The ways in: what each makes of a request that no session vouches for."""

import secrets
from enum import StrEnum
from typing import Protocol

from starlette.requests import HTTPConnection

from assistant.accounts.accounts import MOST_NAME_CHARS, login_of
from assistant.accounts.types import Origin, Role
from assistant.errors import AccountError, AccountProblem, AppError
from assistant.settings import Network, Settings
from assistant.web.hosts import is_among
from assistant.web.identity import Identity, Visitor
from assistant.web.records import Records

# Of the evaluation mode, what a request carries that somebody has passed on from elsewhere.
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_MOST_LOGIN_CHARS = 200


class Reason(StrEnum):
    """Why somebody may not come in at all, whatever they try."""

    NOT_THE_PROXY = "not_the_proxy"  # they named somebody, and only the proxy may
    HEADER = "header"  # whom the proxy names cannot be read
    DISABLED = "disabled"
    TAKEN = "taken"  # the login belongs to somebody else
    FORWARDED = "forwarded"  # the evaluation mode was asked through a proxy


class Refused(AppError):
    """Somebody may not come in at all.

    Attributes:
        reason: Why; never told to them.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class WayIn(Protocol):
    """Decides over requests without a valid session. Blocks; meant for threads.

    Attributes:
        origins: Whose sessions are taken.
    """

    origins: frozenset[Origin]

    def come(self, request: HTTPConnection, records: Records) -> Visitor | None:
        """Who comes with this request; None when they have to sign in first.

        Raises:
            Refused: They may not come in at all.
            StoreUnavailable: They cannot be looked up.
        """

    def unkept(self, request: HTTPConnection, session: str) -> Identity | None:
        """Who may ask while the records are out of reach, and nothing is kept of them."""


class Evaluation:
    """Everybody on this machine is a guest, who may take a name later."""

    origins = frozenset({Origin.EVALUATION})

    def come(self, request: HTTPConnection, records: Records) -> Visitor | None:
        """A new guest, when a page is opened; its other requests come with the guest's session."""
        _refuse_forwarded(request)
        if not _opens_a_page(request):
            return None
        at = records.now()
        guest = records.accounts.add(
            f"guest-{secrets.token_hex(12)}", "", Role.STAFF, at=at, origin=Origin.EVALUATION
        )
        return Visitor(records.sessions.start(guest.id, at=at), Identity.of(guest))

    def unkept(self, request: HTTPConnection, session: str) -> Identity | None:
        """Anybody."""
        _refuse_forwarded(request)
        return _guest(session)


class SignIn:
    """Nobody without having signed in."""

    def __init__(self, origin: Origin) -> None:
        """Take the sessions of accounts of this origin."""
        self.origins = frozenset({origin})

    def come(self, request: HTTPConnection, records: Records) -> Visitor | None:
        """Nobody."""
        return None

    def unkept(self, request: HTTPConnection, session: str) -> Identity | None:
        """Nobody: without records, nobody can be told from anybody else."""
        return None


class Proxy:
    """Whom a proxy in front names, request by request. Nobody else's word counts."""

    origins: frozenset[Origin] = frozenset()

    def __init__(self, settings: Settings) -> None:
        """Believe the proxy of the settings."""
        self._networks = settings.proxies
        self._header = settings.proxy_header
        self._name_header = settings.proxy_name_header

    def come(self, request: HTTPConnection, records: Records) -> Visitor | None:
        """The account of whom the header names."""
        login = self._login(request)
        if not login:
            return None
        shown = request.headers.get(self._name_header, "") if self._name_header else ""
        try:
            name = _readable(shown)[:MOST_NAME_CHARS] or login
            found = records.accounts.signed_on(f"proxy|{login}", login, name, at=records.now())
        except AccountError as error:
            disabled = error.problem is AccountProblem.DISABLED
            raise Refused(Reason.DISABLED if disabled else Reason.TAKEN) from error
        return Visitor("", Identity.of(found))

    def unkept(self, request: HTTPConnection, session: str) -> Identity | None:
        """Whom the header names, without an account."""
        return _guest(self._login(request)) if self._login(request) else None

    def _login(self, request: HTTPConnection) -> str:
        named = request.headers.getlist(self._header)
        if not named:
            return ""
        if not is_proxy(request, self._networks):
            raise Refused(Reason.NOT_THE_PROXY)
        if len(named) != 1 or len(named[0]) > _MOST_LOGIN_CHARS:
            raise Refused(Reason.HEADER)
        try:
            return login_of(named[0])
        except AccountError as error:
            raise Refused(Reason.HEADER) from error


def way_of(settings: Settings) -> WayIn:
    """The way in that the settings name."""
    match settings.way_in:
        case "none":
            return Evaluation()
        case "proxy":
            return Proxy(settings)
        case "oidc":
            return SignIn(Origin.SIGN_ON)
        case "local":
            return SignIn(Origin.LOCAL)


def is_proxy(request: HTTPConnection, networks: tuple[Network, ...]) -> bool:
    """Whether a request comes from the proxy in front."""
    return request.client is not None and is_among(request.client.host, networks)


def address_of(request: HTTPConnection, networks: tuple[Network, ...]) -> str:
    """The address that a request comes from; the proxy's word is taken, and nobody else's."""
    direct = request.client.host if request.client else ""
    passed = request.headers.get("x-forwarded-for", "").rsplit(",", 1)[-1].strip()
    return passed[:45] if passed and is_proxy(request, networks) else direct


def _guest(session: str) -> Identity:
    return Identity(f"unkept-{session[:16]}", "", Role.STAFF, kept=False)


def _opens_a_page(request: HTTPConnection) -> bool:
    path = request.url.path
    method = request.scope.get("method", "")
    return method == "GET" and (path == "/" or path.startswith(("/coaching/", "/thread/")))


def _refuse_forwarded(request: HTTPConnection) -> None:
    if any(name in request.headers for name in _FORWARDED):
        raise Refused(Reason.FORWARDED)


def _readable(header: str) -> str:
    """Proxies send names in UTF-8, which a header's bytes are read from as Latin-1."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header
