"""Passwords: what is taken as one, and the hashes that are kept of them."""

import secrets
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from assistant.errors import AccountError, AccountProblem

# NIST SP 800-63B-4, 3.1.1.2: length rather than kinds of characters.
FEWEST_CHARS = 12
MOST_CHARS = 256
# A hash takes 64 MiB while it is made; two at once keep a small machine on its feet.
_AT_ONCE = threading.BoundedSemaphore(2)
_HASHER = PasswordHasher()


def check_password(password: str, login: str) -> None:
    """Refuse what is too easily guessed.

    Raises:
        AccountError: It is too short or too long, all of one character, or holds the login.
    """
    if not FEWEST_CHARS <= len(password) <= MOST_CHARS:
        raise AccountError(AccountProblem.PASSWORD_LENGTH, fewest=FEWEST_CHARS, most=MOST_CHARS)
    if len(set(password)) < 4 or login in password.casefold():
        raise AccountError(AccountProblem.PASSWORD_EASY)


def hash_password(password: str) -> str:
    """An Argon2id hash with its salt and parameters, about 100 characters."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def is_password(password: str, stored: str | None) -> bool:
    """Whether a password belongs to a hash. Takes as long when there is none."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(stored or _nobodys(), password) and stored is not None
        except (VerifyMismatchError, InvalidHashError):
            return False


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with parameters that are no longer used."""
    return _HASHER.check_needs_rehash(stored)


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_hex())
