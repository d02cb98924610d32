"""Reading assessments: what can be taken, and what is said of what cannot."""

import contextlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.coach.assessment import LEVELS, Rated
from assistant.coach.reading import MAX_BYTES, read_assessment
from assistant.coach.scale import Rating
from assistant.coach.skill_names import SkillNames
from assistant.errors import AssessmentError
from assistant.messages import LANGUAGES
from assistant.types import Language
from tests.coach.assessments import CORPUS, REQUIRED

NAMES = SkillNames.of(CORPUS)
GOOD: dict[str, Any] = {
    "person": "職員",
    "role_level": 3,
    "self": {"批判的思考": {"rating": "independent", "evidence": "企画書"}},
    "coach": {"critical thinking": {"rating": "supported"}},
}


def read(value: object, language: Language = "ja") -> Any:
    return read_assessment(json.dumps(value).encode(), NAMES, language)


def problem(value: object, language: Language = "ja") -> AssessmentError:
    with pytest.raises(AssessmentError) as caught:
        read(value, language)
    return caught.value


def test_an_assessment_is_read_by_skill_id() -> None:
    found = read(GOOD)
    assert (found.person, found.role_level) == ("職員", 3)
    assert found.own == {"skill/lv3/critical-thinking": Rated(Rating.INDEPENDENT, "企画書")}
    assert found.coach == {"skill/lv3/critical-thinking": Rated(Rating.SUPPORTED)}


def test_ratings_may_be_left_out_and_a_byte_order_mark_does_no_harm() -> None:
    content = b"\xef\xbb\xbf" + json.dumps({"person": "職員", "role_level": 1}).encode()
    assert read_assessment(content, NAMES, "ja").own == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"role_level": 6}, ["role_level", "6", "1, 2, 3, 4, 5"]),
        ({"role_level": "3"}, ["role_level", "5"]),
        ({"role_level": True}, ["role_level"]),
        ({"role_level": 3.0}, ["role_level"]),
        ({"person": "  "}, ["person"]),
        ({"person": 3}, ["person"]),
        ({"person": "あ" * 201}, ["person", "200"]),
        ({"slef": {}}, ["slef", "person, role_level, self, coach"]),
        ({"self": []}, ["self"]),
        ({"self": {"批判的思考": "met"}}, ["self.批判的思考"]),
        ({"self": {"批判的思考": {}}}, ["self.批判的思考.rating"]),
        (
            {"coach": {"批判的思考": {"rating": "good"}}},
            ["coach.批判的思考.rating", "good", "unknown, supported, independent"],
        ),
        ({"self": {"批判的思考": {"rating": "unknown", "why": ""}}}, ["why", "rating, evidence"]),
        ({"self": {"批判思考": {"rating": "unknown"}}}, ["self", "批判思考"]),
    ],
)
def test_what_is_wrong_is_named_with_its_field_and_the_choices(
    change: dict[str, Any], named: list[str], language: Language
) -> None:
    message = problem(GOOD | change, language).message
    for word in named:
        assert word in message


def test_a_missing_field_is_named() -> None:
    assert "role_level" in problem({"person": "職員"}).message


def test_an_unknown_skill_comes_with_near_ones() -> None:
    error = problem(GOOD | {"self": {"批判思考": {"rating": "unknown"}}})
    assert "批判的思考 (skill/lv3/critical-thinking)" in error.fix


def test_where_nothing_is_near_the_cure_names_no_skill() -> None:
    error = problem(GOOD | {"self": {"使命感": {"rating": "unknown"}}})
    assert "使命感" in error.message
    assert error.fix.endswith("指定してください。")


def test_an_ambiguous_skill_comes_with_those_it_may_mean() -> None:
    names = SkillNames(replace(skill, aliases=("同じ名",)) for skill in REQUIRED[:2])
    content = json.dumps(GOOD | {"coach": {}, "self": {"同じ名": {"rating": "unknown"}}}).encode()
    with pytest.raises(AssessmentError) as caught:
        read_assessment(content, names, "ja")
    assert REQUIRED[0].id in caught.value.fix
    assert REQUIRED[1].id in caught.value.fix


def test_two_names_of_one_skill_in_one_map_are_refused_with_both() -> None:
    both = {name: {"rating": "unknown"} for name in ("クリシン", "skill/lv3/critical-thinking")}
    message = problem(GOOD | {"self": both}).message
    assert "クリシン" in message
    assert "skill/lv3/critical-thinking" in message


def test_one_key_twice_is_refused_though_json_would_take_the_last() -> None:
    content = b'{"person": "a", "role_level": 1, "role_level": 5}'
    with pytest.raises(AssessmentError, match="role_level"):
        read_assessment(content, NAMES, "ja")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff", b"[" * 100_000, b"null", b"[]", b" " * (MAX_BYTES + 1)]
)
def test_what_is_no_assessment_at_all_is_refused(content: bytes) -> None:
    with pytest.raises(AssessmentError):
        read_assessment(content, NAMES, "ja")


def test_what_cannot_be_read_or_written_is_dropped_or_refused() -> None:
    found = read(GOOD | {"person": "職\u202e員\x00"})
    assert found.person == "職員"
    assert "person" in problem(GOOD | {"person": "\ud800"}).message


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["person", "role_level", "self", "coach", "rating", "批判的思考"]),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_any_json_is_read_or_refused_in_words(value: object) -> None:
    with contextlib.suppress(AssessmentError):
        assert read(value).role_level in LEVELS
