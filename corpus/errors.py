"""The root of the project's error tree, and the errors of the corpus.

`assistant/errors.py` draws the whole tree. It starts here because the corpus may import nothing
above it.
"""


class AppError(Exception):
    """Anything the project raises on purpose.

    Attributes:
        message: What is wrong, in words a person can act on.
        fix: What to do about it; may be empty.
    """

    def __init__(self, message: str, *, fix: str = "") -> None:
        super().__init__(message if not fix else f"{message} {fix}")
        self.message = message
        self.fix = fix


class CorpusError(AppError):
    """The source text or the framework data is not what it should be.

    Attributes:
        record_id: The record (or source) at fault; empty when the whole is.
    """

    def __init__(self, message: str, *, record_id: str = "", fix: str = "") -> None:
        super().__init__(f"{record_id}: {message}" if record_id else message, fix=fix)
        self.record_id = record_id
