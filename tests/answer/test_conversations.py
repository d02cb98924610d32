"""Conversations: what a turn means after those before it, told by what its answer cites."""

from __future__ import annotations

import pytest

from assistant.conversation import EMPTY, KEPT
from assistant.pipeline import Pipeline
from assistant.types import Status
from corpus import Corpus, Kind
from tests.answer.conftest import Ask

SECURITY = "Which recommended skills are in Security?"
LEVEL_4 = "Lv.4の必須スキルを見せて"
PILLARS = "戦略の3本柱って何？"


def _cited(ask: Ask, turns: str) -> set[str]:
    """The things cited by the answer to the last turn, without the places they stand in."""
    answer = ask(*turns.split("→"))
    places = ("level/", "facet/", "facet-group/", "layer/", "category/")
    return {
        citation.record_id
        for citation in answer.citations
        if not citation.record_id.startswith(places)
    }


@pytest.mark.parametrize(
    ("turns", "record_id"),
    [
        (f"{LEVEL_4}→4つ目の定義をください", "skill/lv4/value-discovery"),
        (f"{LEVEL_4}→4つ目の定義をください→その例も", "skill/lv4/value-discovery"),
        (f"{LEVEL_4}→4つ目の定義をください→一つ前のやつは？", "skill/lv4/business-verification"),
        (f"{LEVEL_4}→4つ目の定義をください→次は？", "skill/lv4/project-management"),
        (f"{LEVEL_4}→2つ目は？→そいつの活用例は？→3つ目は？", "skill/lv4/business-verification"),
        ("Lv.1の育成項目は？→最後から二番目のは？", "training/lv1/explanation"),
        ("Lv.5の必須スキルは？→真ん中のは？", "skill/lv5/communication-outreach"),
        (f"{SECURITY}→the third one", "recommended/security/incident-response"),
        (f"{SECURITY}→the third one→And the last one?", "recommended/security/security-operations"),
        ("What programmes are there?→the fifth one", "programme/consultation-desk"),
    ],
)
def test_a_place_is_counted_in_the_list_shown_last(ask: Ask, turns: str, record_id: str) -> None:
    assert record_id in _cited(ask, turns)
    assert len({i for i in _cited(ask, turns) if i.startswith(record_id.split("/")[0])}) == 1


@pytest.mark.parametrize(
    ("turns", "told", "untold"),
    [
        (
            f"{PILLARS}→二つ目だけ",
            ("育成体系の構築",),
            ("環境整備", "体系化・可視化", "戦略の構成"),
        ),
        (f"{PILLARS}→最後のをもう一度", ("環境整備",), ("育成体系の構築", "の3本柱")),
        (f"{PILLARS}→二つ目だけ→ほかは？", ("環境整備", "体系化・可視化"), ("育成体系の構築",)),
    ],
)
def test_the_parts_of_a_statement_are_counted_without_its_frame(
    ask: Ask, turns: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    text = ask(*turns.split("→")).text
    assert all(words in text for words in told)
    assert not any(words in text for words in untold)


@pytest.mark.parametrize(
    ("turns", "record_id"),
    [
        ("リーダーシップと共創力の違いは？→前者の活用例を", "skill/lv5/leadership"),
        ("リーダーシップと共創力の違いは？→後者の活用例を", "skill/lv5/co-creation"),
        ("リーダーシップと共創力の違いは？→前者の活用例を→もう一方のは？", "skill/lv5/co-creation"),
        ("リーダーシップと共創力の違いは？→前者じゃなくて後者の例は？", "skill/lv5/co-creation"),
        ("タスク管理とは→マーケティングは？→前者の活用例は？", "skill/lv2/task-management"),
        ("Compare 質問力 and 説明力→the latter's example?", "skill/lv1/explanation"),
        ("Compare 質問力 and 説明力→the latter?→and the other one?", "skill/lv2/questioning"),
    ],
)
def test_one_of_two_is_the_one_meant(ask: Ask, turns: str, record_id: str) -> None:
    cited = _cited(ask, turns)
    assert {i for i in cited if i.startswith("skill/")} == {record_id}


@pytest.mark.parametrize(
    ("turns", "ids"),
    [
        ("Lv.1の必須スキルは？→その中で顧客っぽいのは？", {"skill/lv1/user-understanding"}),
        ("推奨スキルのデータ活用は？→そのうち統計のは？", {"recommended/data/statistics"}),
        ("業務遂行の必須スキルは？→あの中でLv.3のものは？", {"skill/lv3/adaptability"}),
        ("Lv.3の必須スキルは？→そのうち組織運営は？→一つ下のレベルだと？", {"skill/lv2/follow"}),
        ("組織運営の必須スキルは？→一番下のレベルのやつだけ", {"skill/lv1/business-communication"}),
    ],
)
def test_a_list_is_narrowed_to_what_fits(ask: Ask, turns: str, ids: set[str]) -> None:
    cited = _cited(ask, turns)
    assert len(cited) == len(ids)
    assert all(any(cited_id.startswith(one) for cited_id in cited) for one in ids)


@pytest.mark.parametrize(
    ("turns", "told", "untold"),
    [
        ("ブロンズってなに→残りの二つは？", ("ゴールド", "シルバー"), ("全職員 (ブロンズ)",)),
        (
            "Lv.2の外部影響の必須スキルは？→ほかの列は？",
            ("ビジネス調査", "タスク管理"),
            ("質問力",),
        ),
        ("Lv.3の業務遂行の必須スキルは？→それ以外のレベルは？", ("情報発信",), ("適応力",)),
        (
            "推奨スキルのセキュリティは？→ほかの分野は？",
            ("機械学習", "ブランディング"),
            ("プライバシー",),
        ),
        ("DXスクールって何？→ほかにはどんな制度がある？", ("DXアカデミー", "DX相談窓口"), ()),
    ],
)
def test_the_rest_is_what_was_not_shown(
    ask: Ask, turns: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    text = ask(*turns.split("→")).text
    assert all(words in text for words in told)
    assert not any(words in text for words in untold)


@pytest.mark.parametrize(
    ("turns", "ids"),
    [
        (
            "Lv.5の育成項目は？→問い合わせ先は？→さっきの一覧の2つ目は？",
            {"training/lv5/innovation"},
        ),
        (
            "Lv.5の必須スキルは？→電話番号は？→さっきの一覧に戻って、外部影響だけ",
            {"skill/lv5/co-creation"},
        ),
        (
            "プロフェッショナルトラックって何？→Lv.4の必須スキルは？→最初の話に戻って、承認されたらどうなる？",
            {"rule/r11"},
        ),
        (
            "What are the required skills at Level 5?→What is the phone number?"
            "→Back to the first list: only External Influence",
            {"skill/lv5/co-creation"},
        ),
        (
            "Lv.5の外部影響の必須スキルは？→今日の天気は？→じゃあLv.3は？",
            {"skill/lv3/collaboration"},
        ),
    ],
)
def test_a_digression_leaves_what_was_before_it_to_go_back_to(
    ask: Ask, turns: str, ids: set[str]
) -> None:
    assert _cited(ask, turns) == ids


def test_a_question_of_its_own_takes_nothing_from_the_list_before(ask: Ask) -> None:
    alone = ask("質問力の定義は？").text
    assert ask(LEVEL_4, "質問力の定義は？").text == alone


@pytest.mark.parametrize(
    ("turns", "title"),
    [
        ("Lv.2って何をする人？→4は？", "Lv.4 DXプロジェクト"),
        ("Lv.2って何をする人？→4は？→一番下は？", "Lv.1 導入された"),
        ("What does Level 2 do?→3?→and the top?", "Lv.5 市全体"),
        ("デザインシンキングは何レベル？→そのレベルはどんな人？", "Lv.4"),
    ],
)
def test_a_bare_level_is_asked_the_same(ask: Ask, turns: str, title: str) -> None:
    assert title in ask(*turns.split("→")).text


@pytest.mark.parametrize(
    ("turns", "ids"),
    [
        ("質問力の定義→同じ列で一段下は？", {"skill/lv1/explanation"}),
        (
            "適応力とは→同じ区分のもう一段上は？",
            {"skill/lv4/value-discovery", "skill/lv4/project-management"},
        ),
    ],
)
def test_the_level_above_or_below_a_thing_is_looked_up_in_its_facet(
    ask: Ask, turns: str, ids: set[str]
) -> None:
    assert _cited(ask, turns) == ids


@pytest.mark.parametrize(
    ("turns", "ids"),
    [
        (
            "タスク管理とは→マーケティングは？→どう違うの？",
            {"skill/lv2/task-management", "skill/lv2/marketing"},
        ),
        ("Lv.4の使命感の役割は？→Lv.5は？→両方を比べて", {"role/lv4/mission", "role/lv5/mission"}),
        (
            "Lv.1の外部影響の役割は？→Lv.3は？→違いは？",
            {"role/lv1/influence", "role/lv3/influence"},
        ),
    ],
)
def test_two_turns_are_compared(ask: Ask, turns: str, ids: set[str]) -> None:
    assert _cited(ask, turns) == ids


def test_two_counts_are_added_up(ask: Ask) -> None:
    answer = ask("思考・認識の育成項目はいくつ？", "業務遂行は？", "足すと？")
    assert "31項目" in answer.text


@pytest.mark.parametrize(
    "turns",
    [
        "推奨スキルのビジネス変革→それらって全員が身につける必要ある？",
        "推奨スキルのテクノロジーは？→これらは必須ですか？",
        f"{SECURITY}→Are those mandatory?",
    ],
)
def test_recommended_skills_are_said_not_to_be_required(ask: Ask, turns: str) -> None:
    answer = ask(*turns.split("→"))
    assert answer.status is Status.ANSWERED
    assert "必須スキルではなく推奨スキル" in answer.text


@pytest.mark.parametrize(
    "again",
    [
        "それはどこに書いてある？",
        "根拠は？",
        "もう一度",
        "where is that written?",
        "again, please",
    ],
)
def test_what_was_said_is_cited_once_more(ask: Ask, again: str) -> None:
    first = ask("全職員がDX人材というのは本当？")
    quotes = {citation.quote for citation in first.citations}
    assert {c.quote for c in ask("全職員がDX人材というのは本当？", again).citations} >= quotes


@pytest.mark.parametrize(
    ("turns", "understood"),
    [
        (f"{LEVEL_4}→最後のは？", "変革マネジメント"),
        (f"{PILLARS}→三つ目をもう一回", "DX人材の活躍に向けた環境整備"),
        ("Lv.2の外部影響の必須スキルは？→じゃあLv.3は？", "Lv.3・外部影響・必須スキル"),
        ("Lv.3の必須スキルは？→育成項目のほうは？", "Lv.3・育成項目"),
    ],
)
def test_the_question_is_shown_as_it_was_completed(ask: Ask, turns: str, understood: str) -> None:
    assert ask(*turns.split("→")).understood.startswith(understood)


def test_only_the_last_turns_are_remembered(pipeline: Pipeline) -> None:
    conversation = EMPTY
    for _ in range(KEPT + 2):
        conversation = pipeline.ask("質問力の定義は？", conversation).conversation
    assert len(conversation.turns) == KEPT


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ("推奨スキルはいくつ？→一番多い分野は？", "テクノロジー（13項目）"),
        ("必須スキルは全部でいくつ？→一番多いのはどのレベル？", "Lv.1（8項目）"),
    ],
)
def test_the_row_that_holds_most_is_looked_up_in_what_was_counted(
    ask: Ask, turns: str, expected: str
) -> None:
    assert expected in ask(*turns.split("→")).text


@pytest.mark.parametrize(
    "turns",
    [
        "シルバーの認定はいつ募集？→申し込みの方法は？",
        "DXスクールって？→日程と会場は？",
        "資格の支援制度はある？→金額は？",
    ],
)
def test_a_value_asked_alone_is_asked_of_what_was_shown(ask: Ask, turns: str) -> None:
    assert ask(*turns.split("→")).status is Status.NOT_IN_DOCUMENT


def test_another_part_of_the_text_takes_the_place_of_the_one_before(ask: Ask) -> None:
    turns = "プロフェッショナルトラックってどんな制度？→じゃあデジタルエキスパートは？"
    assert "rule/r12" in (cited := _cited(ask, turns))
    assert "rule/r11" not in cited


@pytest.mark.parametrize("then", ["じゃあLv.4は？", "Lv.4だと？"])
def test_another_level_after_a_skill_asks_for_its_column_there(
    ask: Ask, corpus: Corpus, then: str
) -> None:
    answer = ask("批判的思考って何？", then)

    column = {r.id for r in corpus.of(Kind.REQUIRED_SKILL, level=4, facet="thinking")}
    named = {c.record_id for c in answer.citations if c.record_id.startswith("skill/")}
    assert named == column


def test_the_example_is_asked_for_at_another_level_too(ask: Ask) -> None:
    answer = ask("タスク管理の活用例は？", "Lv.3だと？")

    assert "「適応力」は、Lv.3「業務遂行」の必須スキルです。" in answer.text
    assert "活用例：窓口のオンライン予約の試験導入後" in answer.text


@pytest.mark.parametrize("layer", ["ゴールド", "シルバー"])
def test_a_number_is_asked_for_of_a_layer_alone(ask: Ask, layer: str) -> None:
    answer = ask("何人育成した？", f"{layer}だけだと？")

    assert answer.status is Status.NOT_IN_DOCUMENT
    assert "内訳は、本文に記載がありません。" in answer.text


def test_the_same_value_is_asked_of_another_layer(ask: Ask) -> None:
    first = ask("ゴールドは誰が認定するの？")
    second = ask("ゴールドは誰が認定するの？", "シルバーも同じ？")

    assert first.status is Status.NOT_IN_DOCUMENT
    assert second.text == first.text


def test_an_example_in_english_is_no_examination(ask: Ask) -> None:
    answer = ask("What is critical thinking?", "Give me an example", "What about Level 4?")

    assert "skill/lv4/business-analysis" in {c.record_id for c in answer.citations}


def test_a_value_is_asked_anew_where_nothing_else_was_named(ask: Ask) -> None:
    answer = ask("予算は？", "じゃあ人数は？")

    assert answer.status is Status.ANSWERED
    assert "2,228" in answer.text


def test_another_kind_stays_where_the_same_place_was_asked_for(ask: Ask, corpus: Corpus) -> None:
    answer = ask("プロジェクトマネジメントの定義は？", "同じ区分のスキルは？", "じゃあ育成項目は？")

    column = {r.id for r in corpus.of(Kind.TRAINING_ITEM, level=4, facet="execution")}
    assert {c.record_id for c in answer.citations if c.record_id.startswith("training/")} == column


def test_one_level_up_from_a_skill_alone_is_its_column_there(ask: Ask, corpus: Corpus) -> None:
    answer = ask("批判的思考って何？", "一つ上のレベルだと？")

    column = {r.id for r in corpus.of(Kind.REQUIRED_SKILL, level=4, facet="thinking")}
    assert {c.record_id for c in answer.citations if c.record_id.startswith("skill/")} == column
