"""How work gets on, in one line; it changes only with the stage, so that it can be read aloud."""

from assistant.coach.paragraphs import Drafting
from assistant.generate.types import Progress, Waiting
from assistant.messages import text
from assistant.types import Language


def told(progress: Progress | Drafting | None, language: Language) -> str:
    """The line for a stage; for None, that the work has begun."""
    if isinstance(progress, Drafting):
        key = "coaching.drafting"
        where = {"skill": progress.skill, "skills": progress.skills}
        if isinstance(progress.model, Waiting):
            return text(f"{key}_waits", language, place=progress.model.place, **where)
        return text(key, language, **where)
    if isinstance(progress, Waiting):
        return text("web.model_waiting", language, place=progress.place)
    return text("coaching.working" if progress is None else "web.model_begins", language)
