"""How a language model has taken part, in words."""

from assistant.coach.plan import Wording
from assistant.coach.wording import wording_text


def test_a_draft_that_was_interrupted_is_not_said_to_hold_the_models_words() -> None:
    interrupted = Wording("qwen3:8b", "", 0, 3, "interrupted")
    assert "原文の引用だけ" in wording_text(interrupted, "ja")
    assert "3個" in wording_text(interrupted, "ja")
    assert "qwen3" not in wording_text(interrupted, "ja")


def test_what_was_left_out_and_what_is_missing_are_told_with_their_numbers() -> None:
    told = wording_text(Wording("qwen3:8b", "", 2, 3, "too_slow"), "en")
    assert "qwen3:8b" in told
    assert "could not be confirmed: 2." in told
    assert "skills without a paragraph: 3." in told
