"""The required skills of a role by level and facet, as the charts and their tables show them."""

from dataclasses import dataclass
from typing import Literal

from assistant.coach.gap import Gaps, Standing
from assistant.coach.scale import Rating

Rater = Literal["own", "coach"]
RATERS: tuple[Rater, ...] = ("own", "coach")

# The facets that have skills, in the order of the text's tables.
FACETS = ("thinking", "execution", "organization", "influence")


@dataclass(frozen=True, slots=True)
class Tally:
    """Skills counted by one rater's answers.

    Attributes:
        met: Done alone or taught to others.
        answered: Met or not met; without those that had no opportunity.
        required: All that the text requires.
    """

    met: int
    answered: int
    required: int

    @property
    def left(self) -> float | None:
        """The share of the answered skills that is not met, 0 to 1; None when none is answered."""
        return 1 - self.met / self.answered if self.answered else None


@dataclass(frozen=True, slots=True)
class Cell:
    """The required skills at one level and facet."""

    level: int
    facet: str
    standings: tuple[Standing, ...]

    def ratings(self, rater: Rater) -> tuple[Rating | None, ...]:
        """One rater's answers in the document's order."""
        return tuple(_rating(standing, rater) for standing in self.standings)


def cells(gaps: Gaps) -> tuple[Cell, ...]:
    """Every cell at or below the role, the highest level first, as in the text's tables."""
    return tuple(
        Cell(
            level,
            facet,
            tuple(s for s in gaps.required if (s.skill.level, s.skill.facet) == (level, facet)),
        )
        for level in range(gaps.role_level, 0, -1)
        for facet in FACETS
    )


def tally(standings: tuple[Standing, ...], rater: Rater) -> Tally:
    """Count one rater's answers."""
    ratings = [_rating(standing, rater) for standing in standings]
    met = sum(bool(rating and rating.met) for rating in ratings)
    unmet = sum(bool(rating and rating.unmet) for rating in ratings)
    return Tally(met, met + unmet, len(ratings))


def by_facet(gaps: Gaps, rater: Rater) -> dict[str, Tally]:
    """One rater's answers counted by facet, over all levels up to the role."""
    return {
        facet: tally(tuple(s for s in gaps.required if s.skill.facet == facet), rater)
        for facet in FACETS
    }


def raters(gaps: Gaps) -> tuple[Rater, ...]:
    """Who has answered about the role's skills; the person is always shown."""
    coached = any(standing.coach for standing in gaps.required)
    return RATERS if coached else RATERS[:1]


def _rating(standing: Standing, rater: Rater) -> Rating | None:
    rated = standing.own if rater == "own" else standing.coach
    return rated.rating if rated else None
