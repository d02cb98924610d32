"""Questions for several unlike things are parted; those for one thing, or a comparison, are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Language
from assistant.understand.parts import parts_of
from assistant.understand.query import Aspect, Attribute, Query, Subject
from assistant.understand.reader import Reader
from corpus import Corpus

Part = Callable[[str], tuple[Query, ...]]


@pytest.fixture(scope="session")
def part(reader: Reader, corpus: Corpus) -> Part:
    return lambda question: parts_of(reader.read(question), reader.read, corpus)


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("Lv.3の役割と育成項目を教えて", [Subject.ROLE, Subject.TRAINING]),
        ("レベル2の育成項目と役割", [Subject.TRAINING, Subject.ROLE]),
        ("What are the roles and training items at Level 4?", [Subject.ROLE, Subject.TRAINING]),
    ],
)
def test_a_place_named_once_holds_for_every_part(
    part: Part, question: str, subjects: list[Subject]
) -> None:
    parts = part(question)
    assert [one.subject for one in parts] == subjects
    assert len({one.levels for one in parts}) == 1
    assert parts[0].levels


def test_each_part_keeps_its_own_place(part: Part) -> None:
    first, second = part("Lv.4の思考・認識のスキルと、Lv.5の外部影響の役割")
    assert (first.levels, first.facets, first.subject) == ((4,), ("thinking",), Subject.SKILL)
    assert (second.levels, second.facets, second.subject) == ((5,), ("influence",), Subject.ROLE)


def test_a_value_asked_of_each_of_two_statements_is_asked_twice(part: Part) -> None:
    first, second = part("発表日と策定年月は？")
    assert first.attributes == second.attributes == {Attribute.DATE}
    assert first.mentions != second.mentions


def test_what_is_asked_last_holds_for_a_name_before(part: Part) -> None:
    first, second = part("プロフェッショナルトラックとデジタルエキスパートの条件は？")
    assert "条件" in first.content
    assert first.content == second.content


@pytest.mark.parametrize(
    "question",
    [
        "質問力と説明力の違いは？",
        "情報リテラシーの定義と活用例",
        "情報リテラシーのレベルと定義と活用例は？",
        "Lv.1とLv.2の必須スキル",
        "市民や職員のニーズを理解する力は？",
        "ローコード、製品はどれ",
        "Lv.2の育成項目、いくつある？",
        "Lv.2、思考・認識の必須スキルを教えて",
        "シルバーに認定されると給料は上がりますか",
        "質問力と同じレベルの育成項目は？",
        "How do value discovery and marketing differ?",
        "Level 3 training, the thinking column only",
        "Lv.4の研修、いつまでに受ければいいですか",
        "Which skill is about listening to people and passing on the result?",
    ],
)
def test_what_belongs_together_is_not_parted(part: Part, question: str) -> None:
    assert part(question) == ()


def test_an_aspect_counted_holds_for_both_kinds(part: Part) -> None:
    parts = part("必須スキルと推奨スキルの数")
    assert all(Aspect.COUNT in one.aspects for one in parts)


@given(st.text(alphabet="とや、及びand Lv.3スキル役割育成項目の質問力？", max_size=60))
def test_any_text_is_parted_into_few_parts_or_none(
    reader: Reader, corpus: Corpus, question: str
) -> None:
    parts = parts_of(reader.read(question), reader.read, corpus)
    assert len(parts) == 0 or 2 <= len(parts) <= 4


@pytest.mark.parametrize("question", ["定義、例、" * 390, "役割と" * 600, "skills and " * 180])
def test_a_text_of_many_joints_is_not_read_stretch_by_stretch(
    reader: Reader, corpus: Corpus, question: str
) -> None:
    read: list[str] = []

    def note(text: str, language: Language) -> Query:
        read.append(text)
        return reader.read(text, language)

    assert parts_of(reader.read(question), note, corpus) == ()
    assert read == []
