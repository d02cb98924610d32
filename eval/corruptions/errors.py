"""What can be wrong with the files of the suite."""

from corpus import AppError


class SuiteError(AppError):
    """A true sentence, a pool or a hand-written wrong sentence is missing or malformed."""
