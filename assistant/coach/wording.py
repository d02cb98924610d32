"""How a language model has taken part in a draft, in words for its readers."""

from assistant.coach.plan import Wording
from assistant.messages import text
from assistant.types import Language


def wording_text(wording: Wording, language: Language) -> str:
    """Who has written what, what was left out, and what is missing for what reason."""
    written = wording.problem != "interrupted"
    lines = [text("coach.wording", language, model=wording.model)] if written else []
    if wording.withheld:
        lines.append(text("coach.wording_withheld", language, count=wording.withheld))
    if wording.unwritten:
        key = f"coach.wording_{wording.problem or 'unwritten'}"
        lines.append(text(key, language, count=wording.unwritten))
    return ("" if language == "ja" else " ").join(lines)
