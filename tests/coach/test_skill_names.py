"""Skills found by any of their names."""

from dataclasses import replace

import pytest

from assistant.coach.skill_names import SkillNames
from tests.coach.assessments import CORPUS, REQUIRED

NAMES = SkillNames.of(CORPUS)


@pytest.mark.parametrize(
    ("name", "skill"),
    [
        ("skill/lv3/critical-thinking", "批判的思考"),
        ("SKILL/LV3/Critical-Thinking", "批判的思考"),
        ("批判的思考", "批判的思考"),
        (" 批 判 的\u3000思考 ", "批判的思考"),
        ("critical thinking", "批判的思考"),
        ("ＣＲＩＴＩＣＡＬ　ＴＨＩＮＫＩＮＧ", "批判的思考"),
        ("ﾏｰｹﾃｨﾝｸﾞ", "マーケティング"),
        ("フォローアップ", "フォロワーシップ／フォローアップ"),
        ("案件化/プロジェクト化", "案件化／プロジェクト化"),
        ("ブランディング", "ブランディング"),
    ],
)
def test_width_case_and_spaces_make_no_difference(name: str, skill: str) -> None:
    assert [found.name for found in NAMES.find(name)] == [skill]


def test_every_skill_is_found_by_every_name_of_its_own() -> None:
    for skill in REQUIRED:
        for name in (skill.id, skill.name, skill.name_en, *skill.aliases):
            assert NAMES.find(name) == (skill,)


def test_a_wrong_name_finds_nothing_and_has_near_ones() -> None:
    assert NAMES.find("批判思考") == ()
    assert NAMES.near("批判思考")[0].name == "批判的思考"
    assert 1 <= len(NAMES.near("マネジメント")) <= 4


@pytest.mark.parametrize("name", ["使命感", "定量分析", "", "Lv.3"])
def test_what_is_no_skill_is_not_found(name: str) -> None:
    assert NAMES.find(name) == ()


def test_a_name_of_two_skills_finds_both() -> None:
    first, second = (replace(skill, aliases=("同じ名",)) for skill in REQUIRED[:2])
    assert SkillNames([first, second]).find("同じ名") == (first, second)
