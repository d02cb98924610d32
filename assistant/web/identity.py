"""Who asks: what the entrance has found out of a request, for all pages."""

import hashlib
import hmac
from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.types import Scope

from assistant.accounts.types import Account, Origin, Role
from assistant.web.records import Records

_STATE = "visitor"


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who asks.

    Attributes:
        account: What the records know them by.
        name: How they are called on the pages; empty for a guest of the evaluation mode.
        kept: Whether there are records of them. Without, they may ask, and nothing is kept.
    """

    account: str
    name: str
    role: Role
    kept: bool = True

    @classmethod
    def of(cls, account: Account) -> "Identity":
        """The identity of an account."""
        return cls(account.id, account.name, account.role)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sends one request.

    Attributes:
        session: The secret that their browser holds, or shall hold from now on.
        identity: None for somebody who is not in.
        unavailable: Whether they could not be looked up, because the records are out of reach.
    """

    session: str
    identity: Identity | None
    unavailable: bool = False


def visitor_of(request: HTTPConnection) -> Visitor:
    """Who the entrance says is asking."""
    return visitor_of_scope(request.scope)


def visitor_of_scope(scope: Scope) -> Visitor:
    """The same of a request as it is passed on."""
    found = scope["state"][_STATE]
    assert isinstance(found, Visitor)  # noqa: S101 - nothing gets past the entrance without one
    return found


def form_token(session: str) -> str:
    """What every form of a session carries, and no other site can know."""
    return hmac.new(session.encode(), b"form", hashlib.sha256).hexdigest()


class Identities:
    """Looks people up for the pages. Every call may block and may raise StoreUnavailable."""

    def __init__(self, records: Records) -> None:
        """Look them up in `records`."""
        self._records = records

    def find(self, request: HTTPConnection) -> Identity | None:
        """Who sends this request; None for somebody of whom nothing is kept, or without a name."""
        identity = visitor_of(request).identity
        return identity if identity and identity.kept and identity.name else None

    def name_of(self, account: str) -> str:
        """How an account is called; empty when it is not known."""
        found = self._records.accounts.get(account)
        return found.name if found else ""

    def code_of(self, coach: str) -> str:
        """The code by which staff members share with a coach; empty for anybody else."""
        return self._records.accounts.code_of(coach)

    def coach_by(self, code: str) -> Identity | None:
        """The coach who has given out a code, however it is typed."""
        found = self._records.accounts.coach_by(code)
        return Identity.of(found) if found else None

    def enter(self, guest: Identity, name: str, role: Role) -> tuple[Identity, str]:
        """Give a guest of the evaluation mode a name and a part: who they are, and a new secret.

        Raises:
            AccountError: The name cannot be taken.
        """
        named = self._records.accounts.introduce(guest.account, name, role)
        # Whoever has seen the guest's secret must not have that of the person.
        session = self._records.sessions.start(named.id, at=self._records.now())
        return Identity.of(named), session

    def forget(self, identity: Identity) -> None:
        """Take a guest's account away, whose records have just been deleted; others keep theirs."""
        found = self._records.accounts.get(identity.account)
        if found is not None and found.origin is Origin.EVALUATION:
            self._records.accounts.delete(found.id)

    def leave(self, session: str) -> None:
        """Let a browser's secret open nothing any more."""
        self._records.sessions.end(session)
