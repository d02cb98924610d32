"""Things taken for another kind than theirs are put right."""

import pytest

from assistant.pipeline import Pipeline
from corpus import Corpus, Kind


def _apart(corpus: Corpus, kind: Kind, other: Kind) -> list[str]:
    """Names of one kind that no thing of the other goes by."""
    taken = {name for r in corpus.of(other) for name in (r.name, *r.aliases)}
    return [
        r.name
        for r in corpus.of(kind)
        if taken.isdisjoint({r.name, *r.aliases, *(q.text for q in r.quotes)})
    ]


@pytest.mark.parametrize(
    "question",
    ["{name}は必須スキルですか？", "{name}って必須スキル？", "{name}は必須スキルに入りますか"],
)
def test_a_training_item_is_said_to_be_no_required_skill(
    pipeline: Pipeline, corpus: Corpus, question: str
) -> None:
    for name in _apart(corpus, Kind.TRAINING_ITEM, Kind.REQUIRED_SKILL)[::4]:
        first = pipeline.ask(question.format(name=f"「{name}」")).answer.text.splitlines()[0]

        assert first.startswith(f"「{name}」は、必須スキルではなく、Lv."), first
        assert "の育成項目です。" in first


@pytest.mark.parametrize(
    "question", ["{name}は必須？", "{name}は全員が身につけないといけませんか？"]
)
def test_a_recommended_skill_is_said_to_be_no_required_one(
    pipeline: Pipeline, corpus: Corpus, question: str
) -> None:
    for record in corpus.of(Kind.RECOMMENDED_SKILL)[::4]:
        answer = pipeline.ask(question.format(name=f"「{record.name}」")).answer

        assert answer.text.startswith(f"「{record.name}」は、必須スキルではなく、"), answer.text
        assert "rule/r7" in {c.record_id for c in answer.citations}


def test_a_required_skill_is_said_to_be_no_recommended_one(
    pipeline: Pipeline, corpus: Corpus
) -> None:
    for record in corpus.of(Kind.REQUIRED_SKILL)[::4]:
        answer = pipeline.ask(f"「{record.name}」は推奨スキルですか").answer

        assert f"「{record.name}」は、推奨スキルではなく、Lv.{record.level}" in answer.text


def test_the_same_holds_in_english(pipeline: Pipeline) -> None:
    text = pipeline.ask("Is active listening a required skill?").answer.text

    assert "is not a required skill: it is a training item at Lv.1" in text


def test_a_name_of_two_kinds_is_denied_to_be_neither(pipeline: Pipeline) -> None:
    assert "ではなく" not in pipeline.ask("リーダーシップは育成項目？").answer.text
    assert "ではなく" not in pipeline.ask("リーダーシップは必須スキル？").answer.text


def test_a_question_for_what_corresponds_is_no_question_for_the_kind(pipeline: Pipeline) -> None:
    assert "ではなく" not in pipeline.ask("傾聴力に対応する必須スキルは？").answer.text
