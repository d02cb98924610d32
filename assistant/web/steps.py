"""Kept conversations in the shape in which Chainlit and its page know them, and back."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from assistant.history.types import Kind, Listed, Page, Step, Thread

RUN = "on_message"
# In the metadata of a step that is shown and not kept.
UNKEPT: Mapping[str, bool] = {"unkept": True}

Shape = dict[str, Any]


def moment(at: datetime) -> str:
    """A time in UTC as a browser reads it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def step_of(shape: Mapping[str, Any], now: datetime) -> Step | None:
    """What is kept of a step of Chainlit's; None of what is not kept.

    Kept are questions, the work on each, and what was answered; not what the page says of itself.
    """
    metadata = shape.get("metadata") or {}
    is_run = shape["type"] == Kind.RUN.value and shape["name"] == RUN
    is_message = shape["type"] in (Kind.USER.value, Kind.ASSISTANT.value)
    if not (is_run or is_message) or UNKEPT.items() <= metadata.items():
        return None
    return Step(
        id=shape["id"],
        type=Kind(shape["type"]),
        name=shape["name"],
        output=shape.get("output") or "",
        created_at=_time(shape.get("createdAt")) or now,
        parent_id=shape.get("parentId"),
        ended_at=_time(shape.get("end")),
        is_error=bool(shape.get("isError")),
        metadata=json.dumps(metadata, ensure_ascii=False),
    )


def step_shape(thread_id: str, step: Step) -> Shape:
    """A kept step as Chainlit sends it."""
    shape: Shape = {
        "id": step.id,
        "threadId": thread_id,
        "parentId": step.parent_id,
        "name": step.name,
        "type": step.type.value,
        "input": "",
        "output": step.output,
        "isError": step.is_error,
        "createdAt": moment(step.created_at),
        "start": moment(step.created_at),
        "end": moment(step.ended_at) if step.ended_at else None,
        "streaming": False,
        "waitForAnswer": False,
        "showInput": False,
        "metadata": json.loads(step.metadata),
        "tags": None,
        "language": None,
    }
    if step.feedback is not None:
        shape["feedback"] = {
            "id": step.feedback.id,
            "forId": step.id,
            "value": step.feedback.value,
            "comment": step.feedback.comment,
        }
    return shape


def thread_shape(account: str, thread: Thread) -> Shape:
    """A whole conversation of an account."""
    steps = [step_shape(thread.listed.id, step) for step in thread.steps]
    return {**_listed_shape(account, thread.listed), "steps": steps, "elements": []}


def page_shape(account: str, page: Page) -> Shape:
    """A part of the list of an account's conversations."""
    threads = [_listed_shape(account, listed) for listed in page.threads]
    for shape, listed in zip(threads, page.threads, strict=True):
        # By this the page puts them in order, and under a day.
        shape["createdAt"] = moment(listed.updated_at)
    info = {"hasNextPage": bool(page.after), "startCursor": None, "endCursor": page.after or None}
    return {"pageInfo": info, "data": threads}


def completed(steps: list[Shape], notice: Shape) -> Iterator[Shape]:
    """The steps, with a copy of `notice` after each question that nothing has answered."""
    answered = {step["parentId"] for step in steps if step["type"] == Kind.ASSISTANT.value}
    runs = {step["parentId"]: step["id"] for step in steps if step["type"] == Kind.RUN.value}
    for step in steps:
        yield step
        below = step["id"]
        if step["type"] == Kind.USER.value and below not in runs:
            yield {**notice, "id": str(uuid4()), "parentId": None}
        elif step["type"] == Kind.RUN.value and below not in answered:
            yield {**notice, "id": str(uuid4()), "parentId": below}


def _listed_shape(account: str, listed: Listed) -> Shape:
    return {
        "id": listed.id,
        "createdAt": moment(listed.created_at),
        "name": listed.name,
        "userId": account,
        "userIdentifier": account,
        "tags": list(listed.tags),
        "metadata": json.loads(listed.metadata),
    }


def _time(written: str | None) -> datetime | None:
    if not written:
        return None
    return datetime.fromisoformat(written).astimezone(UTC)
