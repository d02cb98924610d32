"""What a plan's file holds, and in which order."""

from dataclasses import replace

from assistant.coach.assessment import Assessment
from assistant.coach.draft import Drafter
from assistant.coach.files.blocks import Content, Grid, Heading, Paragraph, Picture, place
from assistant.coach.files.content import content_of
from assistant.coach.plan import Line, Plan
from tests.coach.assessments import CORPUS, MIXED
from tests.coach.files.conftest import DATED


def titles(content: Content) -> list[str]:
    return [block.text for block in content.blocks if isinstance(block, Heading)]


def test_the_heat_map_comes_first_then_the_radar_then_what_to_do(content: Content) -> None:
    assert [b.name for b in content.blocks if isinstance(b, Picture)] == ["heat-map", "radar"]
    assert titles(content) == [
        "いまの状況（レベル×区分）",
        "区分ごとの割合",
        "これから伸ばすスキル",
        "1. 業務実行／自己解決",
        "2. 情報リテラシー",
        "3. 創造的な問題解決",
        "4. マーケティング",
        "5. フォロワーシップ／フォローアップ",
        "6. ゴール設定",
        "話し合いたいこと",
        "使う機会がなかったスキル",
        "本人の回答がまだないスキル",
        "一人でできる・人に教えられるスキル",
        "役割のレベルより上のスキル（別にしています）",
        "推奨スキル（参考）",
        "ご留意いただきたいこと",
    ]


def test_every_picture_is_followed_by_a_table_that_says_the_same(content: Content) -> None:
    for number, block in enumerate(content.blocks):
        if isinstance(block, Picture):
            following = content.blocks[number + 1 : number + 3]
            assert any(isinstance(after, Grid) for after in following)


def test_the_text_of_a_picture_says_what_it_shows(content: Content) -> None:
    heat_map, radar = (block.alt for block in content.blocks if isinstance(block, Picture))
    # Of the two answered at Lv.3 one is done alone; nobody has answered about 組織運営 there.
    assert "Lv.3の「思考・認識」：本人は2個中1個、コーチは2個中1個" in heat_map
    assert "Lv.3の「組織運営」：本人は回答なし、コーチは回答なし" in heat_map
    assert heat_map.count("Lv.") == 3 * 4
    assert "「思考・認識」：本人は7個中4個、コーチは2個中1個" in radar


def test_without_a_coachs_answers_the_text_of_a_picture_names_no_coach(drafter: Drafter) -> None:
    shown = content_of(drafter.draft(Assessment("職員", 1), "en"), CORPUS, dated=DATED)
    for block in shown.blocks:
        if isinstance(block, Picture):
            assert "Person no answer" in block.alt
            assert "Coach" not in block.alt


def test_the_rows_of_a_table_are_as_wide_as_its_head(content: Content) -> None:
    for grid in (block for block in content.blocks if isinstance(block, Grid)):
        assert {len(row) for row in grid.rows} == {len(grid.header)} == {len(grid.widths)}
        assert abs(sum(grid.widths) - 1) < 1e-9


def test_answers_that_differ_are_marked_wherever_both_stand(content: Content) -> None:
    marked = [
        row[-1]
        for block in content.blocks
        if isinstance(block, Grid)
        for row in block.rows
        if row[-1].startswith("≠")
    ]
    assert marked == ["≠ ○ 一人でできる", "≠ △ 支援があればできる"]


def test_every_line_of_the_plan_is_in_it(content: Content, plan: Plan) -> None:
    shown = [block.text for block in content.blocks if isinstance(block, Paragraph)]
    assert sorted(line.text for line in plan.lines) == sorted(
        text for text in shown if text in {line.text for line in plan.lines}
    )


def test_a_coachs_own_words_are_marked(plan: Plan) -> None:
    own = Line("一緒に試しましょう。", skill_id="skill/lv3/goal-setting", author="coach")
    with_own = replace(plan, advice=(*plan.advice, own))
    shown = content_of(with_own, CORPUS, dated=DATED).blocks
    assert Paragraph("（コーチの言葉）一緒に試しましょう。", bullet=True) in shown


def test_without_gaps_it_says_so_and_lists_none(drafter: Drafter) -> None:
    nothing = drafter.draft(Assessment("職員", 1), "ja")
    shown = content_of(nothing, CORPUS, dated=DATED)
    assert titles(shown)[2:] == [
        "これから伸ばすスキル", "本人の回答がまだないスキル", "ご留意いただきたいこと",
    ]  # fmt: skip


def test_a_place_names_the_document_once(drafter: Drafter) -> None:
    for citation in drafter.draft(MIXED, "ja").citations:
        assert place(citation, ">").split(">").count(citation.title) == 1
