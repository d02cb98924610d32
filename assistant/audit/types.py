"""What an entry of the audit log holds: identifiers and bare figures, never anybody's words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Value = str | int | bool

MOST_DETAILS = 8
_MOST_MODEL_CHARS = 200
_ACTOR = re.compile(r"[A-Za-z0-9_-]{0,64}")
_RECORD = re.compile(r"[A-Za-z0-9._:/-]{0,200}")
_WORD = re.compile(r"[A-Za-z0-9._:/-]{0,64}")
_KEY = re.compile(r"[a-z][a-z_]{0,29}")


class Action(StrEnum):
    """What was done."""

    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_OUT = "sign_out"
    DENIED = "denied"
    HEADER_IGNORED = "header_ignored"
    ACCOUNT_ADDED = "account_added"
    ACCOUNT_DELETED = "account_deleted"
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_ENABLED = "account_enabled"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - names an action
    ROLE_CHANGED = "role_changed"
    QUESTION_ANSWERED = "question_answered"
    QUESTION_FAILED = "question_failed"
    READ = "read"
    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"
    SHARED = "shared"
    UNSHARED = "unshared"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    EXPORTED = "exported"
    PURGED = "purged"
    BACKUP = "backup"
    RESTORED = "restored"


class Kind(StrEnum):
    """What it was done to."""

    ACCOUNT = "account"
    SESSION = "session"
    PAGE = "page"
    ANSWER = "answer"
    THREAD = "thread"
    FEEDBACK = "feedback"
    PERSON = "person"
    SHARE = "share"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    COMMENT = "comment"
    TEAM = "team"
    AUDIT = "audit"
    DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an action was done to.

    Attributes:
        kind: What it is.
        id: Which one: letters, digits and `. _ : / -`, up to 200; empty for all of a kind.
    """

    kind: Kind
    id: str = ""

    def __post_init__(self) -> None:
        _check("id", self.id, _RECORD)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was done.

    Attributes:
        at: When, with its zone.
        action: What.
        actor: The id of the account that did it, `cli` for the command line, empty for nobody.
        about: What it was done to.
        model: The language model that took part, by name.
        index_id: The index that was asked.
        request_id: The request of the page, as the server's log knows it.
        detail: A few figures and words of the program, never of a user: words of letters, digits
            and `. _ : / -`, up to 64, or numbers.

    Raises:
        ValueError: Something in it has another form, so it could hold somebody's words.
    """

    at: datetime
    action: Action
    actor: str = ""
    about: Subject | None = None
    model: str = ""
    index_id: str = ""
    request_id: str = ""
    detail: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("at: a time without a zone")
        _check("actor", self.actor, _ACTOR)
        _check("index_id", self.index_id, _WORD)
        _check("request_id", self.request_id, _WORD)
        if len(self.model) > _MOST_MODEL_CHARS or not self.model.isprintable():
            raise ValueError("model: too long for a name")
        if len(self.detail) > MOST_DETAILS:
            raise ValueError(f"detail: more than {MOST_DETAILS}")
        for key, value in self.detail.items():
            _check("detail", key, _KEY)
            if isinstance(value, str):
                _check(f"detail.{key}", value, _WORD)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry as it is kept, whatever version of the program wrote it.

    Attributes:
        number: Its place, counted from 1 without a gap; the order holds even if the clock goes
            back.
        at: When.
        actor: As in `Entry`, as are the following.
        action: What was done.
        kind: The kind of what it was done to; empty for nothing.
        record: Which one.
        detail: JSON with sorted keys.
        previous: The digest of the entry before it.
        digest: SHA-256 over all of it and `previous`, 64 hexadecimal digits.
    """

    number: int
    at: datetime
    actor: str
    action: str
    kind: str
    record: str
    model: str
    index_id: str
    request_id: str
    detail: str
    previous: str
    digest: str


def _check(name: str, value: str, form: re.Pattern[str]) -> None:
    if not form.fullmatch(value):
        raise ValueError(f"{name}: has another form")
