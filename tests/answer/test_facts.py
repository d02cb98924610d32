"""Rules, dates, figures, contact, and what the text is silent about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.types import Status
from corpus import Corpus
from eval.matching import MARKER, matching_form

if TYPE_CHECKING:
    from tests.answer.conftest import Ask

R1 = "それらを優先的に習得しましょう"
R2 = "選出・応募時点で求めるものではありません"
R3 = "レベル認定（Lv.1→Lv.2→Lv.3→Lv.4→Lv.5）は行いません"
R4 = "認定プロセスや研修内容は年度ごとに変更になる可能性があります"
R5 = "「使命感」カテゴリに該当するスキルはありません"
R6 = "必須スキルは身につけている前提で"
R7 = "専門性が高いものは必須スキルではなく推奨スキルとしています"
R8 = "北九州市オリジナルの定義を設定しています"
R9 = "自身の業務に置き換えてイメージを具体化してください"
R10 = "気になるものがあれば積極的に調べて活用しましょう"
R11 = "職位が係長以下など、応募要件を満たす場合"
R12 = "Lv.3以上の知識を持つなどの要件を満たし"
R13 = "「北九州市デジタルエキスパート育成方針」や関連する最新の案内を確認してください"


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("下位レベルのスキルが不足している場合はどうすればいい？", R1),
        ("どのスキルから優先して習得すべきですか", R1),
        ("What should I learn first if I lack skills of lower levels?", R1),
        ("応募の時点で必須スキルが必要ですか", R2),
        ("Are the required skills needed when applying?", R2),
        ("レベル認定は行われますか", R3),
        ("Lv.3の認定試験はありますか", R3),
        ("Is there a certification of levels?", R3),
        ("認定プロセスは毎年同じですか", R4),
        ("研修内容は変わることがありますか", R4),
        ("使命感に必須スキルはありますか", R5),
        ("なぜ使命感にはスキルがないのですか", R5),
        ("Lv.3の必須スキルは下位レベルのスキルを前提にしていますか", R6),
        ("専門性の高いスキルは必須ですか", R7),
        ("推奨スキルとは何ですか", R7),
        ("スキルの定義は誰が決めたものですか", R8),
        ("活用例はどのように使えばいいですか", R9),
        ("How should the examples be applied to my own work?", R9),
        ("説明のない研修や制度はどうすればいいですか", R10),
        ("プロフェッショナルトラック制度の応募要件は？", R11),
        ("Who can apply for the professional track?", R11),
        ("デジタルエキスパートになるための要件は？", R12),
        ("What is a digital expert?", R12),
        ("デジタルエキスパートの詳細はどこで確認できますか", R13),
    ],
)
def test_every_rule_is_answered_in_the_words_of_the_text(
    ask: Ask, question: str, rule: str
) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert matching_form(rule) in matching_form(answer.text)
    assert any(rule in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("戦略はいつ策定されましたか", "令和8年6月"),
        ("報道発表はいつですか", "令和8年7月2日"),
        ("When was the press release published?", "令和8年7月2日"),
        ("何人のDX推進人材を育成しましたか", "2,228人"),
        ("全職員のどれくらいの割合を育成しましたか", "約3分の1"),
        ("育成の期間は何年間でしたか", "3年間"),
        ("問い合わせ先の電話番号は？", "093-582-3020"),
        ("どの部署に問い合わせればいい？", "政策局 DX・AI戦略室"),
        ("Who can I contact?", "政策局 DX・AI戦略室"),
        ("担当課長は誰ですか", "徳光"),
        ("担当係長の名前は？", "永江"),
        ("認定の候補者はいつ募集されますか", "毎年6月頃"),
        ("戦略の名前にAIが入っているのはなぜ？", "AIを使いこなし共生する力が全職員に求められる"),
        ("AI活用推進都市の第何弾ですか", "第12弾"),
        ("デジタルスキル標準のバージョンは？", "ver1.2"),
    ],
)
def test_dates_figures_and_names_are_quoted(ask: Ask, question: str, words: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert words in MARKER.sub("", answer.text)
    assert any(words in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("戦略はいつ策定されましたか", "7月2日"),
        ("報道発表はいつですか", "令和8年6月"),
    ],
)
def test_the_two_dates_are_not_mixed_up(ask: Ask, question: str, absent: str) -> None:
    assert absent not in ask(question).text


SILENT = {
    "ja": ("記載がありません", "読み取れません"),
    "en": ("does not state", "does not say", "cannot be read"),
}


@pytest.mark.parametrize(
    "question",
    [
        "資格取得の補助はいくらですか",
        "2,228人のゴールドとシルバーの内訳は？",
        "北九州市の全職員数は何人ですか",
        "どの必須スキルがデジタルスキル標準の定義ですか",
        "赤字で書かれている語句はどれですか",
        "自分のレベルは誰が判定するのですか",
        "スキルの評価は何点満点ですか",
        "Lv.3の中ではどの順番でスキルを学べばいい？",
        "認定の合格率は？",
        "認定の有効期限はいつまで？",
        "デジタルエキスパートの定員は？",
        "プロフェッショナルトラックの申請期限はいつ？",
        "連携している企業の名前は？",
        "戦略の予算額は？",
        "ゴールドになると給料は上がりますか",
        "課長は何レベルですか",
        "戦略の計画期間は何年ですか",
        "令和10年度までに何人育成する目標ですか",
        "DX・AI戦略室のメールアドレスは？",
        "市民もDXスクールを受講できますか",
        "How much is the allowance for qualifications?",
        "Which company is the partner?",
        "What is the total number of staff?",
        "Who decides my level?",
    ],
)
def test_what_the_text_does_not_state_is_said_to_be_missing_with_whom_to_ask(
    ask: Ask, question: str
) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_IN_DOCUMENT
    assert any(words in answer.text for words in SILENT[answer.language])
    assert "093-582-3020" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "必須スキルのうちデジタルスキル標準定義のものはどれですか",
        "市独自のスキルはどれですか",
        "批判的思考はデジタルスキル標準のスキルですか、市のオリジナルですか",
        "Which required skills are defined by the city?",
        "デジタルスキル標準定義の必須スキルは何個ありますか",
    ],
)
def test_no_skill_is_said_to_be_of_the_standard_or_of_the_city(
    ask: Ask, corpus: Corpus, question: str
) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_IN_DOCUMENT
    skills = {c.record_id for c in answer.citations if c.record_id.startswith("skill/")}
    assert skills <= {"skill/lv3/critical-thinking"}
    assert "18" not in MARKER.sub("", answer.text)


@pytest.mark.parametrize(
    "question",
    [
        "今日の天気は？",
        "おいしいラーメン屋を教えて",
        "Tell me a joke",
        "阪神は勝った？",
        "Pythonでソートするには？",
    ],
)
def test_what_has_nothing_to_do_with_the_text_is_out_of_scope(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.OUT_OF_SCOPE
    assert answer.citations == ()


@pytest.mark.parametrize(
    ("question", "record_ids"),
    [
        (
            "ブロンズは認定を受けないとなれないんですよね",
            {"layer/bronze", "fact/press/three-layers", "rule/r3"},
        ),
        ("Lv.1っていうのは新人だけのこと？", {"level/1", "fact/press/three-layers"}),
        ("この発表は「AI活用推進都市」の第何弾ですか", {"fact/press/headline"}),
        ("役割の表の黒字は何を表していますか", {"fact/roles/colour-legend"}),
        ("DXスクールについてはどこに聞けばいい？", {"fact/contact/office"}),
    ],
)
def test_a_statement_that_decides_the_question_is_quoted(
    ask: Ask, question: str, record_ids: set[str]
) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert record_ids <= {citation.record_id for citation in answer.citations}


@pytest.mark.parametrize(
    "question",
    [
        "生成AIに市民の個人情報を入れてもいいですか",
        "育成項目の定義はどこかに書いてありますか",
        "ゴールドは何人いますか",
        "プロフェッショナルトラックには係長以下のほかにどんな要件がある？",
        "毎年6月頃の募集は何日から？",
    ],
)
def test_a_finer_question_than_the_text_answers_is_not_in_the_document(
    ask: Ask, question: str
) -> None:
    assert ask(question).status is Status.NOT_IN_DOCUMENT


def test_a_skill_placed_wrongly_is_put_right_and_still_defined(ask: Ask) -> None:
    answer = ask("Lv.4の必須スキル「リーダーシップ」の定義は？")
    assert "Lv.4ではなく、Lv.5" in answer.text
    assert "あるべき方向へ導く力" in answer.text


@pytest.mark.parametrize(
    "question", ["ゴールドになるには？", "シルバーを目指しています", "How can I become Gold?"]
)
def test_who_aims_at_a_certified_layer_reads_how_certification_goes(
    ask: Ask, question: str
) -> None:
    cited = {c.record_id for c in ask(question).citations}

    # Required skills are listed; that they are not asked for at selection stands beside them.
    assert {"rule/r3", "rule/r2"} <= cited
    assert any(one.startswith("skill/") for one in cited)


def test_when_certification_is_is_told_by_the_statement(ask: Ask) -> None:
    answer = ask("認定はいつ？")

    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("「毎年6月頃、ゴールド・シルバー認定の候補者を募ります。」")
