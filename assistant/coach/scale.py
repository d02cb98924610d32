"""The scale of ratings. It is this tool's own; the strategy text has none."""

from enum import StrEnum

from assistant.messages import text
from assistant.types import Language


class Rating(StrEnum):
    """What somebody can do with a skill."""

    UNKNOWN = "unknown"
    SUPPORTED = "supported"
    INDEPENDENT = "independent"
    GUIDES_OTHERS = "guides_others"
    NO_OPPORTUNITY = "no_opportunity"

    @property
    def met(self) -> bool:
        """Whether the skill counts as there already."""
        return self in (Rating.INDEPENDENT, Rating.GUIDES_OTHERS)

    @property
    def unmet(self) -> bool:
        """Whether the skill is left to learn; neither met nor unmet without an opportunity."""
        return self in (Rating.UNKNOWN, Rating.SUPPORTED)


def rating_label(rating: Rating | None, language: Language) -> str:
    """How a rating, or its absence, is called."""
    return text(f"answer.coach_rating_{rating or 'none'}", language)
