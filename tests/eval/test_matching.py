"""Answers are compared by what they say, not by width, spaces or typesetting."""

import pytest

from corpus import Corpus, Kind
from eval.matching import matching_form, named_records, numbers_in


def test_width_space_case_and_markers_do_not_count() -> None:
    assert matching_form("Ｌｖ．３ の\n必須 スキル〔12〕") == matching_form("lv.3の必須スキル")


def test_a_different_word_counts() -> None:
    assert matching_form("フォロワーシップ") != matching_form("フォローアップ")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("必須スキルは6個です〔3〕。", {6}),
        ("Lv.2の必須スキルは6つ", {6}),
        ("Lv.1 8個、Lv.2 6個", {8, 6}),
        ("Lv.1～3の累計は20個", {20}),
        ("2,228人", {2228}),
        ("令和8年6月のデジタルスキル標準 ver1.2", set()),
        ("毎年6月頃", set()),
        ("5段階", {5}),
        ("There are six required skills.", {6}),
        ("五つのレベル", {5}),
        ("TEL 093-582-3020", set()),
    ],
)
def test_numbers_are_told_from_levels_years_and_markers(text: str, numbers: set[int]) -> None:
    assert numbers_in(text) == numbers


def named(text: str, kind: Kind, corpus: Corpus, *expected: str) -> set[str]:
    return named_records(text, kind, corpus, expected=expected)


def test_a_longer_name_is_not_a_shorter_one(corpus: Corpus) -> None:
    found = named("プロジェクトマネジメント", Kind.TRAINING_ITEM, corpus)
    assert found == {"training/lv4/project-management"}


def test_an_item_of_another_level_is_found_in_a_list(corpus: Corpus) -> None:
    text = "ビジネス調査、マーケティング、データ理解・活用"
    expected = ("skill/lv2/business-research", "skill/lv2/marketing")
    assert named(text, Kind.REQUIRED_SKILL, corpus, *expected) == {
        *expected,
        "skill/lv1/data-literacy",
    }


def test_what_a_records_own_quote_mentions_names_no_other(corpus: Corpus) -> None:
    record = corpus.get("skill/lv4/business-model-design")
    text = f"ビジネスモデル設計\n{record.quote('example').text}"
    assert named(text, Kind.REQUIRED_SKILL, corpus, record.id) == {record.id}


def test_a_section_title_names_no_skill(corpus: Corpus) -> None:
    assert named("DX人材育成体系 [育成項目の全体像]", Kind.TRAINING_ITEM, corpus) == set()


def test_both_names_of_the_skill_with_two_are_known(corpus: Corpus) -> None:
    for name in ("フォロワーシップ", "フォローアップ"):
        assert named(name, Kind.REQUIRED_SKILL, corpus) == {"skill/lv2/followership"}


def test_the_spaced_name_of_a_programme_is_read(corpus: Corpus) -> None:
    text = "デジタルエキスパートへのキャリアパス"
    assert named(text, Kind.PROGRAMME, corpus) == {"programme/expert-path"}
