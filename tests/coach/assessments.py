"""Assessments for tests: any at all, and one of a person at Lv.3 with mixed answers."""

from collections.abc import Mapping

from hypothesis import strategies as st

from assistant.coach.assessment import LEVELS, Assessment, Rated
from assistant.coach.scale import Rating
from corpus import Kind, load_corpus

CORPUS = load_corpus()
REQUIRED = CORPUS.of(Kind.REQUIRED_SKILL)
RATEABLE = [skill.id for skill in REQUIRED + CORPUS.of(Kind.RECOMMENDED_SKILL)]

_rated = st.builds(Rated, st.sampled_from(Rating), st.text(max_size=20))
_ratings: st.SearchStrategy[Mapping[str, Rated]] = st.dictionaries(
    st.sampled_from(RATEABLE), _rated, max_size=40
)
assessments = st.builds(
    Assessment, st.just("職員"), st.sampled_from(LEVELS), own=_ratings, coach=_ratings
)


def rated(**ratings: str) -> dict[str, Rated]:
    """Ratings by the last part of a required skill's id, with underscores for hyphens."""
    by_name = {skill.id.rsplit("/", 1)[1]: skill.id for skill in REQUIRED}
    return {by_name[n.replace("_", "-")]: Rated(Rating(key)) for n, key in ratings.items()}


MIXED = Assessment(
    "職員",
    3,
    own=rated(
        data_literacy="independent",
        process_understanding="guides_others",
        self_resolution="supported",
        vision_understanding="independent",
        user_understanding="independent",
        information_literacy="supported",
        business_communication="independent",
        explanation="guides_others",
        business_research="no_opportunity",
        creative_problem_solving="unknown",
        marketing="supported",
        task_management="independent",
        followership="supported",
        critical_thinking="independent",
        goal_setting="supported",
        adaptability="independent",
        project_management="supported",
    )
    | {"recommended/business/branding": Rated(Rating.UNKNOWN)},
    coach=rated(
        critical_thinking="supported",
        goal_setting="independent",
        questioning="supported",
        task_management="independent",
    ),
)
