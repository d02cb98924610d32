import inspect

import pytest

from assistant import errors
from assistant.errors import (
    AppError,
    AssessmentError,
    EmptyQuestion,
    ModelFailure,
    QuestionError,
)
from assistant.explain import explain
from assistant.types import Language

# Worded for the reader where they are raised.
WORDED = (AssessmentError, QuestionError)
KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, AppError) and kind is not AppError and not issubclass(kind, WORDED)
]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_error_has_a_sentence_and_a_cure(
    kind: type[AppError], language: Language
) -> None:
    told = explain(kind("exactly this", fix="do that"), language)
    assert told.message
    assert told.fix
    assert told.detail == "exactly this"


def test_no_two_kinds_read_the_same() -> None:
    # In whatever way a language model fails, the reader is told the same.
    told = [one for one in KINDS if one is ModelFailure or not issubclass(one, ModelFailure)]
    assert len({explain(kind("x"), "ja").message for kind in told}) == len(told) == 16


def test_an_error_worded_for_the_reader_is_passed_on() -> None:
    told = explain(EmptyQuestion("ご質問を入力してください。", fix="例"), "ja")
    assert (told.message, told.detail, told.fix) == ("ご質問を入力してください。", "", "例")


def test_an_error_of_the_system_names_the_file() -> None:
    told = explain(FileNotFoundError(2, "No such file or directory", "in.jsonl"), "en")
    assert told.message == "Cannot use in.jsonl: No such file or directory."
