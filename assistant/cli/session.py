"""What every command has at hand: the language, the two consoles, and its own kind of error."""

from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

from assistant.errors import AppError
from assistant.explain import explain
from assistant.messages import text
from assistant.types import Language


class UsageProblem(AppError):
    """The command was called in a way that makes no sense; ends with exit code 2."""


def _stdout() -> Console:
    return Console(highlight=False, markup=False, emoji=False)


def _stderr() -> Console:
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


@dataclass(frozen=True)
class Session:
    """One run of the command line.

    Attributes:
        language: The language of the texts shown.
        out: Standard output, for results.
        err: Standard error, for progress and errors.
    """

    language: Language
    out: Console = field(default_factory=_stdout)
    err: Console = field(default_factory=_stderr)

    def text(self, key: str, **values: object) -> str:
        """The text of the command line under `key`, in the language of the session."""
        return text(f"cli.{key}", self.language, **values)

    def say(self, line: str | Text, *, style: str = "") -> None:
        """Print a line of the result; in a pipe it is never wrapped."""
        self.out.print(line, style=style, soft_wrap=not self.out.is_terminal)

    def note(self, line: str, *, style: str = "") -> None:
        """Print a line for the person at the terminal, beside the result."""
        self.err.print(line, style=style, soft_wrap=True)

    def complain(self, error: AppError | OSError) -> None:
        """Print an error and what to do about it."""
        told = explain(error, self.language)
        self.note(self.text("error", message=told.message), style="bold red")
        if told.detail:
            self.note(self.text("detail", detail=told.detail))
        if told.fix:
            self.note(self.text("fix", fix=told.fix))
