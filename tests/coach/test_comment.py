"""What may stand in a comment on a plan."""

import pytest

from assistant.coach.comment import MAX_COMMENT, Part, written
from assistant.errors import WordsRefused


def test_a_comment_is_kept_line_by_line_without_what_nobody_can_read() -> None:
    assert written("\u200b一行目\u202e\n\n 二行目\x00 ", "owner") == "一行目\n\n二行目"


@pytest.mark.parametrize("part", ["owner", "coach"])
@pytest.mark.parametrize(
    ("body", "reason"), [("", "empty"), (" \u200b\n", "empty"), ("あ" * (MAX_COMMENT + 1), "long")]
)
def test_nothing_and_too_much_is_refused(body: str, reason: str, part: Part) -> None:
    with pytest.raises(WordsRefused) as caught:
        written(body, part)
    assert caught.value.reason == reason


def test_the_longest_comment_is_taken() -> None:
    assert len(written("あ" * MAX_COMMENT, "coach")) == MAX_COMMENT


def test_a_coach_passes_no_verdict_but_people_may_speak_of_themselves() -> None:
    words = "今回の試験には合格しました。"
    assert written(words, "owner") == words
    with pytest.raises(WordsRefused) as caught:
        written(words, "coach")
    assert caught.value.reason == "verdict"
