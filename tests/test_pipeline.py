"""The pipeline as a whole: deterministic, safe among threads, true to its language."""

from __future__ import annotations

import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.conversation import EMPTY, Conversation
from assistant.types import Answer, Status
from corpus import Corpus, Kind

if TYPE_CHECKING:
    from assistant.pipeline import Pipeline

QUESTIONS = [
    "Lv.3には何が求められますか",
    "Lv.1の必須スキルは？",
    "Lv.5の育成項目を教えて",
    "批判的思考とは",
    "質問力の活用例は？",
    "Lv.2とLv.4の違いは？",
    "プロフェッショナルトラック制度の要件は？",
    "資格取得の補助はいくら？",
    "何人育成しましたか",
    "推奨スキルの一覧",
    "今日の天気は？",
    "What is critical thinking?",
    "How many required skills are there?",
    "Compare Level 1 and Level 5",
    "デジタルエキスパートについて",
    "下位のスキルが足りないときは？",
]
THREADS = 8


def timeless(answer: Answer) -> Answer:
    return replace(answer, elapsed_ms=0.0)


@pytest.fixture(scope="module")
def alone(pipeline: Pipeline) -> dict[str, Answer]:
    return {question: timeless(pipeline.ask(question).answer) for question in QUESTIONS}


def test_the_same_question_gets_the_same_answer(
    pipeline: Pipeline, alone: dict[str, Answer]
) -> None:
    for question in reversed(QUESTIONS):
        assert timeless(pipeline.ask(question).answer) == alone[question]


def test_threads_asking_different_questions_get_the_answers_they_would_get_alone(
    pipeline: Pipeline, alone: dict[str, Answer]
) -> None:
    asked = [QUESTIONS[(7 * n) % len(QUESTIONS)] for n in range(6 * len(QUESTIONS))]
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda q: timeless(pipeline.ask(q).answer), asked))
    wrong = [q for q, answer in zip(asked, answers, strict=True) if answer != alone[q]]
    assert wrong == []


def test_conversations_held_at_the_same_time_do_not_mix(pipeline: Pipeline) -> None:
    def hold(level: int) -> str:
        first = pipeline.ask(f"Lv.{level}の必須スキルは？")
        return pipeline.ask("育成項目は？", first.conversation).answer.text

    levels = [1, 2, 3, 4, 5] * 6
    alone = {level: hold(level) for level in set(levels)}
    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(hold, levels)) == [alone[level] for level in levels]


def test_asking_leaves_the_conversation_as_it_was(pipeline: Pipeline) -> None:
    before = pipeline.ask("Lv.3の必須スキルは？").conversation
    kept = replace(before)
    pipeline.ask("じゃあLv.4は？", before)
    assert before == kept
    assert Conversation() == EMPTY


def test_a_conversation_survives_being_stored(pipeline: Pipeline) -> None:
    before = pipeline.ask("Lv.3の必須スキルは？").conversation
    stored = pickle.loads(pickle.dumps(before))  # noqa: S301  (our own bytes)
    assert stored == before
    again = pipeline.ask("じゃあLv.4は？", stored).answer
    assert again.text == pipeline.ask("じゃあLv.4は？", before).answer.text


def test_an_answer_carries_the_index_and_no_model(pipeline: Pipeline) -> None:
    answer = pipeline.ask("Lv.3の必須スキルは？").answer
    assert answer.index_id
    assert (answer.model, answer.prompt_sha256) == ("", "")
    assert answer.elapsed_ms > 0


@pytest.mark.parametrize(
    "question",
    [
        "What are the required skills at Level 3?",
        "What is expected at Level 2?",
        "What does critical thinking mean?",
        "Compare Level 4 and Level 5",
        "List the training items of Level 1",
        "What is the telephone number?",
        "How much is the allowance?",
        "Is there a Level 7?",
        "What is DX Academy?",
        "What is the weather today?",
        "Which levels belong to Gold?",
    ],
)
def test_an_english_question_gets_an_english_frame_with_japanese_quotes(
    pipeline: Pipeline, question: str
) -> None:
    answer = pipeline.ask(question).answer
    assert answer.language == "en"
    source = pipeline.corpus.source.text
    for quoted in re.findall(r"「[^「」]*(?:「[^「」]*」[^「」]*)*」|『[^』]*』", answer.text):
        assert quoted[1:-1] in source
    names = sorted({r.name for r in pipeline.corpus.records.values()}, key=len, reverse=True)
    frame = re.sub(r"『[^』]*』|「[^「」]*(?:「[^「」]*」[^「」]*)*」", "", answer.text)
    for name in (*names, *{c.quote for c in answer.citations}):
        frame = frame.replace(name, "")
    assert not re.search(r"[\u3041-\u3096]", frame), frame
    if answer.citations:
        assert any("unofficial" in notice for notice in answer.notices)


def test_the_language_asked_for_wins_over_that_of_the_question(pipeline: Pipeline) -> None:
    assert pipeline.ask("Lv.3の必須スキルは？", language="en").answer.language == "en"
    assert pipeline.ask("What are the skills at Lv.3?", language="ja").answer.language == "ja"


@pytest.mark.parametrize(
    "first",
    ["批判的思考の定義は？", "DXアカデミーとは", "電話番号は？", "Lv.6は？", "今日の天気は？"],
)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_that_stands_alone_is_answered_as_if_asked_first(
    pipeline: Pipeline, alone: dict[str, Answer], first: str, question: str
) -> None:
    conversation = pipeline.ask(first).conversation
    answer = pipeline.ask(question, conversation).answer
    assert answer.text == alone[question].text
    assert answer.understood == question


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (("Lv.3の必須スキルは？", "じゃあLv.4は？"), "Lv.4の必須スキルは？"),
        (("Lv.3の必須スキルは？", "外部影響だけ"), "Lv.3の外部影響の必須スキルは？"),
        (("Lv.3の必須スキルは？", "次のレベルは？"), "Lv.4の必須スキルは？"),
        (("Lv.3の必須スキルは？", "一つ下のレベルは？"), "Lv.2の必須スキルは？"),
        (("Lv.2の必須スキルは？", "育成項目は？"), "Lv.2の育成項目は？"),
        (("批判的思考の定義は？", "その活用例は？"), "批判的思考の活用例は？"),
        (("批判的思考の定義は？", "質問力は？"), "質問力の定義は？"),
        (("批判的思考の定義は？", "どのレベル？"), "批判的思考はどのレベル？"),
        (("Lv.3の思考・認識の必須スキルは？", "2番目の定義は？"), "ゴール設定の定義は？"),
        (("Lv.3の必須スキルは？", "外部影響だけ", "Lv.2は？"), "Lv.2の外部影響の必須スキルは？"),
        (
            ("Lv.3の必須スキルは？", "外部影響だけ", "Lv.2は？", "育成項目は？"),
            "Lv.2の外部影響の育成項目は？",
        ),
        (("What is critical thinking?", "what about 質問力?"), "What is 質問力?"),
        (("required skills at Level 3", "what about Level 4?"), "required skills at Level 4"),
        (("推奨スキルは？", "セキュリティだけ"), "セキュリティの推奨スキルは？"),
        (("Lv.1とLv.2の違いは？", "Lv.4とLv.5は？"), "Lv.4とLv.5の違いは？"),
    ],
)
def test_a_follow_up_is_answered_like_the_question_in_full(
    pipeline: Pipeline, turns: tuple[str, ...], expected: str
) -> None:
    conversation = EMPTY
    for question in turns:
        turn = pipeline.ask(question, conversation)
        conversation = turn.conversation
    assert turn.answer.text == pipeline.ask(expected).answer.text
    assert turn.answer.understood != turns[-1]


def test_a_follow_up_for_the_number_gets_the_number(pipeline: Pipeline) -> None:
    first = pipeline.ask("Lv.1の必須スキルは？")
    assert "8項目" in pipeline.ask("何個？", first.conversation).answer.text


def test_several_questions_in_one_breath_are_all_answered(
    pipeline: Pipeline, corpus: Corpus
) -> None:
    answer = pipeline.ask("Lv.3の必須スキルは？Lv.4の育成項目は？電話番号は？").answer
    for record in (
        *corpus.of(Kind.REQUIRED_SKILL, level=3),
        *corpus.of(Kind.TRAINING_ITEM, level=4),
    ):
        assert record.name in answer.text
    assert "093-582-3020" in answer.text
    assert answer.status is Status.ANSWERED


def test_a_wrong_level_in_a_question_is_corrected(pipeline: Pipeline) -> None:
    text = pipeline.ask("批判的思考はLv.4のスキルですよね？").answer.text
    assert "Lv.3" in text
    assert re.search(r"Lv\.4ではなく", text)


def test_a_name_in_another_spelling_is_answered_with_a_notice(pipeline: Pipeline) -> None:
    answer = pipeline.ask("ビジネスアナリツスの定義は？").answer
    assert "ビジネスアナリシス" in answer.text
    assert any("ビジネスアナリシス" in notice for notice in answer.notices)
