"""What is kept to go on with: it comes back as it was, or counts as forgotten."""

from dataclasses import replace

import pytest

from assistant.conversation import EMPTY, Conversation
from assistant.history.memory import (
    read_answer,
    read_conversation,
    write_answer,
    write_conversation,
)
from assistant.history.types import MOST_JSON_CHARS
from assistant.pipeline import Pipeline
from corpus import Corpus

QUESTIONS = [
    "Lv.2の必須スキルを教えてください",
    "では、Lv.3は？",
    "批判的思考の定義と、Lv.4の育成項目は？",
    "What is critical thinking?",
    "予算はいくらですか",
    "説明力とは",
    "クリティカルシンキグとは",
    "Lv.9のスキルは",
]


@pytest.fixture(scope="module")
def talks(pipeline: Pipeline) -> list[Conversation]:
    """The conversation after each question of one talk."""
    after, conversation = [], EMPTY
    for question in QUESTIONS:
        conversation = pipeline.ask(question, conversation).conversation
        after.append(conversation)
    return after


def test_a_conversation_comes_back_as_it_was(talks: list[Conversation], corpus: Corpus) -> None:
    for talk in [EMPTY, *talks]:
        assert read_conversation(write_conversation(talk), corpus.records) == talk


def test_a_follow_up_after_a_restart_is_answered_as_before_it(
    talks: list[Conversation], pipeline: Pipeline, corpus: Corpus
) -> None:
    for talk in talks:
        again = read_conversation(write_conversation(talk), corpus.records)
        said, expected = (pipeline.ask("じゃあLv.4は？", each).answer for each in (again, talk))
        assert (said.text, said.citations) == (expected.text, expected.citations)


def test_an_answer_comes_back_without_its_verdicts(pipeline: Pipeline) -> None:
    for question in QUESTIONS:
        answer = pipeline.ask(question).answer
        modelled = replace(answer, model="m", quoting=answer)
        bare = replace(answer, verdicts=())
        assert read_answer(write_answer(modelled)) == replace(modelled, verdicts=(), quoting=bare)


@pytest.mark.parametrize(
    "written", ["", "x", "{}", "null", "[]", '{"turns": [{}]}', '{"turns": 1, "choices": []}']
)
def test_what_cannot_be_read_counts_as_forgotten(written: str, corpus: Corpus) -> None:
    assert read_conversation(written, corpus.records) == EMPTY
    assert read_answer(written) is None


@pytest.mark.parametrize("place", range(len(QUESTIONS)))
def test_a_conversation_about_a_record_that_has_gone_counts_as_forgotten(
    talks: list[Conversation], place: int
) -> None:
    talk = talks[place]
    assert any(turn.record_ids or turn.query.mentions for turn in talk.turns)
    assert read_conversation(write_conversation(talk), frozenset()) == EMPTY


def test_what_is_too_long_is_left_out(talks: list[Conversation], pipeline: Pipeline) -> None:
    answer = pipeline.ask("説明力とは").answer
    assert write_answer(replace(answer, text="あ" * MOST_JSON_CHARS)) == ""
    long = ("あ" * MOST_JSON_CHARS,)
    assert write_conversation(replace(talks[0], choices=long)) == ""
