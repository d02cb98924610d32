"""What changed between two assessments of one person."""

from dataclasses import dataclass

from assistant.coach.assessment import Assessment
from assistant.coach.cells import Rater
from assistant.coach.scale import Rating
from corpus import Corpus, Kind


@dataclass(frozen=True, slots=True)
class Change:
    """One skill whose rating is another than before.

    Attributes:
        before: The earlier rating; None when there was none.
        after: The later rating; None when there is none.
    """

    skill_id: str
    before: Rating | None
    after: Rating | None

    @property
    def now_met(self) -> bool:
        """Whether the skill is met now and was not before."""
        return bool(self.after and self.after.met) and not (self.before and self.before.met)


def changes(
    earlier: Assessment, later: Assessment, corpus: Corpus, *, rater: Rater = "own"
) -> tuple[Change, ...]:
    """The skills rated otherwise than before by one rater, lower levels first.

    Both raters' answers are compared with their own earlier ones only.
    """
    before, after = (a.own if rater == "own" else a.coach for a in (earlier, later))
    required = sorted(corpus.of(Kind.REQUIRED_SKILL), key=lambda skill: skill.level or 0)
    found = []
    for skill in (*required, *corpus.of(Kind.RECOMMENDED_SKILL)):
        old, new = before.get(skill.id), after.get(skill.id)
        change = Change(skill.id, old.rating if old else None, new.rating if new else None)
        if change.before is not change.after:
            found.append(change)
    return tuple(found)
