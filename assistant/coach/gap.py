"""Which required skills are left to learn: an assessment set against the text's list."""

from dataclasses import dataclass

from assistant.coach.assessment import Assessment, Rated
from assistant.coach.scale import Rating
from corpus import Corpus, Kind, Record


@dataclass(frozen=True, slots=True)
class Standing:
    """One skill with what both have said about it.

    Attributes:
        skill: A required skill, or a recommended one.
        own: The person's own answer; it decides in which list the skill stands.
        coach: The coach's answer; it stands beside and decides nothing.
    """

    skill: Record
    own: Rated | None
    coach: Rated | None

    @property
    def differs(self) -> bool:
        """Whether both have answered, and not the same."""
        return bool(self.own and self.coach and self.own.rating is not self.coach.rating)


@dataclass(frozen=True, slots=True)
class Gaps:
    """The skills of an assessment, lower levels first, then in the document's order.

    Attributes:
        required: Every required skill at or below the level of the role, each once.
        above_role: Required skills answered although they stand above the level of the role.
        recommended: Recommended skills answered; an extra, never a gap.
    """

    role_level: int
    required: tuple[Standing, ...]
    above_role: tuple[Standing, ...]
    recommended: tuple[Standing, ...]

    @property
    def gaps(self) -> tuple[Standing, ...]:
        """Required and not met yet, by the person's own answer."""
        return tuple(s for s in self.required if s.own and s.own.rating.unmet)

    @property
    def no_opportunity(self) -> tuple[Standing, ...]:
        """Required, and the work gave no opportunity to use it."""
        return tuple(s for s in self.required if s.own and s.own.rating is Rating.NO_OPPORTUNITY)

    @property
    def not_assessed(self) -> tuple[Standing, ...]:
        """Required and not answered by the person; the coach may have."""
        return tuple(s for s in self.required if s.own is None)

    @property
    def met(self) -> tuple[Standing, ...]:
        """Required, and done alone or taught to others, by the person's own answer."""
        return tuple(s for s in self.required if s.own and s.own.rating.met)

    @property
    def differing(self) -> tuple[Standing, ...]:
        """Every skill on which the two answers differ."""
        every = self.required + self.above_role + self.recommended
        return tuple(standing for standing in every if standing.differs)


def find_gaps(assessment: Assessment, corpus: Corpus) -> Gaps:
    """Sort the skills by where the person stands.

    Rule R1 of the text puts lower levels first; within a level the text gives no order, so its own
    order of writing is kept.
    """

    def standing(skill: Record) -> Standing:
        return _standing(assessment, skill)

    def answered(skill: Record) -> bool:
        return skill.id in assessment.own or skill.id in assessment.coach

    required = sorted(corpus.of(Kind.REQUIRED_SKILL), key=_level)
    extra = corpus.of(Kind.RECOMMENDED_SKILL)
    return Gaps(
        role_level=assessment.role_level,
        required=tuple(standing(s) for s in required if _level(s) <= assessment.role_level),
        above_role=tuple(
            standing(s) for s in required if _level(s) > assessment.role_level and answered(s)
        ),
        recommended=tuple(standing(s) for s in extra if answered(s)),
    )


def every_recommended(assessment: Assessment, corpus: Corpus) -> tuple[Standing, ...]:
    """Every recommended skill in the document's order, answered or not; none is ever a gap."""
    return tuple(_standing(assessment, skill) for skill in corpus.of(Kind.RECOMMENDED_SKILL))


def _standing(assessment: Assessment, skill: Record) -> Standing:
    return Standing(skill, assessment.own.get(skill.id), assessment.coach.get(skill.id))


def _level(skill: Record) -> int:
    return skill.level or 0
