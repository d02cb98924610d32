"""Level notations. Every expected value is what a reader of the question would write down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understand.levels import find_levels
from corpus.folding import fold

LEVEL_THREE = [
    "Lv.3",
    "Lv3",
    "LV3",
    "lv 3",
    "Lv. 3",
    "Lv．３",
    "ＬＶ３",
    "レベル3",
    "レベル３",
    "レベル三",
    "レベル 三",
    "れべる3",
    "L3",
    "Ｌ３",
    "level 3",
    "Level three",
    "LEVEL THREE",
    "Level III",
    "レベルⅢ",
    "Lv.Ⅲ",
    "Lv.③",
    "第三レベル",
    "第3レベル",
    "3レベル",
    "third level",
    "レベル：3",
    "lvl3",
    "ﾚﾍﾞﾙ3",
    "レヴェル3",
    "L 3",
]


@pytest.mark.parametrize("notation", LEVEL_THREE)
@pytest.mark.parametrize("sentence", ["{}の必須スキルは？", "必須スキル（{}）", "{}"])
def test_every_notation_of_level_three_is_level_three(notation: str, sentence: str) -> None:
    found = find_levels(fold(sentence.format(notation)))
    assert (found.levels, found.invalid) == ((3,), ())


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("notation", ["Lv.{}", "レベル{}", "L{}", "level {}", "第{}レベル"])
def test_each_level_is_read_as_itself(notation: str, level: int) -> None:
    assert find_levels(fold(notation.format(level))).levels == (level,)


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("Lv.1～3のスキル", (1, 2, 3)),
        ("Lv.1~Lv.3のスキル", (1, 2, 3)),
        ("Lv.1-3のスキル", (1, 2, 3)),
        ("Lv.1からLv.3まで", (1, 2, 3)),
        ("レベル1から4までのスキル", (1, 2, 3, 4)),
        ("Lv.3→Lv.5", (3, 4, 5)),
        ("levels 2 to 4", (2, 3, 4)),
        ("Level 1 through Level 3", (1, 2, 3)),
        ("Lv.5からLv.3", (3, 4, 5)),
        ("Lv.2とLv.4", (2, 4)),
        ("Lv.2と4の違い", (2, 4)),
        ("Lv.1、Lv.3、Lv.5", (1, 3, 5)),
        ("Lv.1・2・4", (1, 2, 4)),
        ("levels 1 and 5", (1, 5)),
        ("Level 2 vs Level 3", (2, 3)),
        ("Lv.4またはLv.5", (4, 5)),
        ("Lv.3以下", (1, 2, 3)),
        ("Lv.3以上", (3, 4, 5)),
        ("Lv.3まで", (1, 2, 3)),
        ("Lv.3未満", (1, 2)),
        ("Lv.3より下", (1, 2)),
        ("Lv.3より上", (4, 5)),
        ("Lv.3より上のスキル", (4, 5)),
        ("level 3 and above", (3, 4, 5)),
        ("level 3 or below", (1, 2, 3)),
        ("up to level 2", (1, 2)),
        ("below level 3", (1, 2)),
        ("above level 3", (4, 5)),
        ("一番上のレベルのスキル", (5,)),
        ("最高レベルの役割", (5,)),
        ("最も高いレベル", (5,)),
        ("the highest level", (5,)),
        ("一番下のレベルのスキル", (1,)),
        ("最も低いレベル", (1,)),
        ("the lowest level", (1,)),
    ],
)
def test_ranges_bounds_and_extremes_are_written_out(question: str, levels: tuple[int, ...]) -> None:
    found = find_levels(fold(question))
    assert (found.levels, found.invalid) == (levels, ())


@pytest.mark.parametrize("question", ["Lv.3まで", "Lv.3以下", "Lv.1～3", "up to level 3"])
def test_what_begins_at_the_first_level_adds_up(question: str) -> None:
    assert find_levels(fold(question)).up_to


@pytest.mark.parametrize("question", ["Lv.3", "Lv.3以上", "Lv.2～4", "Lv.1とLv.3"])
def test_what_does_not_begin_at_the_first_level_does_not_add_up(question: str) -> None:
    assert not find_levels(fold(question)).up_to


@pytest.mark.parametrize(
    "question",
    [
        "全レベルのスキル",
        "各レベルの役割",
        "レベル別のスキル数",
        "すべてのレベルの育成項目",
        "レベルごとの役割",
        "all levels",
        "each level",
        "by level",
        "それぞれのレベルの人物像",
        "全5段階のレベル",
        "every level",
        "5つのレベルの役割",
    ],
)
def test_all_levels_are_seen(question: str) -> None:
    assert find_levels(fold(question)).all_levels


@pytest.mark.parametrize(
    "notation",
    [
        "Lv6",
        "Lv.6",
        "レベル六",
        "Lv.0",
        "レベル0",
        "Lv-1",
        "Lv.-1",
        "レベルマイナス1",
        "Lv.3.5",
        "Lv10",
        "Lv.99",
        "レベル10",
        "level six",
        "level 0",
        "第六レベル",
        "L6",
        "Lv.100",
        "level ten",
    ],
)
def test_levels_that_do_not_exist_are_told_apart(notation: str) -> None:
    found = find_levels(fold(f"{notation}の必須スキルは？"))
    assert found.levels == ()
    assert found.invalid


@pytest.mark.parametrize(
    ("question", "levels"),
    [("Lv.5とLv.6の違い", (5,)), ("Lv.3と7", (3,)), ("Lv.0からLv.2", (2,))],
)
def test_a_valid_level_is_kept_beside_one_that_does_not_exist(
    question: str, levels: tuple[int, ...]
) -> None:
    found = find_levels(fold(question))
    assert found.levels == levels
    assert found.invalid


@pytest.mark.parametrize(
    "question",
    [
        "HTML5は使えますか",
        "スキルを3つ教えて",
        "令和5年度の実績",
        "5段階ですか",
        "3層とは",
        "3本柱",
        "2,228人",
        "ver1.2",
        "3年間で何人",
        "係長3人",
        "093-582-3020",
        "スキルのレベルは？",
        "レベルアップしたい",
        "トップレベルの人材",
        "html4",
        "xl3",
        "10月の研修",
        "全体で33",
        "レベル認定はありますか",
        "level of detail",
        "in 3 steps",
    ],
)
def test_numbers_that_are_no_levels_are_left_alone(question: str) -> None:
    found = find_levels(fold(question))
    assert (found.levels, found.invalid) == ((), ())


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("Lv.3のスキルを3つ教えて", (3,)),
        ("Lv.2と3つの層の関係", (2,)),
        ("Lv.2のスキルは5個？", (2,)),
        ("Lv.3、令和5年度", (3,)),
        ("2級職員のLv.1", (1,)),
    ],
)
def test_a_count_beside_a_level_is_no_level(question: str, levels: tuple[int, ...]) -> None:
    assert find_levels(fold(question)).levels == levels


def test_named_levels_keep_the_order_of_the_question() -> None:
    found = find_levels(fold("Lv.4とLv.2を比べて"))
    assert (found.named, found.levels) == ((4, 2), (2, 4))


NOISE = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [*"L35三-～.第 と10の", "Lv.", "レベル", "level ", "５", "から", "まで", "以上", "10"]
        ),
        max_size=12,
    ).map("".join),
)


@given(NOISE)
def test_any_text_gives_levels_from_one_to_five_at_places_inside_it(text: str) -> None:
    folded = fold(text)
    found = find_levels(folded)
    assert set(found.levels) <= {1, 2, 3, 4, 5}
    assert set(found.named) <= {1, 2, 3, 4, 5}
    assert list(found.levels) == sorted(set(found.levels))
    assert all(0 <= start < end <= len(folded) for start, end in found.spans)
    assert not found.invalid or found.spans
