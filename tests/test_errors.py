"""The tree of errors."""

from __future__ import annotations

import pytest

import assistant.errors as errors
from assistant.errors import AppError, QuestionError

EXPORTED = [getattr(errors, name) for name in errors.__all__]


@pytest.mark.parametrize("error", EXPORTED)
def test_every_error_is_in_the_tree_and_documented(error: type[Exception]) -> None:
    assert issubclass(error, AppError)
    assert error.__doc__


@pytest.mark.parametrize("error", EXPORTED)
def test_the_drawing_of_the_tree_is_right(error: type[Exception]) -> None:
    """Each error stands in the module's drawing below its parent, one step further in."""
    drawn: dict[str, int] = {}
    order: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        words = line.lstrip(" │├└─")
        name = words.split(" ")[0]
        if name and hasattr(errors, name):
            drawn[name] = len(line) - len(words)
            order.append(name)
    assert error.__name__ in drawn
    if error is AppError:
        return
    above = order[: order.index(error.__name__)]
    parent = next(n for n in reversed(above) if drawn[n] < drawn[error.__name__])
    assert error.__bases__[0].__name__ == parent


def test_an_error_shows_its_message_and_then_what_to_do() -> None:
    error = AppError("The file is gone.", fix="Restore it.")
    assert (error.message, error.fix) == ("The file is gone.", "Restore it.")
    assert str(error) == "The file is gone. Restore it."


def test_an_error_without_a_fix_shows_its_message_alone() -> None:
    assert str(QuestionError("Empty.")) == "Empty."
