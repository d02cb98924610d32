"""Figures of a team that show no single person."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.coach.assessment import LEVELS, Assessment
from assistant.coach.cells import FACETS
from assistant.coach.gap import find_gaps
from assistant.errors import TooFewPeople
from corpus import Corpus

# Fewer people than this could be told apart in a figure.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class TeamCell:
    """The answers of a team about the required skills at one level and facet.

    Attributes:
        people: How many people's roles require these skills and who have answered about them.
        gaps: How many of their own answers are left to learn.
        met: How many of their own answers are met.
    """

    level: int
    facet: str
    people: int
    gaps: int
    met: int


def team_counts(team: Mapping[str, Assessment], corpus: Corpus) -> tuple[TeamCell, ...]:
    """Own answers counted by level and facet, the lowest level first.

    A cell that fewer than five people have answered about is left out: in a mixed team the upper
    levels may be those of one person.

    Args:
        team: The latest assessment of each person, by the person's id.
        corpus: Where the skills are.

    Raises:
        TooFewPeople: The team has fewer than five people.
    """
    if len(team) < FEWEST:
        raise TooFewPeople(
            f"Figures of a team need at least {FEWEST} people; this one has {len(team)}.",
            fix="Look at the plans one by one, with those who have shared them.",
        )
    found = [find_gaps(assessment, corpus) for assessment in team.values()]
    counted = []
    for level in LEVELS:
        for facet in FACETS:
            answers = [
                [
                    s.own.rating
                    for s in gaps.required
                    if s.own and (s.skill.level, s.skill.facet) == (level, facet)
                ]
                for gaps in found
            ]
            people = sum(bool(ratings) for ratings in answers)
            if people >= FEWEST:
                ratings = [rating for each in answers for rating in each]
                counted.append(
                    TeamCell(
                        level,
                        facet,
                        people,
                        gaps=sum(rating.unmet for rating in ratings),
                        met=sum(rating.met for rating in ratings),
                    )
                )
    return tuple(counted)
