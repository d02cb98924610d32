"""What changed between two assessments."""

from hypothesis import given

from assistant.coach.assessment import Assessment
from assistant.coach.change import Change, changes
from assistant.coach.scale import Rating
from tests.coach.assessments import CORPUS, assessments, rated


def test_changes_are_listed_lower_levels_first_and_say_what_is_met_now() -> None:
    earlier = Assessment(
        "職員", 3, own=rated(goal_setting="supported", marketing="unknown", explanation="supported")
    )
    later = Assessment(
        "職員",
        3,
        own=rated(goal_setting="independent", marketing="supported", leadership="unknown"),
    )
    found = changes(earlier, later, CORPUS)
    assert found == (
        Change("skill/lv1/explanation", Rating.SUPPORTED, None),
        Change("skill/lv2/marketing", Rating.UNKNOWN, Rating.SUPPORTED),
        Change("skill/lv3/goal-setting", Rating.SUPPORTED, Rating.INDEPENDENT),
        Change("skill/lv5/leadership", None, Rating.UNKNOWN),
    )
    assert [change.now_met for change in found] == [False, False, True, False]


def test_each_rater_is_compared_with_themselves() -> None:
    earlier = Assessment("職員", 3, own=rated(leadership="unknown"))
    later = Assessment("職員", 3, coach=rated(leadership="independent"))
    (own,) = changes(earlier, later, CORPUS)
    (coach,) = changes(earlier, later, CORPUS, rater="coach")
    assert (own.before, own.after) == (Rating.UNKNOWN, None)
    assert (coach.before, coach.after) == (None, Rating.INDEPENDENT)


@given(assessments, assessments)
def test_the_way_back_is_the_way_there_turned_round(earlier: Assessment, later: Assessment) -> None:
    there, back = changes(earlier, later, CORPUS), changes(later, earlier, CORPUS)
    assert [(c.skill_id, c.before, c.after) for c in there] == [
        (c.skill_id, c.after, c.before) for c in back
    ]
    assert changes(later, later, CORPUS) == ()
