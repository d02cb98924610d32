"""Words asked for as words: every place that has them, or that the text has them nowhere."""

import re

import pytest

from assistant.pipeline import Pipeline
from assistant.types import Status
from corpus import Corpus, Kind
from corpus.folding import fold


def _cited(pipeline: Pipeline, question: str) -> set[str]:
    return {c.record_id for c in pipeline.ask(question).answer.citations}


@pytest.mark.parametrize("word", ["データ", "プロジェクトメンバー", "市民ニーズ", "抵抗"])
def test_skills_that_have_a_word_are_all_named_and_no_other(
    pipeline: Pipeline, corpus: Corpus, word: str
) -> None:
    holding = {
        record.id
        for record in corpus.of(Kind.REQUIRED_SKILL)
        if any(word in re.sub(r"\s", "", quote.text) for quote in record.quotes)
    }

    assert holding
    assert _cited(pipeline, f"「{word}」という言葉が出てくるスキルは？") == holding
    assert _cited(pipeline, f"「{word}」という表現が使われているスキルを教えて") == holding


def test_the_field_that_is_named_alone_is_searched(pipeline: Pipeline, corpus: Corpus) -> None:
    in_definitions = {
        record.id
        for record in corpus.of(Kind.REQUIRED_SKILL)
        if "データ" in record.quote("definition").text
    }

    assert _cited(pipeline, "定義に「データ」という言葉が出るスキル") == in_definitions


def test_the_number_of_entries_is_told(pipeline: Pipeline, corpus: Corpus) -> None:
    answer = pipeline.ask("「市民ニーズ」はどこに出てくる？").answer

    count = int(re.findall(r"次の(\d+)項目", answer.text)[0])
    assert count == sum(line.startswith("・") for line in answer.text.splitlines())


def test_words_apart_by_a_space_in_the_text_are_found(pipeline: Pipeline, corpus: Corpus) -> None:
    assert "role/lv3/mission" in _cited(
        pipeline, "「各職場でDXが継続的に」という文言はどこにありますか"
    )


@pytest.mark.parametrize("word", ["RPA", "メタバース", "やさしい日本語"])
def test_a_word_that_the_text_has_nowhere_is_said_to_stand_nowhere(
    pipeline: Pipeline, corpus: Corpus, word: str
) -> None:
    assert fold(word) not in fold(corpus.source.text)

    answer = pipeline.ask(f"「{word}」という言葉は出てきますか").answer

    assert answer.status is Status.NOT_IN_DOCUMENT
    assert f"「{word}」という言葉は、本文のどこにも出てきません。" in answer.text


def test_english_words_are_looked_for_in_the_renderings(pipeline: Pipeline) -> None:
    assert "skill/lv4/change-management" in _cited(
        pipeline, 'Where does the word "resistance" appear?'
    )


def test_an_english_word_is_never_said_to_stand_nowhere(pipeline: Pipeline) -> None:
    answer = pipeline.ask('Where does the word "metaverse" appear?').answer

    assert "stands nowhere" not in answer.text


def test_the_meaning_of_a_word_is_another_question(pipeline: Pipeline) -> None:
    answer = pipeline.ask("「抵抗」という言葉の意味は？").answer

    assert "項目に出てきます" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "この戦略の英語版はどこにありますか",
        "相談に来られた方の言葉の裏にある困りごとに気づける力は？",
        "専門用語ばかり使ってしまって相手が黙ってしまった",
        "横に添えてある解説の用語は誰が書いている？",
    ],
)
def test_a_word_for_a_word_in_a_question_of_another_sort_is_not_looked_up(
    pipeline: Pipeline, question: str
) -> None:
    answer = pipeline.ask(question).answer

    assert "どこにも出てきません" not in answer.text
    assert "項目に出てきます" not in answer.text


@pytest.mark.parametrize(
    "question", ["Lv.4の育成項目のうち、AIに関するもの", "Lv.4の育成項目の中でAI関係のもの"]
)
def test_of_a_list_those_with_a_word_in_their_name(pipeline: Pipeline, question: str) -> None:
    answer = pipeline.ask(question).answer

    assert answer.text.startswith("名前に「AI」が入るものを挙げます。")
    assert {c.record_id for c in answer.citations} == {"training/lv4/applied-ai"}
