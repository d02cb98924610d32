"""Cue words, over questions whose names and levels have been masked out."""

from __future__ import annotations

import pytest

from assistant.understand.cues import load_cues
from assistant.understand.query import Aspect, Attribute, Subject
from corpus.folding import fold

CUES = load_cues()


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("の定義を教えて", Aspect.DEFINITION),
        ("って何？", Aspect.DEFINITION),
        ("っち何？", Aspect.DEFINITION),
        ("what does mean", Aspect.DEFINITION),
        ("の活用例は？", Aspect.EXAMPLE),
        ("はどんな場面で使う？", Aspect.EXAMPLE),
        ("for example", Aspect.EXAMPLE),
        ("どちらが先？", Aspect.ORDER),
        ("は順番に習得する？", Aspect.ORDER),
        ("を数で言うと", Aspect.COUNT),
        ("はどのレベル？", Aspect.WHICH_LEVEL),
        ("at which level", Aspect.WHICH_LEVEL),
        ("はどの区分？", Aspect.WHICH_FACET),
        ("スキルの一覧", Aspect.LIST),
        ("list them", Aspect.LIST),
        ("はいくつ？", Aspect.COUNT),
        ("は何個ある", Aspect.COUNT),
        ("how many", Aspect.COUNT),
        ("の違いは？", Aspect.COMPARE),
        ("difference between", Aspect.COMPARE),
        ("累計で", Aspect.CUMULATIVE),
        ("同じレベルのスキル", Aspect.SAME),
        ("だけ教えて", Aspect.ONLY),
        ("一言で", Aspect.BRIEF),
        ("どちらから学ぶ", Aspect.ORDER),
    ],
)
def test_what_is_asked_is_heard(question: str, aspect: Aspect) -> None:
    assert aspect in CUES.find_aspects(fold(question))


@pytest.mark.parametrize(
    ("question", "attribute"),
    [
        ("補助はいくら？", Attribute.AMOUNT),
        ("締切はいつ？", Attribute.DATE),
        ("何人育成した？", Attribute.PEOPLE_COUNT),
        ("合格率は？", Attribute.RATE),
        ("誰が決める？", Attribute.PERSON),
        ("電話番号は？", Attribute.PHONE),
        ("how long does it take", Attribute.DURATION),
        ("どこの大学", Attribute.NAME),
    ],
)
def test_the_sort_of_value_asked_for_is_heard(question: str, attribute: Attribute) -> None:
    assert attribute in CUES.find_attributes(fold(question))


@pytest.mark.parametrize(
    "question", ["いつも使う", "いつでも学べる", "誰でも受けられる", "前例はない"]
)
def test_everyday_phrases_ask_for_no_date_person_or_example(question: str) -> None:
    folded = fold(question)
    assert not CUES.find_attributes(folded) & {Attribute.DATE, Attribute.PERSON}
    assert Aspect.EXAMPLE not in CUES.find_aspects(folded)


def test_kinds_are_found_in_the_order_of_the_question() -> None:
    found = CUES.find_subjects(fold("育成項目と必須スキルと役割"))
    assert found == (Subject.TRAINING, Subject.SKILL, Subject.ROLE)


def test_a_list_in_turn_is_no_question_for_what_comes_first() -> None:
    assert Aspect.ORDER not in CUES.find_aspects(fold("のスキルを順番に教えて"))


def test_a_question_for_a_level_is_none_for_a_definition() -> None:
    assert Aspect.DEFINITION not in CUES.find_aspects(fold("って何レベル？"))
