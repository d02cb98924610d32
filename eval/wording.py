"""The texts of the reports, in the language of whoever runs them."""

from dataclasses import dataclass

from assistant.messages import text
from assistant.types import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of one language."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The text of the evaluation under `key`."""
        return text(f"eval.{key}", self.language, **values)

    def kind(self, kind: str) -> str:
        """The name of a kind of question."""
        return self(f"kind_{kind.replace('-', '_')}")

    def status(self, status: str | None) -> str:
        """The name of a status; of none, what is said where the pipeline broke."""
        return self("no_status") if status is None else text(f"cli.status_{status}", self.language)
