"""The twenty flaws of the text, and how the data holds each of them."""

from corpus import Corpus, Kind
from corpus.folding import fold


def test_1_one_skill_with_two_names(corpus: Corpus) -> None:
    (record,) = (
        r
        for r in corpus.of(Kind.REQUIRED_SKILL)
        if {"フォロワーシップ", "フォローアップ"} & {*r.aliases, r.name}
    )
    assert (record.level, record.facet) == (2, "organization")
    assert (record.quote("name").text, record.quote("name").line) == ("フォローアップ", 288)
    matrix = record.quote("matrix_name")
    assert (matrix.text, matrix.line) == ("フォロワーシップ", 205)
    assert {"フォロワーシップ", "フォローアップ"} <= set(record.aliases)


def test_2_the_slip_in_a_group_name_is_an_alias_and_is_quoted_raw(corpus: Corpus) -> None:
    record = corpus.get("facet-group/people-and-engagement")
    assert record.quote("variant").line == 226
    assert record.quote("variant").text.startswith("組織・対人材/")
    assert record.quote("name").text.startswith("組織・対人力／")
    assert "組織・対人材" in record.aliases
    assert "組織・対人材" not in record.name


def test_3_spaced_text_is_quoted_raw_and_named_without_spaces_or_slips(corpus: Corpus) -> None:
    expert = corpus.get("programme/expert-path")
    assert expert.quote("name").text == "デ ジ タ ル エ キ ス バ ー ト へ の キ ャ リ ア パ ス"
    assert expert.name == "デジタルエキスパートへのキャリアパス"
    priority = corpus.get("programme/priority-placement")
    assert priority.quote("name").text == "D X プ ロ ジ エ ク ト へ の 優 先 配 置"
    assert priority.name == "DXプロジェクトへの優先配置"


def test_4_an_odd_letter_is_folded_for_search_only(corpus: Corpus) -> None:
    odd = corpus.get("role/lv3/mission").quote("text").text
    usual = corpus.get("role/lv4/mission").quote("text").text
    assert "一步先の価値観" in odd
    assert "一歩先の価値観" not in odd
    assert "一歩先の価値観" in usual
    assert fold("一歩先の価値観") in fold(odd)
    assert fold("一步先の価値観") in fold(usual)


def test_5_one_item_named_in_two_ways_and_another_of_the_same_name(corpus: Corpus) -> None:
    mass = corpus.get("training/lv5/mass-marketing")
    assert (mass.quote("name").text, mass.quote("name").line) == ("マスマーケティング", 355)
    overview = mass.quote("overview_name")
    assert (overview.text, overview.line) == ("マーケティング", 375)
    (other,) = (r for r in corpus.of(Kind.TRAINING_ITEM) if r.name == "マーケティング")
    assert other.level == 2
    assert (other.quote("name").line, other.quote("overview_name").line) == (358, 386)
    differing = [
        r.id
        for r in corpus.of(Kind.TRAINING_ITEM)
        if fold(r.quote("name").text) != fold(r.quote("overview_name").text)
    ]
    assert differing == [mass.id]


def test_6_the_skills_of_level_1_are_those_of_its_detail_page(corpus: Corpus) -> None:
    held = {r.name: r.facet for r in corpus.of(Kind.REQUIRED_SKILL, level=1)}
    assert held == {
        "データ理解・活用": "thinking",
        "業務プロセス理解": "thinking",
        "業務実行／自己解決": "thinking",
        "組織・ビジョン理解": "thinking",
        "顧客・ユーザー理解": "execution",
        "情報リテラシー": "execution",
        "ビジネスコミュニケーション": "organization",
        "説明力": "influence",
    }
    for record in corpus.of(Kind.REQUIRED_SKILL, level=1):
        assert record.quote("definition").line in range(306, 310)
        # In the matrix these names stand on rows without a level, or slid to the left.
        assert record.quote("matrix_name").line in range(207, 211)


def test_7_no_record_says_which_skill_or_phrase_has_which_colour(corpus: Corpus) -> None:
    legends = {*range(119, 138), *range(148, 167), 175, 191, 192, 193, 222, 223, 224}
    legends |= {241, 242, 243, 261, 262, 263, 281, 282, 283, 300, 301, 302, 319, 320, 321}
    legend = corpus.get("fact/roles/colour-legend")
    others = [record for record in corpus.records.values() if record is not legend]
    assert not legends & {q.line for record in others for q in record.quotes}
    # What the legend says of the colours is the text's own; which words have them is lost.
    assert {q.text[:3] for q in legend.quotes} == {"赤字：", "青字：", "黒字："}
    assert all(record.group is None for record in corpus.of(Kind.REQUIRED_SKILL))
    for name in ("silence/skill-origin-split", "silence/colour-legend"):
        assert "split" in corpus.get(name).asks


def test_8_no_programme_is_put_under_a_heading(corpus: Corpus) -> None:
    assert all(record.group is None for record in corpus.of(Kind.PROGRAMME))
    assert corpus.get("silence/programme-heading").near
    quoting = {r.id for r in corpus.records.values() if any(q.line == 371 for q in r.quotes)}
    assert quoting == {"fact/programmes/headings"}


def test_9_no_programme_belongs_to_a_level(corpus: Corpus, lines: list[str]) -> None:
    assert lines[373].startswith("Lv.5\t")
    for record in corpus.of(Kind.PROGRAMME):
        assert record.quote("name").line == 373
        assert record.level is None
    assert {"person", "condition"} <= set(corpus.get("silence/programme-eligibility").asks)


def test_10_layers_are_read_from_merged_cells(corpus: Corpus, lines: list[str]) -> None:
    held = {record.level: record.group for record in corpus.of(Kind.LEVEL)}
    assert held == {5: "gold", 4: "gold", 3: "silver", 2: "silver", 1: "bronze"}
    # Only three rows carry a label; the rest is a reading, so a layer quotes a label and no level.
    labelled = {row for row in range(104, 109) if lines[row].split("\t")[-1]}
    assert labelled == {104, 106, 108}
    for record in corpus.of(Kind.LAYER):
        assert record.level is None
        assert {q.line for q in record.quotes} <= labelled


def test_11_lost_pictures_are_silences_that_point_to_the_notices(corpus: Corpus) -> None:
    assert "rule/r4" in corpus.get("silence/certification-steps").near
    assert "rule/r13" in corpus.get("silence/expert-details").near
    assert "rule/r11" in corpus.get("silence/track-details").near
    assert "案内" in corpus.get("rule/r4").quote("where").text


def test_12_the_press_release_and_the_document_have_their_own_dates(corpus: Corpus) -> None:
    press = corpus.get("fact/press/date").quote("text")
    document = corpus.get("fact/document/date").quote("text")
    assert (press.text, press.line) == ("令和8年7月2日", 5)
    assert (document.text, document.line) == ("令和8年6月", 45)
    assert (corpus.source.published, corpus.source.dated) == (press.text, document.text)


def test_13_three_pillars_and_three_topics_are_two_lists(corpus: Corpus) -> None:
    pillars = corpus.get("fact/press/pillars")
    assert [pillars.quote(f"pillar{n}").text for n in (1, 2, 3)] == [
        "DX人材の役割と知識・スキルの体系化・可視化",
        "DX人材育成体系の構築",
        "DX人材の活躍に向けた環境整備",
    ]
    topics = corpus.get("fact/background/three-topics").quote("text")
    assert topics.line == 84
    assert "「DX人材の役割」「DX人材に求められるスキル」「DX人材育成体系」" in topics.text
    assert not any("環境整備" in q.text for q in corpus.get("fact/background/three-topics").quotes)


def test_14_each_wording_of_the_number_trained_is_kept(corpus: Corpus) -> None:
    assert "2,228人のDX推進人材" in corpus.get("fact/press/trained").quote("text").text
    assert corpus.get("fact/flyer/total").quote("text").text == "合計 2,228名 育成!"
    assert "DX戦略・実行人材" in corpus.get("fact/flyer/share").quote("text").text
    assert "数多くのDX変革リーダー" in corpus.get("fact/background/all-staff").quote("text").text
    assert "count" in corpus.get("silence/staff-total").asks
    assert "split" in corpus.get("silence/gold-silver-split").asks


def test_15_slashes_and_brackets_differ_in_the_raw_text_only(corpus: Corpus) -> None:
    record = corpus.get("skill/lv5/project-initiation")
    assert record.quote("name").text == "案件化/プロジェクト化"
    assert record.quote("matrix_name").text == "案件化／プロジェクト化"
    assert fold(record.quote("name").text) == fold(record.quote("matrix_name").text)
    titles = [section.path[-1] for section in corpus.source.sections]
    assert "DX人材に求められるスキル [必須スキル/Lv.5]" in titles
    assert "DX人材に求められるスキル [必須スキル／Lv.4]" in titles
    assert "DX人材育成体系【プロフェッショナルトラック制度】" in titles


def test_16_the_poles_belong_to_the_axes_and_not_to_levels(corpus: Corpus) -> None:
    axes = corpus.of(Kind.AXIS)
    assert all(axis.level is None for axis in axes)
    assert corpus.get("axis/thinking/phase-of-thinking").quote("high").text == "What課題"
    assert corpus.get("axis/organization/size-of-team").quote("high").text == "大規模多様性大"
    assert {axis.quote("high").line for axis in axes} == {104}
    assert {axis.quote("low").line for axis in axes} == {108}


def test_17_the_sense_of_mission_has_no_skill_but_training_items(corpus: Corpus) -> None:
    rule = corpus.get("rule/r5")
    assert rule.level is None
    assert rule.quote("text").line == 197
    assert corpus.of(Kind.REQUIRED_SKILL, facet="mission") == ()
    items = corpus.of(Kind.TRAINING_ITEM, facet="mission")
    assert [(item.level, item.quote("name").line) for item in items] == [
        (4, 356),
        (2, 358),
        (2, 358),
        (1, 359),
    ]


def test_18_a_training_item_takes_its_facet_from_the_first_table(corpus: Corpus) -> None:
    for item in corpus.of(Kind.TRAINING_ITEM):
        assert item.level is not None
        assert item.facet is not None
        assert item.quote("name").line == 360 - item.level
        assert item.quote("overview_name").line in range(373, 392)


def test_19_probable_slips_are_quoted_as_they_are(corpus: Corpus) -> None:
    assert "業務の優位性を適切に設定し" in corpus.get("role/lv2/execution").quote("text").text
    (strategy,) = (r for r in corpus.of(Kind.REQUIRED_SKILL) if r.name == "データ・AI活用戦略")
    assert "職員への対応時間" in strategy.quote("example").text


def test_20_sections_are_told_by_titles_not_by_chapter_numbers(
    corpus: Corpus, lines: list[str]
) -> None:
    numbers = [row for row in (86, 94, 185, 344) if lines[row] in ("01", "02", "03", "04")]
    assert len(numbers) == 4
    starts = {section.line for section in corpus.source.sections}
    assert not starts & set(numbers)
    # A number stands at the foot of its chapter, where a split by numbers would begin the next.
    assert corpus.source.heading_path(94)[-1] == "DX人材の役割"
    assert corpus.source.heading_path(96)[-1] == "DX人材の役割 [全体像]"
    assert corpus.source.heading_path(183)[-1] == "DX人材に求められるスキル"
    assert corpus.source.heading_path(342)[-1] == "DX人材育成体系"


def test_the_heading_path_of_each_detail_page_names_its_level(corpus: Corpus) -> None:
    for record in corpus.of(Kind.REQUIRED_SKILL):
        path = corpus.source.heading_path(record.quote("definition").line)
        assert path[:2] == ("北九州市DX・AI人財戦略", "DX人材に求められるスキル")
        assert path[-1].endswith(f"Lv.{record.level}]")


def test_every_title_stands_in_the_text_unless_it_is_ours(corpus: Corpus, lines: list[str]) -> None:
    ours = [
        section.line
        for section in corpus.source.sections
        if lines[section.line] != section.path[-1]
    ]
    assert ours == [1]
