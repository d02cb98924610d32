"""From rows to what they stand for, and text as a database takes it."""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row

from assistant.history.types import MOST_METADATA_CHARS, Feedback, Kind, Listed, Step

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_PLACE = re.compile(r"(\d{1,18})\.([0-9a-f-]{36})")
# Control characters, half a pair of surrogates, and what is not seen or turns text around: a
# database cannot hold some of them, and no reader should be misled by the others. Lines and tabs
# stay, and so does the joiner that an answer has before its markers.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2061-\u206f\ufeff"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)
_ELLIPSIS = "…"


def kept_text(text: str, most: int) -> str:
    """The text without characters that carry nothing to read, cut to `most` characters."""
    kept = _UNSEEN.sub("", text)
    return kept if len(kept) <= most else kept[: most - 1] + _ELLIPSIS


def metadata_of(written: str) -> str:
    """JSON of bounded length; what is longer is left out."""
    return written if len(written) <= MOST_METADATA_CHARS else "{}"


def json_list(items: Iterable[str]) -> str:
    """Strings as one JSON array."""
    return json.dumps(list(items), ensure_ascii=False)


def strings_of(written: str) -> tuple[str, ...]:
    """What `json_list` has written."""
    return tuple(map(str, json.loads(written)))


def place_of(listed: Listed) -> str:
    """Where in the list of conversations one stands."""
    return f"{(listed.updated_at - _EPOCH) // _MICROSECOND}.{listed.id}"


def read_place(written: str) -> tuple[datetime, str] | None:
    """What `place_of` has written; None for anything else."""
    found = _PLACE.fullmatch(written)
    if found is None:
        return None
    try:
        return _EPOCH + int(found[1]) * _MICROSECOND, found[2]
    except OverflowError:
        return None


def listed_of(row: Row[Any]) -> Listed:
    """A conversation without its steps."""
    tags = strings_of(row.tags)
    return Listed(row.id, row.name, row.created_at, row.updated_at, tags, row.metadata)


def step_of(row: Row[Any]) -> Step:
    """A step with the rating joined to it."""
    rating = None
    if row.feedback_id is not None:
        rating = Feedback(row.feedback_id, row.feedback_value, row.feedback_comment)
    return Step(
        row.id,
        Kind(row.type),
        row.name,
        row.output,
        row.created_at,
        row.parent_id,
        row.ended_at,
        row.is_error,
        row.metadata,
        rating,
    )
