"""Identifiers that come from a browser: canonical UUIDs, and nothing else.

Chainlit makes folder names and look-ups of them without a check of its own.
"""

import re
from typing import Annotated

from pydantic import AfterValidator

# Version 4, in the one spelling that both ends of Chainlit produce.
_CANONICAL = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")

# As accounts are known by.
_ACCOUNT = re.compile(r"[0-9a-f]{32}")


def is_account(value: object) -> bool:
    """Whether this is the id of an account as a string."""
    return isinstance(value, str) and _ACCOUNT.fullmatch(value) is not None


def is_identifier(value: object) -> bool:
    """Whether this is a canonical version 4 UUID as a string."""
    return isinstance(value, str) and _CANONICAL.fullmatch(value) is not None


def _checked(value: str) -> str:
    if not is_identifier(value):
        raise ValueError("is not an identifier")
    return value


Identifier = Annotated[str, AfterValidator(_checked)]
