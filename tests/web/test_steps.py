"""Steps between Chainlit's shape and ours."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from assistant.history.types import Feedback, Kind, Listed, Page, Step, Thread
from assistant.web.steps import (
    RUN,
    UNKEPT,
    completed,
    moment,
    page_shape,
    step_of,
    step_shape,
    thread_shape,
)

AT = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
THREAD = "0b7f1c1e-6a55-4c39-9d8a-3f1f0f6f2a10"
NOTICE = {"type": "assistant_message", "output": "途中で途切れました"}


def shape(**changed: Any) -> dict[str, Any]:
    return {
        "id": "s",
        "name": "User",
        "type": "user_message",
        "output": "質問",
        "createdAt": "2026-07-02T09:00:00.123456Z",
        "start": None,
        "end": "2026-07-02T09:00:01Z",
        "metadata": {},
        **changed,
    }


def test_times_are_in_utc_and_say_so() -> None:
    japan = timezone(timedelta(hours=9))
    assert moment(datetime(2026, 7, 2, 18, 0, 0, 5999, japan)) == "2026-07-02T09:00:00.005Z"


def test_a_step_is_kept_with_its_times_in_utc() -> None:
    step = step_of(shape(parentId="p", isError=True, metadata={"a": "あ"}), AT)
    assert step == Step(
        "s",
        Kind.USER,
        "User",
        "質問",
        AT + timedelta(microseconds=123456),
        "p",
        AT + timedelta(seconds=1),
        True,
        '{"a": "あ"}',
    )


def test_a_step_without_a_time_was_made_now() -> None:
    step = step_of(shape(createdAt=None, end=None), AT)
    assert step is not None
    assert (step.created_at, step.ended_at) == (AT, None)


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "run", "name": "on_chat_start"},
        {"type": "tool", "name": RUN},
        {"type": "system_message"},
        {"metadata": dict(UNKEPT)},
    ],
    ids=str,
)
def test_what_the_page_says_of_itself_is_not_kept(changed: dict[str, Any]) -> None:
    assert step_of(shape(**changed), AT) is None


def test_a_kept_step_comes_back_as_it_was_sent() -> None:
    sent = shape(type="run", name=RUN, parentId="p", output="")
    step = step_of(sent, AT)
    assert step is not None
    back = step_shape(THREAD, step)
    assert step_of(back, AT) == Step(
        **{
            **{name: getattr(step, name) for name in Step.__slots__},
            "created_at": step.created_at.replace(microsecond=123000),
        }
    )
    assert (back["threadId"], back["streaming"], "feedback" in back) == (THREAD, False, False)


def test_a_rating_comes_with_its_step() -> None:
    step = Step("s", Kind.RUN, RUN, "", AT, feedback=Feedback("f", 0, "短い"))
    rating = step_shape(THREAD, step)["feedback"]
    assert rating == {"id": "f", "forId": "s", "value": 0, "comment": "短い"}


def test_a_conversation_names_its_account_as_its_author() -> None:
    listed = Listed(THREAD, "会話", AT, AT + timedelta(days=1), ("x",), '{"b": 1}')
    kept = thread_shape("a", Thread(listed, (Step("s", Kind.USER, "User", "質問", AT),)))
    assert (kept["userId"], kept["userIdentifier"], kept["createdAt"]) == ("a", "a", moment(AT))
    assert (kept["tags"], kept["metadata"]) == (["x"], {"b": 1})
    assert [step["output"] for step in kept["steps"]] == ["質問"]


def test_in_the_list_a_conversation_stands_under_the_day_when_it_was_last_used() -> None:
    listed = Listed(THREAD, "会話", AT, AT + timedelta(days=1))
    page = page_shape("a", Page((listed,), "after"))
    assert page["data"][0]["createdAt"] == moment(AT + timedelta(days=1))
    assert page["pageInfo"] == {"hasNextPage": True, "startCursor": None, "endCursor": "after"}
    assert page_shape("a", Page((), ""))["pageInfo"]["hasNextPage"] is False


def test_a_question_that_nothing_has_answered_is_followed_by_the_notice() -> None:
    def step(id: str, kind: Kind, parent: str | None = None) -> dict[str, Any]:
        return {"id": id, "type": kind.value, "parentId": parent, "output": id}

    answered = [step("q1", Kind.USER), step("r1", Kind.RUN, "q1"), step("a1", Kind.ASSISTANT, "r1")]
    left = [step("q2", Kind.USER), step("r2", Kind.RUN, "q2")]
    begun = [step("q3", Kind.USER)]
    full = list(completed([*answered, *left, *begun], NOTICE))
    assert [each["output"] for each in full] == [
        "q1", "r1", "a1", "q2", "r2", NOTICE["output"], "q3", NOTICE["output"],
    ]  # fmt: skip
    first, second = full[5], full[7]
    assert (first["parentId"], second["parentId"]) == ("r2", None)
    assert first["id"] != second["id"]
    assert list(completed(answered, NOTICE)) == answered
