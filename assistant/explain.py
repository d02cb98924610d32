"""An error in the reader's language: what it comes to, the detail, and what to do.

Errors speak English where they are raised. Readers get the sentence for the kind of error from the
catalogue, and the English as the detail.
"""

from dataclasses import dataclass

from assistant.errors import (
    AppError,
    CoachingError,
    Conflict,
    CorpusError,
    IndexDamaged,
    IndexFailure,
    IndexLocked,
    IndexMissing,
    IndexStale,
    ModelFailure,
    ModelUnavailable,
    NamedProblem,
    NoSuchThread,
    NotAllowed,
    NotShared,
    PromptError,
    SettingsError,
    StoreFailure,
    StoreUnavailable,
    ThreadFull,
    TooFewPeople,
    WordsRefused,
)
from assistant.messages import text
from assistant.types import Language

# A class before those that it derives from.
_KEYS: dict[type[AppError], str] = {
    CorpusError: "corpus",
    IndexMissing: "index_missing",
    IndexDamaged: "index_damaged",
    IndexStale: "index_stale",
    IndexLocked: "index_locked",
    ModelUnavailable: "model",
    IndexFailure: "index",
    SettingsError: "settings",
    PromptError: "prompt",
    ModelFailure: "language_model",
    NotAllowed: "not_allowed",
    TooFewPeople: "too_few_people",
    NotShared: "not_shared",
    NoSuchThread: "no_such_thread",
    Conflict: "conflict",
    ThreadFull: "thread_full",
    StoreUnavailable: "store",
    CoachingError: "coaching",
    StoreFailure: "store",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """An error for a reader.

    Attributes:
        message: What is wrong.
        detail: Exactly what, in English; empty when the message says it all.
        fix: What to do about it; may be empty.
    """

    message: str
    detail: str
    fix: str


def explain(error: AppError | OSError, language: Language) -> Explanation:
    """The error in the reader's language.

    An error whose kind has no sentence of its own was worded for the reader where it was raised.
    """
    if isinstance(error, OSError):
        return Explanation(
            text(
                "error.file",
                language,
                path=error.filename or "-",
                reason=error.strerror or str(error),
            ),
            "",
            text("error.file_fix", language),
        )
    if isinstance(error, NamedProblem):
        name = f"{error.catalogue}.{error.problem.value}"
        fix = text(f"{name}_fix", language) if error.has_fix else ""
        return Explanation(text(name, language, **error.values), "", fix)
    if isinstance(error, WordsRefused):
        return Explanation(
            text(f"error.words_{error.reason}", language),
            error.message,
            text(f"error.words_{error.reason}_fix", language),
        )
    key = next((key for kind, key in _KEYS.items() if isinstance(error, kind)), None)
    if key is None:
        return Explanation(error.message, "", error.fix)
    return Explanation(
        text(f"error.{key}", language), error.message, text(f"error.{key}_fix", language)
    )
