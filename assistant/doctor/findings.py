"""What a look at one part found, in the reader's language."""

from dataclasses import dataclass
from typing import Literal

from assistant.errors import AppError
from assistant.explain import explain
from assistant.messages import text
from assistant.types import Language

State = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look at one part found.

    Attributes:
        part: What was looked at, a word that scripts can rely on.
        title: The same for reading.
        state: `fail` when it cannot stay so, `warn` when somebody should look.
        detail: What was found.
        fix: What to do; empty when nothing is.
    """

    part: str
    title: str
    state: State
    detail: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Words findings in a language; texts are named after the part."""

    language: Language

    def say(self, key: str, **values: object) -> str:
        """The text `doctor.<key>`."""
        return text(f"doctor.{key}", self.language, **values)

    def ok(self, part: str, **values: object) -> Finding:
        """A part in order, worded by `<part>_ok`."""
        return Finding(part, self.say(part), "ok", self.say(f"{part}_ok", **values))

    def found(self, part: str, state: State, detail: str, fix: str) -> Finding:
        """A part that is not, or not quite, in order."""
        return Finding(part, self.say(part), state, detail, fix)

    def failed(self, part: str, error: AppError) -> Finding:
        """A part that an error kept from working."""
        told = explain(error, self.language)
        return self.found(part, "fail", told.detail or told.message, told.fix)
