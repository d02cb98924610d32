"""What must hold for every answer: each breach is noticed, and a sound answer passes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.types import Answer, Language, Status
from corpus import Corpus
from eval.universal import Judged, quotations, universal_failures

AnswerMaker = Callable[..., Answer]
DEFINITION = "相手の理解度に合わせ、わかりやすく正確に説明する力。"
CITED = [("skill/lv1/explanation", "definition")]
SOUND = f"説明力（Lv.1）の定義は次のとおりです。\n定義：{DEFINITION}〔1〕"

SILENT = "資格取得の支援の金額は、本文に記載がありません。お問い合わせ先：TEL 093-582-3020〔1〕"
CONTACT = [("fact/contact/office", "phone")]


def checks(
    answer: Answer, corpus: Corpus, language: Language = "ja", asked: str = "説明力とは"
) -> list[str]:
    judged = Judged(answer, (asked,), language, corpus)
    return [failure.check for failure in universal_failures(judged)]


def test_a_sound_answer_passes(make_answer: AnswerMaker, corpus: Corpus) -> None:
    assert checks(make_answer(SOUND, CITED), corpus) == []


def test_a_sound_english_answer_passes(make_answer: AnswerMaker, corpus: Corpus) -> None:
    text = f"The strategy defines this skill as follows.\n「{DEFINITION}」〔1〕"
    answer = make_answer(text, CITED, language="en")
    assert checks(answer, corpus, language="en") == []


class TestCitations:
    def test_a_quote_that_is_not_its_span_is_found(
        self, make_answer: AnswerMaker, corpus: Corpus
    ) -> None:
        answer = make_answer(SOUND, CITED)
        shifted = replace(answer.citations[0], start=answer.citations[0].start + 1)
        assert "quote exact" in checks(replace(answer, citations=(shifted,)), corpus)

    def test_an_empty_quote_is_found(self, make_answer: AnswerMaker, corpus: Corpus) -> None:
        answer = make_answer(SOUND, CITED)
        empty = replace(answer.citations[0], end=answer.citations[0].start, quote="")
        assert "quote exact" in checks(replace(answer, citations=(empty,)), corpus)

    def test_another_source_is_found(self, make_answer: AnswerMaker, corpus: Corpus) -> None:
        answer = make_answer(SOUND, CITED)
        other = replace(answer.citations[0], source_id="other")
        assert "quote exact" in checks(replace(answer, citations=(other,)), corpus)

    def test_a_wrong_heading_is_found(self, make_answer: AnswerMaker, corpus: Corpus) -> None:
        answer = make_answer(SOUND, CITED)
        other = replace(answer.citations[0], heading_path=("目次",))
        assert checks(replace(answer, citations=(other,)), corpus) == ["heading path"]

    def test_an_unknown_record_is_found(self, make_answer: AnswerMaker, corpus: Corpus) -> None:
        answer = make_answer(SOUND, CITED)
        other = replace(answer.citations[0], record_id="skill/lv1/telepathy")
        assert checks(replace(answer, citations=(other,)), corpus) == ["record id"]

    def test_an_answer_without_any_is_found(self, make_answer: AnswerMaker, corpus: Corpus) -> None:
        assert checks(make_answer("説明力は大切です。"), corpus) == ["proof"]


class TestMarkers:
    @pytest.mark.parametrize(
        "text",
        [
            f"定義：{DEFINITION}",
            f"定義：{DEFINITION}〔2〕",
            f"定義：{DEFINITION}〔1〕〔2〕",
        ],
    )
    def test_unused_and_unresolved_markers_are_found(
        self, text: str, make_answer: AnswerMaker, corpus: Corpus
    ) -> None:
        assert "markers" in checks(make_answer(text, CITED), corpus)

    def test_citations_out_of_order_are_found(
        self, make_answer: AnswerMaker, corpus: Corpus
    ) -> None:
        cited = [*CITED, ("skill/lv1/explanation", "example")]
        answer = make_answer(f"定義：{DEFINITION}〔2〕\n説明します。〔1〕", cited)
        assert checks(answer, corpus) == ["markers"]


class TestQuotations:
    @pytest.mark.parametrize(
        "text",
        [
            "戦略は「相手の理解度に合わせ、わかりやすく話す力。」と定めています。〔1〕",
            "定義：相手の理解度に合わせ、わかりやすく話す力。〔1〕",
            "- 活用例：窓口で大きな声を出すことを心がける。〔1〕",
            "> 相手の理解度に合わせ、わかりやすく話す力。〔1〕",
            "『相手の理解度に合わせ、わかりやすく話す力。』〔1〕",
            "定義：「相手の理解度に合わせ、わかりやすく話す力。」〔1〕",
        ],
    )
    def test_an_altered_quotation_is_found(
        self, text: str, make_answer: AnswerMaker, corpus: Corpus
    ) -> None:
        assert checks(make_answer(text, CITED), corpus) == ["quotation"]

    @pytest.mark.parametrize(
        "text",
        [
            f"戦略は「{DEFINITION}」と定めています。〔1〕",
            f"定義：「{DEFINITION}」〔1〕",
            "「相手の理解度に合わせ、…正確に説明する力。」とあります。〔1〕",
            "ご質問の「相手に伝わる話し方はどのスキルですか」にお答えします。〔1〕",
            "「説明力」のことです。〔1〕",
            "「データ・AI活用業務の設計・事業実装・評価」は推奨スキルです。〔1〕",
            "「ビジネス変革、データ活用、セキュリティ」の三つです。〔1〕",
        ],
    )
    def test_true_quotations_names_and_the_question_itself_pass(
        self, text: str, make_answer: AnswerMaker, corpus: Corpus
    ) -> None:
        asked = "相手に伝わる話し方はどのスキルですか"
        assert checks(make_answer(text, CITED), corpus, asked=asked) == []

    def test_nested_brackets_are_one_quotation(self) -> None:
        assert quotations("彼は「「使命感」カテゴリに該当する」と「書いた」。") == [
            "「使命感」カテゴリに該当する",
            "書いた",
        ]


class TestSilence:
    def test_a_silence_that_says_so_and_whom_to_ask_passes(
        self, make_answer: AnswerMaker, corpus: Corpus
    ) -> None:
        answer = make_answer(SILENT, CONTACT, status=Status.NOT_IN_DOCUMENT)
        assert checks(answer, corpus) == []

    @pytest.mark.parametrize(
        "text",
        ["DX関連資格取得等サポート制度があります。TEL 093-582-3020", "金額の記載はありません。"],
    )
    def test_a_silence_that_does_not_is_found(
        self, text: str, make_answer: AnswerMaker, corpus: Corpus
    ) -> None:
        answer = make_answer(text, status=Status.NOT_IN_DOCUMENT)
        assert checks(answer, corpus) == ["silence"]


class TestLanguage:
    def test_a_japanese_frame_around_an_english_answer_is_found(
        self, make_answer: AnswerMaker, corpus: Corpus
    ) -> None:
        answer = make_answer(SOUND, CITED, language="en")
        assert "language" in checks(answer, corpus, language="en")

    def test_a_japanese_sentence_in_an_english_answer_is_found(
        self, make_answer: AnswerMaker, corpus: Corpus
    ) -> None:
        text = (
            f"The strategy defines it as follows.\n「{DEFINITION}」〔1〕\n詳しくはお尋ねください。"
        )
        answer = make_answer(text, CITED, language="en")
        assert checks(answer, corpus, language="en") == ["language"]

    def test_an_english_answer_to_a_japanese_question_is_found(
        self, make_answer: AnswerMaker, corpus: Corpus
    ) -> None:
        answer = make_answer("Level one.〔1〕", CITED, language="en")
        assert checks(answer, corpus) == ["language", "language"]


class TestLevels:
    @pytest.mark.parametrize("text", ["説明力（Lv.2）です。〔1〕", "「説明力」（Lv.3）〔1〕"])
    def test_a_skill_at_the_wrong_level_is_found(
        self, text: str, make_answer: AnswerMaker, corpus: Corpus
    ) -> None:
        assert checks(make_answer(text, CITED), corpus) == ["level of a name"]

    def test_names_within_names_and_shared_names_pass(
        self, make_answer: AnswerMaker, corpus: Corpus
    ) -> None:
        text = "プロジェクトマネジメント（Lv.4）、マネジメント（Lv.3）、マーケティング（Lv.2）〔1〕"
        assert checks(make_answer(text, CITED), corpus) == []


@pytest.mark.parametrize("leak", ["skill/lv1/explanation", "{name}", "<p>", "None"])
def test_internals_in_the_text_are_found(
    leak: str, make_answer: AnswerMaker, corpus: Corpus
) -> None:
    assert checks(make_answer(f"{SOUND}\n{leak}", CITED), corpus) == ["internals"]


def test_an_empty_text_is_found(make_answer: AnswerMaker, corpus: Corpus) -> None:
    assert "text" in checks(make_answer(" "), corpus)
