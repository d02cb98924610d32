"""Who visits a page, in which language, and with what in the form."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from assistant.accounts.types import Role
from assistant.errors import StoreUnavailable
from assistant.types import Language
from assistant.web.coaching.desk import Desk
from assistant.web.coaching.forms import read_fields
from assistant.web.identity import Identity, form_token, visitor_of
from assistant.web.language import language_of


class NotKnown(Exception):
    """The page is for people who have said who they are."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request.

    Attributes:
        path: Of the page asked for, for the links that change the language.
        session: What the forms' token belongs to.
        token: Goes into every form.
        identity: None only where pages are for everybody.
        fields: Of the posted form.
    """

    path: str
    language: Language
    session: str
    token: str
    identity: Identity | None
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def known(self) -> Identity:
        """Who visits.

        Raises:
            NotKnown: Nobody has said.
        """
        if self.identity is None:
            raise NotKnown
        return self.identity

    @property
    def account(self) -> str:
        """What the records know the visitor by.

        Raises:
            NotKnown: Nobody has said.
        """
        return self.known.account


Reads = Callable[[Request], Visit]
Posts = Callable[[Request, dict[str, str]], Visit]


class Door:
    """Lets visits in: for reading, and for forms with the token of their session."""

    def __init__(self, desk: Desk) -> None:
        """Identify by the desk's identities."""
        self._identities = desk.identities

    def anyone(self, request: Request) -> Visit:
        """A visit of anybody.

        Raises:
            StoreUnavailable: The records of who visits are out of reach.
        """
        visitor = visitor_of(request)
        if visitor.unavailable:
            raise StoreUnavailable("The records cannot be read.")
        identity = self._identities.find(request)
        token = form_token(visitor.session)
        return Visit(request.url.path, language_of(request), visitor.session, token, identity)

    def posted(
        self, request: Request, fields: Annotated[dict[str, str], Depends(read_fields)]
    ) -> Visit:
        """A form by anybody."""
        visit = self.anyone(request)
        given = fields.get("token", "")
        if not hmac.compare_digest(given.encode(), visit.token.encode()):
            raise HTTPException(HTTPStatus.FORBIDDEN)
        return Visit(visit.path, visit.language, visit.session, visit.token, visit.identity, fields)

    def reads(self, role: Role | None = None) -> Reads:
        """A visit of somebody known, in a part if one is named."""

        def entered(request: Request) -> Visit:
            return _checked(self.anyone(request), role)

        return entered

    def posts(self, role: Role | None = None) -> Posts:
        """A form by somebody known, in a part if one is named."""

        def entered(
            request: Request, fields: Annotated[dict[str, str], Depends(read_fields)]
        ) -> Visit:
            return _checked(self.posted(request, fields), role)

        return entered


def _checked(visit: Visit, role: Role | None) -> Visit:
    known = visit.known
    if role is not None and known.role is not role:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return visit
