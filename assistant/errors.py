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
    ├── QuestionError           a question that cannot be taken
    │   ├── EmptyQuestion       nothing readable in it
    │   └── QuestionTooLong     longer than the limit
    ├── AssessmentError         an assessment cannot be taken: a skill, a level, a rating
    ├── CoachingError           coaching cannot do what was asked
    │   ├── NotAllowed          what is asked is for others, or does not follow
    │   │   └── WordsRefused    a line or a comment cannot stand as it was written
    │   ├── TooFewPeople        figures of a team that would show single persons
    │   └── NotShared           no such record, or not shared with who asks
    ├── NamedProblem            a problem that a catalogue has a sentence for
    │   ├── BackupError         a backup cannot be made or brought back
    │   └── AccountError        an account cannot be made, changed or found as asked
    ├── NoSuchThread            no such conversation is kept, or not for who asks
    └── StoreFailure            records could not be kept
        ├── Conflict            somebody else has changed the record meanwhile
        ├── ThreadFull          a conversation has as many steps as may be kept
        └── StoreUnavailable    the records cannot be read or written

Errors of libraries are mapped to one of these `from exc` where they enter.
"""

from enum import StrEnum
from typing import ClassVar, Generic, Literal, TypeVar

from corpus.errors import AppError, CorpusError
from index.errors import (
    IndexDamaged,
    IndexFailure,
    IndexLocked,
    IndexMissing,
    IndexStale,
    ModelUnavailable,
)

ProblemT = TypeVar("ProblemT", bound=StrEnum)
WordsProblem = Literal["empty", "long", "many", "marker", "carried", "verdict", "gone"]


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


class AssessmentError(AppError):
    """An assessment cannot be taken; the message names the field."""


class CoachingError(AppError):
    """Coaching cannot do what was asked."""


class NotAllowed(CoachingError):
    """A plan cannot be changed in this way in its state, or not by who asks."""


class WordsRefused(NotAllowed):
    """A line or a comment cannot stand as it was written.

    Attributes:
        reason: `empty`, `long`, `many` (there are too many already), `marker` (it refers to a
            source that it does not have), `carried` (its quotes do not carry it), `verdict` (it
            passes a verdict on a person) or `gone` (the text no longer has its quote).
    """

    def __init__(self, message: str, *, reason: WordsProblem, fix: str = "") -> None:
        super().__init__(message, fix=fix)
        self.reason = reason


class TooFewPeople(CoachingError):
    """A team is so small that its figures would show single persons."""


class NotShared(CoachingError):
    """There is no such record, or it is not shared with who asks; which of the two stays untold."""


class NamedProblem(AppError, Generic[ProblemT]):
    """A problem that one catalogue has a sentence for, by its name; raised as one of its kinds.

    Attributes:
        catalogue: The catalogue's name.
        has_fix: Whether it also has what to do, by the name with `_fix`.
        problem: What is wrong.
        values: What the sentence for it names.
    """

    catalogue: ClassVar[str]
    has_fix: ClassVar[bool]

    def __init__(self, problem: ProblemT, **values: object) -> None:
        super().__init__(f"{self.catalogue}: {problem.value} {values}")
        self.problem = problem
        self.values = values


class BackupProblem(StrEnum):
    """What is wrong with a backup; the catalogue `backup` has a sentence and a fix for each."""

    EXISTS = "exists"
    NOT_BACKUP = "not_backup"
    INCOMPLETE = "incomplete"
    ALTERED = "altered"
    ROWS = "rows"
    NEWER = "newer"
    TOO_LARGE = "too_large"
    OCCUPIED = "occupied"


class BackupError(NamedProblem[BackupProblem]):
    """A backup cannot be made or brought back; everything is as it was."""

    catalogue = "backup"
    has_fix = True


class AccountProblem(StrEnum):
    """What is wrong with an account; the catalogue `account` has a sentence for each."""

    LOGIN_TAKEN = "login_taken"
    LOGIN_UNKNOWN = "login_unknown"
    LOGIN_LETTERS = "login_letters"
    NAME = "name"
    PASSWORD_LENGTH = "password_length"  # noqa: S105 - names a problem
    PASSWORD_EASY = "password_easy"  # noqa: S105 - names a problem
    NO_PASSWORD = "no_password"  # noqa: S105 - names a problem
    DISABLED = "disabled"


class AccountError(NamedProblem[AccountProblem]):
    """An account cannot be made, changed or found as asked."""

    catalogue = "account"
    has_fix = False


class NoSuchThread(AppError):
    """No such conversation is kept, or not for who asks; which of the two stays untold."""


class StoreFailure(AppError):
    """Records could not be kept; nothing was saved."""


class Conflict(StoreFailure):
    """Somebody else has changed the record since it was read; nothing was saved."""


class ThreadFull(StoreFailure):
    """A conversation has as many steps as may be kept; what came last was not saved."""


class StoreUnavailable(StoreFailure):
    """The records cannot be read or written; nothing was saved."""


__all__ = [
    "AccountError",
    "AppError",
    "AssessmentError",
    "BackupError",
    "CoachingError",
    "Conflict",
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
    "NamedProblem",
    "NoSuchThread",
    "NotAllowed",
    "NotShared",
    "PromptError",
    "QuestionError",
    "QuestionTooLong",
    "SettingsError",
    "StoreFailure",
    "StoreUnavailable",
    "ThreadFull",
    "TooFewPeople",
    "WordsRefused",
]
