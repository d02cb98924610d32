"""The project's errors, all in one tree.

    AppError                    corpus/errors.py: a message a person can act on, and a fix
    ├── CorpusError             the text or the framework data is not what it should be
    ├── IndexFailure            index/errors.py: the index cannot be built or used
    │   ├── IndexMissing        there is none yet
    │   ├── IndexDamaged        incomplete or altered
    │   ├── IndexStale          built from another corpus, model or setting
    │   ├── IndexLocked         another process is building it
    │   └── ModelUnavailable    the embedding model cannot be loaded
    ├── SettingsError           a setting has a wrong value
    └── QuestionError           a question that cannot be taken
        ├── EmptyQuestion       nothing readable in it
        └── QuestionTooLong     longer than the limit

Errors of libraries are mapped to one of these `from exc` where they enter.
"""

from corpus.errors import AppError, CorpusError
from index.errors import (
    IndexDamaged,
    IndexFailure,
    IndexLocked,
    IndexMissing,
    IndexStale,
    ModelUnavailable,
)


class SettingsError(AppError):
    """A setting has a value that cannot be used; the message names the setting."""


class QuestionError(AppError):
    """A question that cannot be taken."""


class EmptyQuestion(QuestionError):
    """Nothing readable is left of the question."""


class QuestionTooLong(QuestionError):
    """The question is longer than the limit."""


__all__ = [
    "AppError",
    "CorpusError",
    "EmptyQuestion",
    "IndexDamaged",
    "IndexFailure",
    "IndexLocked",
    "IndexMissing",
    "IndexStale",
    "ModelUnavailable",
    "QuestionError",
    "QuestionTooLong",
    "SettingsError",
]
