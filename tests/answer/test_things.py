"""Single records of the other kinds: training items, recommended skills, programmes, axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.types import Status
from corpus import Corpus, Kind
from eval.matching import MARKER

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    "question",
    [
        "育成項目「{name}」はどのレベル？",
        "育成項目の{name}はどの区分ですか",
        "育成項目「{name}」について教えてください",
    ],
)
def test_every_training_item_is_placed_at_its_level_and_facet(
    ask: Ask, corpus: Corpus, question: str
) -> None:
    wrong = []
    for item in corpus.of(Kind.TRAINING_ITEM):
        answer = ask(question.format(name=item.name))
        place = f"Lv.{item.level}「{corpus.facets[item.facet or ''].name}」の育成項目"
        if place not in MARKER.sub("", answer.text):
            wrong.append((item.id, answer.text[:80]))
        if item.id not in {c.record_id for c in answer.citations}:
            wrong.append((item.id, "not cited"))
    assert wrong == []


def test_the_text_describes_no_training_item_and_the_answer_says_so(
    ask: Ask, corpus: Corpus
) -> None:
    wrong = []
    for item in corpus.of(Kind.TRAINING_ITEM):
        answer = ask(f"育成項目「{item.name}」の定義は？")
        if answer.status is not Status.NOT_IN_DOCUMENT or "記載がありません" not in answer.text:
            wrong.append((item.id, answer.text[:80]))
    assert wrong == []


@pytest.mark.parametrize(
    "question", ["推奨スキル「{name}」はどの分野？", "推奨スキルの{name}のカテゴリは？"]
)
def test_every_recommended_skill_is_placed_in_its_category(
    ask: Ask, corpus: Corpus, question: str
) -> None:
    wrong = []
    for skill in corpus.of(Kind.RECOMMENDED_SKILL):
        answer = ask(question.format(name=skill.name))
        category = corpus.get(f"category/{skill.group}").name
        if f"「{category}」の推奨スキル" not in answer.text or "Lv." in answer.text:
            wrong.append((skill.id, answer.text[:80]))
        if skill.id not in {c.record_id for c in answer.citations}:
            wrong.append((skill.id, "not cited"))
    assert wrong == []


def test_a_recommended_skill_has_no_level(ask: Ask, corpus: Corpus) -> None:
    wrong = []
    for skill in corpus.of(Kind.RECOMMENDED_SKILL):
        answer = ask(f"推奨スキルの「{skill.name}」はどのレベル？")
        if "Lv." in answer.text or "レベル" not in answer.text:
            wrong.append((skill.id, answer.text[:80]))
    assert wrong == []


def test_every_axis_is_shown_with_both_ends(ask: Ask, corpus: Corpus) -> None:
    wrong = []
    for axis in corpus.of(Kind.AXIS):
        answer = ask(f"役割の軸「{axis.name}」の両端は？")
        if axis.name not in answer.text or axis.id not in {c.record_id for c in answer.citations}:
            wrong.append((axis.id, answer.text[:80]))
    assert wrong == []
