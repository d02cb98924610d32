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
    ├── PromptError             a prompt file, or what is filled into it, is not what it should be
    ├── ModelFailure            a language model gave nothing that can be used
    │   ├── ModelUnreachable    its server does not answer, or answers with a fault of its own
    │   ├── ModelRefused        its server does not take what is asked: key, name, address
    │   ├── ModelBusy           too many wait for it
    │   ├── ModelTooSlow        the time for an answer is over
    │   └── ModelGarbled        it wrote nothing, or nothing that can be read
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


class PromptError(AppError):
    """A prompt file cannot be used, or was not given exactly the values that it names."""


class ModelFailure(AppError):
    """A language model gave nothing usable. Its message holds no word of question or answer."""


class ModelUnreachable(ModelFailure):
    """The model's server does not answer, or fails by itself."""


class ModelRefused(ModelFailure):
    """The model's server refuses what is asked of it: the key, the name or the address is wrong."""


class ModelBusy(ModelFailure):
    """As many as may are waiting for the model already."""


class ModelTooSlow(ModelFailure):
    """The time for an answer is over."""


class ModelGarbled(ModelFailure):
    """The model wrote nothing, or nothing that can be read."""


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
    "ModelBusy",
    "ModelFailure",
    "ModelGarbled",
    "ModelRefused",
    "ModelTooSlow",
    "ModelUnavailable",
    "ModelUnreachable",
    "PromptError",
    "QuestionError",
    "QuestionTooLong",
    "SettingsError",
]
