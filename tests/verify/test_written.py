"""Written text on trial: sentences that the evidence carries pass, and what it doesn't is found."""

from collections.abc import Sequence

import pytest

from assistant.types import Language, Verdict
from assistant.verify import TextVerifier, kept
from corpus import Corpus, Quote, Record

THINKING = "skill/lv3/critical-thinking"
MENTORING = "skill/lv4/change-management"


@pytest.fixture(scope="module")
def verifier(corpus: Corpus) -> TextVerifier:
    return TextVerifier(corpus)


@pytest.fixture(scope="module")
def evidence(corpus: Corpus) -> tuple[tuple[Record, Quote], ...]:
    """1 and 2: 批判的思考, definition and example; 3: 変革マネジメント; 4 and 5: rules."""
    pairs = (
        (THINKING, "definition"),
        (THINKING, "example"),
        (MENTORING, "definition"),
        ("rule/r2", "effect"),
        ("rule/r4", "text"),
    )
    found = []
    for record_id, field in pairs:
        record = corpus.get(record_id)
        quote = (
            record.quote(field)
            if record.has(field)
            else record.quotes[-1 if record_id == "rule/r2" else 0]
        )
        found.append((record, quote))
    return tuple(found)


def judge(
    verifier: TextVerifier,
    evidence: Sequence[tuple[Record, Quote]],
    text: str,
    language: Language = "ja",
) -> tuple[Verdict, ...]:
    return verifier.verify(text, evidence, language)


@pytest.mark.parametrize(
    "text",
    [
        "批判的思考は、Lv.3の思考・認識に位置づけられた必須スキルです。〔1〕",
        "「批判的思考」は、レベル3の必須スキルです。〔1〕",
        "慣例や得られた情報にとらわれず、施策を企画し提案する力です。〔1〕",
        "批判的思考とは、北九州市の現状や制約、条件を踏まえ、慣例にとらわれないで施策を企画・提案する力のことです。〔1〕",
        "批判的思考はLv.3、変革マネジメントはLv.4の必須スキルです。〔1〕〔3〕",
        "Lv.3の批判的思考〔1〕とLv.4の変革マネジメント〔3〕は、どちらも必須スキルです。",
        "必須スキルは、選出・応募の時点で求められるものではありません。〔4〕",
        "研修の内容は、年度ごとに変わる可能性があります。〔5〕",
        "次のとおりです：\n- 批判的思考（Lv.3）〔1〕\n- 変革マネジメント（Lv.4）〔3〕",
        "Lv.3には、次の必須スキルがあります：\n- 批判的思考〔1〕",
        "具体的には、次のように書かれています。",
    ],
)
def test_what_the_evidence_carries_is_supported(
    verifier: TextVerifier, evidence: Sequence[tuple[Record, Quote]], text: str
) -> None:
    assert [v.reason for v in judge(verifier, evidence, text) if not v.supported] == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("批判的思考は、Lv.4の必須スキルです。〔1〕", "Lv.4"),
        ("批判的思考は、レベル四の必須スキルです。〔1〕", "Lv.4"),
        ("批判的思考はLv.4、変革マネジメントはLv.3の必須スキルです。〔1〕〔3〕", "level where"),
        ("批判的思考は、業務遂行の必須スキルです。〔1〕", "業務遂行"),
        ("批判的思考は、Lv.3の推奨スキルです。〔1〕", "推奨スキル"),
        ("適応力とは、慣例にとらわれず施策を企画し提案する力です。〔1〕", "適応力"),
        ("批判的思考は、Lv.3の必須スキルです。〔9〕", "cites 9"),
        ("批判的思考は、Lv.3の必須スキルです。", "without a marker"),
        ("「慣例や得られた情報にとらわれて」と書かれています。〔1〕", "quotes words"),
        ("「」慣例や得られた情報にとらわれず、施策を企画し提案する力です。〔1〕", "quotes words"),
        ("慣例や得られた情報にとらわれて施策を提案する力です。〔1〕", "denies"),
        ("必須スキルは、選出・応募の時点で求められます。〔4〕", "denies"),
        ("研修の内容は、年度ごとに変わります。〔5〕", "only calls possible"),
        ("研修の内容は、年度ごとに変わることはありません。〔5〕", "denies"),
        ("批判的思考を身につけるには、上司の承認が要ります。〔1〕", "says"),
        ("批判的思考は、3年以内に身につけます。〔1〕", "says 3"),
        ("変革の必要性と価値を共有する力です。〔1〕", "says"),
        ("批判的思考〔3〕は、Lv.3の必須スキルです。〔1〕", "names"),
        ("![図](https://example.com/a.png) 批判的思考はLv.3です。〔1〕", "link"),
    ],
)
def test_what_it_does_not_carry_is_found_and_the_reason_told(
    verifier: TextVerifier, evidence: Sequence[tuple[Record, Quote]], text: str, why: str
) -> None:
    (verdict,) = judge(verifier, evidence, text)
    assert not verdict.supported
    assert why in verdict.reason


def test_only_the_wrong_sentence_is_withheld(
    verifier: TextVerifier, evidence: Sequence[tuple[Record, Quote]]
) -> None:
    text = (
        "批判的思考はLv.3の必須スキルです。〔1〕受講料は無料です。〔1〕"
        "「批判的思考」の定義は〔1〕のとおりです。"
    )
    verdicts = judge(verifier, evidence, text)
    assert [v.supported for v in verdicts] == [True, False, True]
    assert "受講料" not in kept(text, verdicts)
    assert "Lv.3の必須スキルです。〔1〕" in kept(text, verdicts)


def test_every_quote_of_the_corpus_may_be_quoted_with_its_marker(
    verifier: TextVerifier, corpus: Corpus
) -> None:
    wrong = []
    for record in corpus.records.values():
        for quote in record.quotes:
            marks = f"『{quote.text}』" if "「" in quote.text else f"「{quote.text}」"
            (verdict,) = verifier.verify(f"{marks}と書かれています。〔1〕", [(record, quote)], "ja")
            if not verdict.supported:
                wrong.append((record.id, quote.field, verdict.reason))
    assert wrong == []


CERTIFIED = (("rule/r3", "when"), ("rule/r3", "how"), ("rule/r12", "text"), ("rule/r11", "effect"))


@pytest.mark.parametrize(
    "text",
    [
        "ゴールド認定の候補者は、Lv.3以上の知識を持つことが求められます。〔1〕〔3〕",
        "承認されると、デジタルエキスパートになります。〔3〕〔4〕",
        "はい。",
        "はい、認定されます。〔2〕",
        "職員はAIを使う必要があります。",
        "あなたはLv.3に当たります。〔3〕",
        "候補者は、一つ上のレベルから募ります。〔1〕",
        "毎年6月頃に候補者を募ります。급여가 올라갑니다.〔1〕",
        "Candidates for Gold and Silver are invited around June, 昇任に必要です。〔1〕",
        "あ" * 2_001 + "〔1〕",
    ],
)
def test_what_nobody_said_in_one_place_is_refused(
    verifier: TextVerifier, corpus: Corpus, text: str
) -> None:
    known = []
    for record_id, field in CERTIFIED:
        record = corpus.get(record_id)
        known.append((record, record.quote(field)))
    assert not any(one.supported for one in verifier.verify(text, known, "ja"))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("「選出・応募時点で求めるものではありません」と書かれています。〔4〕", True),
        ("「選出・応募時点で求める」ものではないとされています。〔4〕", True),
        ("「選出・応募時点で求める」と書かれています。〔4〕", False),
        ("研修内容は「年度ごとに変更になる」とされています。〔5〕", False),
        ("「慣例や…制約や条件を踏まえて施策を企画し提案する力」です。〔1〕", False),
        ("「慣例や得られた情報にとらわれず…施策を企画し提案する力」です。〔1〕", True),
    ],
)
def test_a_quotation_is_not_cut_where_the_text_turns(
    verifier: TextVerifier, evidence: Sequence[tuple[Record, Quote]], text: str, right: bool
) -> None:
    (verdict,) = judge(verifier, evidence, text)
    assert verdict.supported is right, verdict.reason


@pytest.mark.parametrize(
    ("text", "record_id", "field", "why"),
    [
        # The title of the page is 「DX人材の役割 [Lv.5 | Lv.4]」.
        ("Lv.4は、市全体を大局的に観察します。〔1〕", "role/lv5/thinking", "text", "Lv.4"),
        # 「DX人材育成体系」 stands above every training item.
        (
            "人材育成は、Lv.2の育成項目です。〔1〕",
            "training/lv2/work-improvement",
            "name",
            "人材育成",
        ),
    ],
)
def test_what_only_the_titles_of_its_page_hold_carries_no_level_and_no_name(
    verifier: TextVerifier, corpus: Corpus, text: str, record_id: str, field: str, why: str
) -> None:
    record = corpus.get(record_id)
    (verdict,) = judge(verifier, [(record, record.quote(field))], text)
    assert why in verdict.reason


@pytest.mark.parametrize(
    ("text", "record_id", "field", "why"),
    [
        (
            "抵抗や不安を前向きな協働へと転換することで、変革の必要性と価値を共有する力です。〔1〕",
            "skill/lv4/change-management",
            "definition",
            "come from",
        ),
        (
            "市役所から寄せられた声を、市民全体に共有します。〔1〕",
            "skill/lv5/leadership",
            "example",
            "part of another",
        ),
        (
            "難しい課題を自力で理解・解決するための行動を起こす力です。〔1〕",
            "skill/lv1/self-resolution",
            "definition",
            "opposite",
        ),
    ],
)
def test_words_of_one_record_put_together_otherwise_are_found(
    verifier: TextVerifier, corpus: Corpus, text: str, record_id: str, field: str, why: str
) -> None:
    record = corpus.get(record_id)
    (verdict,) = judge(verifier, [(record, record.quote(field))], text)
    assert why in verdict.reason


def test_a_name_within_a_whole_title_is_only_a_part_of_it(
    verifier: TextVerifier, corpus: Corpus
) -> None:
    record = corpus.get("fact/flyer/total")
    text = "「KitaQDX人材育成プロジェクト」では、「合計 2,228名 育成!」〔1〕"
    (verdict,) = judge(verifier, [(record, record.quote("text"))], text)
    assert verdict.reason == ""
