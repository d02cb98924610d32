"""What an account is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """In which part somebody comes. Everybody may ask and assess themselves."""

    STAFF = "staff"
    COACH = "coach"
    ADMIN = "admin"


class Origin(StrEnum):
    """Who vouches for an account."""

    LOCAL = "local"  # a password kept here
    SIGN_ON = "sign_on"  # the city's sign-on: a proxy in front, or OpenID Connect
    EVALUATION = "evaluation"  # nobody: the evaluation mode on one machine


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may come in.

    Attributes:
        id: 32 hexadecimal digits; what records know them by. It says nothing about them.
        login: What they type, or what the sign-on calls them; in lower case.
        name: How they are called on the pages; empty for a guest of the evaluation mode.
        enabled: Whether they may come in now.
        version: How often the account was saved.
    """

    id: str
    login: str
    name: str
    role: Role
    origin: Origin
    enabled: bool
    created_at: datetime
    version: int
