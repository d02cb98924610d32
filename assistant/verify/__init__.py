"""Checking every statement of an answer against its evidence before it may reach the reader."""

from assistant.types import Verdict
from assistant.verify.plain import judge_plain
from assistant.verify.sentences import kept as _without
from assistant.verify.statement import Verifier
from assistant.verify.written import TextVerifier


def kept(text: str, verdicts: tuple[Verdict, ...]) -> str:
    """A written text without its unsupported sentences and the lines that they leave bare."""
    return _without(text, {(one.start, one.end) for one in verdicts if not one.supported})


__all__ = ["TextVerifier", "Verifier", "judge_plain", "kept"]
