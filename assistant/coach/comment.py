"""Comments on a plan: what the person and their coaches say to each other about it, at any time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.coach.assessment import readable
from assistant.coach.verdicts import states_verdict
from assistant.errors import WordsRefused

# In whose part somebody writes: the person's own, or a coach's.
Part = Literal["owner", "coach"]

MAX_COMMENT = 2000
# More than two people write about one plan; it bounds what a plan can grow to.
MOST_COMMENTS = 500


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment.

    Attributes:
        number: From 1 within its plan; a number is never given twice.
        author: The account that wrote it.
        part: The author's part when it was written.
        body: As written; empty once it has been taken back.
        at: When it was written, in UTC.
        changed_at: When it was corrected or taken back, in UTC; None if never.
        version: For the next change.
    """

    number: int
    author: str
    part: Part
    body: str
    at: datetime
    changed_at: datetime | None = None
    version: int = 1


def written(body: str, part: Part) -> str:
    """A comment as it is kept.

    What people say of themselves is theirs; a coach passes no verdict on a person here either.

    Raises:
        WordsRefused: Nothing readable is in it, it is too long, or a coach passes a verdict.
    """
    words = readable(body)
    if not words or len(words) > MAX_COMMENT:
        raise WordsRefused(
            f"A comment has 1 to {MAX_COMMENT} characters; this has {len(words)}.",
            reason="long" if words else "empty",
        )
    if part == "coach" and states_verdict(words):
        raise WordsRefused("The comment passes a verdict on a person.", reason="verdict")
    return words
