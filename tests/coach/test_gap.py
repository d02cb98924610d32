"""Which skills are left to learn."""

from hypothesis import given

from assistant.coach.assessment import Assessment, Rated
from assistant.coach.gap import Standing, find_gaps
from assistant.coach.scale import Rating
from corpus import Kind
from tests.coach.assessments import CORPUS, MIXED, REQUIRED, assessments, rated

ORDER = [skill.id for skill in sorted(REQUIRED, key=lambda skill: skill.level or 0)]


def ids(standings: tuple[Standing, ...]) -> list[str]:
    return [standing.skill.id for standing in standings]


@given(assessments)
def test_gaps_are_the_unmet_required_skills_up_to_the_role_lower_levels_first(
    assessment: Assessment,
) -> None:
    unmet = {i for i, r in assessment.own.items() if r.rating in ("unknown", "supported")}
    levels = {skill.id: skill.level or 0 for skill in REQUIRED}
    expected = [i for i in ORDER if i in unmet and levels[i] <= assessment.role_level]
    assert ids(find_gaps(assessment, CORPUS).gaps) == expected


@given(assessments)
def test_every_required_skill_up_to_the_role_stands_in_one_list(assessment: Assessment) -> None:
    gaps = find_gaps(assessment, CORPUS)
    lists = [*gaps.gaps, *gaps.no_opportunity, *gaps.not_assessed, *gaps.met]
    expected = [s.id for s in REQUIRED if (s.level or 0) <= assessment.role_level]
    assert sorted(s.skill.id for s in lists) == sorted(expected)


@given(assessments)
def test_the_coach_moves_no_skill_to_another_list(assessment: Assessment) -> None:
    alone = Assessment(assessment.person, assessment.role_level, own=assessment.own)
    both, own = find_gaps(assessment, CORPUS), find_gaps(alone, CORPUS)
    for name in ("gaps", "no_opportunity", "not_assessed", "met"):
        assert ids(getattr(both, name)) == ids(getattr(own, name))


@given(assessments)
def test_nothing_above_the_role_and_nothing_recommended_is_a_gap(assessment: Assessment) -> None:
    gaps = find_gaps(assessment, CORPUS)
    answered = {*assessment.own, *assessment.coach}
    above = {s.id for s in REQUIRED if (s.level or 0) > assessment.role_level}
    extra = {s.id for s in CORPUS.of(Kind.RECOMMENDED_SKILL)}
    assert set(ids(gaps.above_role)) == above & answered
    assert set(ids(gaps.recommended)) == extra & answered


def test_no_skill_stands_under_the_sense_of_mission() -> None:
    everything = Assessment("職員", 5, own={s.id: Rated(Rating.UNKNOWN) for s in REQUIRED})
    gaps = find_gaps(everything, CORPUS)
    assert len(gaps.gaps) == 33
    assert {s.skill.facet for s in gaps.gaps} == {
        "thinking", "execution", "organization", "influence",
    }  # fmt: skip


def test_a_coach_who_sees_it_otherwise_stands_beside_and_is_marked() -> None:
    gaps = find_gaps(MIXED, CORPUS)
    differing = {s.skill.name: (s.own, s.coach) for s in gaps.differing}
    assert set(differing) == {"ゴール設定", "批判的思考"}
    assert "批判的思考" in [s.skill.name for s in gaps.met]
    assert "ゴール設定" in [s.skill.name for s in gaps.gaps]


def test_a_skill_that_only_the_coach_rated_is_not_assessed_and_shows_the_coach() -> None:
    gaps = find_gaps(MIXED, CORPUS)
    (questioning,) = [s for s in gaps.not_assessed if s.skill.name == "質問力"]
    assert questioning.own is None
    assert questioning.coach == Rated(Rating.SUPPORTED)
    assert not questioning.differs


def test_lists_keep_no_opportunity_apart_from_gaps() -> None:
    assessment = Assessment("職員", 2, own=rated(business_research="no_opportunity"))
    gaps = find_gaps(assessment, CORPUS)
    assert gaps.gaps == ()
    assert ids(gaps.no_opportunity) == ["skill/lv2/business-research"]
