import inspect
from typing import get_args

import pytest

from assistant import errors
from assistant.errors import (
    AccountError,
    AccountProblem,
    AppError,
    AssessmentError,
    BackupError,
    BackupProblem,
    EmptyQuestion,
    ModelFailure,
    NamedProblem,
    QuestionError,
    StoreUnavailable,
    WordsProblem,
    WordsRefused,
)
from assistant.explain import explain
from assistant.messages import LANGUAGES, catalogue, variables
from assistant.types import Language

# Worded for the reader where they are raised, or by the problem that they name.
WORDED = (AssessmentError, QuestionError)
NAMING = (NamedProblem, WordsRefused)
KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, AppError) and kind is not AppError and not issubclass(kind, WORDED + NAMING)
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
    # In whatever way a language model fails, the reader is told the same; so for records that
    # could not be kept, unless somebody else has changed them.
    same = [one for one in KINDS if issubclass(one, ModelFailure) and one is not ModelFailure]
    told = [one for one in KINDS if one not in (*same, StoreUnavailable)]
    assert len(told) > 10
    assert len({explain(kind("x"), "ja").message for kind in told}) == len(told)


def values(key: str) -> dict[str, object]:
    """Something for everything that a sentence names."""
    return dict.fromkeys(sorted(variables(catalogue("ja")[key])), "7")


NAMED: list[tuple[AppError, bool]] = [
    *((AccountError(one, **values(f"account.{one}")), False) for one in AccountProblem),
    *((BackupError(one, **values(f"backup.{one}")), True) for one in BackupProblem),
    *((WordsRefused("exactly this", reason=one), True) for one in get_args(WordsProblem)),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("error", "cured"), NAMED, ids=str)
def test_every_problem_that_an_error_names_has_a_sentence(
    error: AppError, cured: bool, language: Language
) -> None:
    told = explain(error, language)
    assert told.message
    assert bool(told.fix) is cured


def test_no_two_problems_read_the_same() -> None:
    assert len({explain(error, "ja").message for error, _ in NAMED}) == len(NAMED)


def test_an_error_worded_for_the_reader_is_passed_on() -> None:
    told = explain(EmptyQuestion("ご質問を入力してください。", fix="例"), "ja")
    assert (told.message, told.detail, told.fix) == ("ご質問を入力してください。", "", "例")


def test_an_error_of_the_system_names_the_file() -> None:
    told = explain(FileNotFoundError(2, "No such file or directory", "in.jsonl"), "en")
    assert told.message == "Cannot use in.jsonl: No such file or directory."
