"""Lists of the level x facet tables: complete, in order, counted, and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest

from assistant.types import Answer, Status
from corpus import Corpus, Kind, Record
from eval.matching import MARKER, matching_form, named_records, numbers_in

if TYPE_CHECKING:
    from tests.answer.conftest import Ask

LEVELS = (1, 2, 3, 4, 5)
FACETS = ("mission", "thinking", "execution", "organization", "influence")
TABLES = (Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM)
KIND_JA = {Kind.REQUIRED_SKILL: "必須スキル", Kind.TRAINING_ITEM: "育成項目"}
KIND_EN = {Kind.REQUIRED_SKILL: "required skills", Kind.TRAINING_ITEM: "training items"}
MOST_CHARS = 800
# Each row is worked out from the text: L228-309 for skills, L355-359 for training items.
SKILLS_BY_LEVEL = {1: 8, 2: 6, 3: 6, 4: 7, 5: 6}
ITEMS_BY_LEVEL = {1: 11, 2: 11, 3: 10, 4: 12, 5: 7}
SKILLS_BY_FACET = {"thinking": 14, "execution": 9, "organization": 5, "influence": 5}


def plain(answer: Answer) -> str:
    return MARKER.sub("", answer.text)


def lists_exactly(answer: Answer, records: Iterable[Record], corpus: Corpus, kind: Kind) -> None:
    """The answer names these records, cites each, says how many, and names no other."""
    expected = {record.id for record in records}
    assert answer.status is Status.ANSWERED
    assert named_records(answer.text, kind, corpus, expected=expected) == expected
    cited = {citation.record_id for citation in answer.citations}
    assert expected <= cited
    assert {i for i in cited if corpus.get(i).kind in TABLES} == expected
    assert all(verdict.supported for verdict in answer.verdicts)


def in_order(answer: Answer, records: Iterable[Record]) -> bool:
    """Whether the names stand in the answer in the order of the records."""
    cited = list(dict.fromkeys(citation.record_id for citation in answer.citations))
    wanted = [record.id for record in records]
    return [i for i in cited if i in set(wanted)] == wanted


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_level_list_is_complete_and_holds_nothing_of_another_level(
    ask: Ask, corpus: Corpus, kind: Kind, level: int, language: str
) -> None:
    question = (
        f"Lv.{level}の{KIND_JA[kind]}は？"
        if language == "ja"
        else f"What are the {KIND_EN[kind]} at Level {level}?"
    )
    answer = ask(question)
    records = corpus.of(kind, level=level)
    lists_exactly(answer, records, corpus, kind)
    assert answer.language == language
    assert len(records) in numbers_in(answer.text)
    assert len(plain(answer)) < MOST_CHARS
    by_facet = [r for facet in FACETS for r in records if r.facet == facet]
    assert in_order(answer, by_facet)
    others = {f"Lv.{other}" for other in LEVELS if other != level}
    body = plain(answer).split("※")[0].split("Note:")[0]
    assert not {label for label in others if label in body}


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_cell_list_holds_just_the_cell(
    ask: Ask, corpus: Corpus, kind: Kind, level: int, facet: str, language: str
) -> None:
    name = corpus.facets[facet].name if language == "ja" else corpus.facets[facet].name_en
    question = (
        f"Lv.{level}の{name}の{KIND_JA[kind]}を教えて"
        if language == "ja"
        else f"List the {KIND_EN[kind]} of {name} at Lv.{level}"
    )
    answer = ask(question)
    records = corpus.of(kind, level=level, facet=facet)
    assert len(plain(answer)) < MOST_CHARS
    if records:
        lists_exactly(answer, records, corpus, kind)
        assert len(records) in numbers_in(answer.text)
    elif kind is Kind.REQUIRED_SKILL:
        # Facet 使命感: the text says itself that no skill stands there (L197).
        assert "rule/r5" in {c.record_id for c in answer.citations}
        assert named_records(answer.text, kind, corpus, expected=()) == set()
    else:
        assert named_records(answer.text, kind, corpus, expected=()) == set()
        empty = "空欄" if language == "ja" else "empty"
        assert empty in plain(answer)


@pytest.mark.parametrize("facet", FACETS[1:])
def test_a_facet_list_over_all_levels_is_complete(ask: Ask, corpus: Corpus, facet: str) -> None:
    answer = ask(f"「{corpus.facets[facet].name}」の必須スキルを全レベル分すべて挙げて")
    lists_exactly(answer, corpus.of(Kind.REQUIRED_SKILL, facet=facet), corpus, Kind.REQUIRED_SKILL)


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("Lv.1～3の必須スキルをすべて教えて", {1, 2, 3}),
        ("Lv.4以上の必須スキルは？", {4, 5}),
        ("Lv.2以下の必須スキル一覧", {1, 2}),
        ("レベル2とレベル5の必須スキル", {2, 5}),
        ("ゴールドの必須スキルは？", {4, 5}),
        ("シルバーの必須スキルを教えて", {2, 3}),
        ("required skills for levels 4 and 5", {4, 5}),
        ("全レベルの必須スキル", {1, 2, 3, 4, 5}),
    ],
)
def test_a_list_over_several_levels_is_complete(
    ask: Ask, corpus: Corpus, question: str, levels: set[int]
) -> None:
    records = [r for r in corpus.of(Kind.REQUIRED_SKILL) if r.level in levels]
    lists_exactly(ask(question), records, corpus, Kind.REQUIRED_SKILL)


@pytest.mark.parametrize("layer", ["ゴールド", "シルバー", "ブロンズ"])
def test_what_levels_a_layer_has_is_labelled_a_reading(ask: Ask, layer: str) -> None:
    assert "読み取り" in ask(f"{layer}の必須スキルは？").text


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("必須スキルは全部でいくつ？", 33),
        ("必須スキルの総数", 33),
        ("How many required skills are there in total?", 33),
        *((f"Lv.{level}の必須スキルは何個？", n) for level, n in SKILLS_BY_LEVEL.items()),
        ("思考・認識の必須スキルは全部で何個？", 14),
        ("業務遂行の必須スキルは全部で何個？", 9),
        ("組織運営の必須スキルは全部で何個？", 5),
        ("外部影響の必須スキルは全部で何個？", 5),
        ("育成項目は全部でいくつ？", 51),
        ("How many training items are there?", 51),
        *((f"Lv.{level}の育成項目の数は？", n) for level, n in ITEMS_BY_LEVEL.items()),
        ("推奨スキルはいくつある？", 31),
        ("How many recommended skills are there?", 31),
        ("ビジネス変革の推奨スキルは何個？", 7),
        ("データ活用の推奨スキルは何個？", 5),
        ("テクノロジーの推奨スキルは何個？", 13),
        ("セキュリティの推奨スキルは何個？", 6),
        ("研修・施策・制度はいくつありますか", 11),
        ("How many programmes does the text name?", 11),
        ("レベルは何段階？", 5),
        ("役割を見る軸はいくつ？", 10),
        ("DX人材の層はいくつ？", 3),
        ("区分（カテゴリ）はいくつある？", 5),
        ("必須スキルと推奨スキルを合わせていくつ？", 33 + 31),
    ],
)
def test_counts_are_right(ask: Ask, question: str, count: int) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert count in numbers_in(plain(answer).splitlines()[0])


@pytest.mark.parametrize(
    ("level", "count"), [(1, 8), (2, 8 + 6), (3, 14 + 6), (4, 20 + 7), (5, 27 + 6)]
)
@pytest.mark.parametrize(
    "question",
    [
        "Lv.{}までに必要な必須スキルは累計でいくつ？",
        "Lv.1からLv.{}までの必須スキルは合計何個？",
        "How many required skills cumulatively up to level {}?",
    ],
)
def test_cumulative_counts_add_up_the_levels(
    ask: Ask, question: str, level: int, count: int
) -> None:
    first = plain(ask(question.format(level))).splitlines()[0]
    assert count in numbers_in(first)


def test_the_cumulative_list_holds_every_level_up_to_the_one_asked(
    ask: Ask, corpus: Corpus
) -> None:
    answer = ask("Lv.3までに身につけるべき必須スキルを全部挙げて")
    records = [r for r in corpus.of(Kind.REQUIRED_SKILL) if (r.level or 0) <= 3]
    lists_exactly(answer, records, corpus, Kind.REQUIRED_SKILL)


@pytest.mark.parametrize(
    ("category", "key"),
    [
        ("ビジネス変革", "business"),
        ("データ活用", "data"),
        ("テクノロジー", "technology"),
        ("セキュリティ", "security"),
    ],
)
def test_a_category_of_recommended_skills_is_complete(
    ask: Ask, corpus: Corpus, category: str, key: str
) -> None:
    answer = ask(f"「{category}」の推奨スキルを教えて")
    expected = {r.id for r in corpus.of(Kind.RECOMMENDED_SKILL, group=key)}
    found = named_records(answer.text, Kind.RECOMMENDED_SKILL, corpus, expected=expected)
    assert found == expected
    assert expected <= {c.record_id for c in answer.citations}


def test_all_recommended_skills_are_listed_under_their_categories(ask: Ask, corpus: Corpus) -> None:
    answer = ask("推奨スキルの一覧")
    expected = {r.id for r in corpus.of(Kind.RECOMMENDED_SKILL)}
    assert named_records(answer.text, Kind.RECOMMENDED_SKILL, corpus, expected=expected) == expected
    for category in corpus.of(Kind.CATEGORY):
        (line,) = (x for x in answer.text.splitlines() if x.startswith(f"・{category.name}"))
        group = corpus.of(Kind.RECOMMENDED_SKILL, group=category.id.split("/")[1])
        assert all(matching_form(r.name) in matching_form(line) for r in group)


def test_all_programmes_are_listed(ask: Ask, corpus: Corpus) -> None:
    answer = ask("使える研修・施策・制度をすべて教えて")
    programmes = corpus.of(Kind.PROGRAMME)
    assert all(r.name in answer.text for r in programmes)
    assert {r.id for r in programmes} <= {c.record_id for c in answer.citations}


def test_all_axes_are_listed_with_both_ends(ask: Ask, corpus: Corpus) -> None:
    answer = ask("役割の軸を全部教えて")
    for axis in corpus.of(Kind.AXIS):
        (line,) = (x for x in answer.text.splitlines() if axis.name in x)
        assert matching_form(axis.quote("low").text) in matching_form(line)
        assert matching_form(axis.quote("high").text) in matching_form(line)


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("必須スキルが一番多いレベルは？", 1),
        ("育成項目が最も多いのはどのレベル？", 4),
        ("育成項目が最も少ないレベルは？", 5),
    ],
)
def test_the_level_that_holds_most_or_least_is_told(ask: Ask, question: str, level: int) -> None:
    text = plain(ask(question))
    assert any(f"Lv.{level}" in line and "最も" in line for line in text.splitlines())


@pytest.mark.parametrize(("level", "count"), [(2, 8), (3, 14), (4, 20), (5, 27)])
def test_what_a_level_presumes_is_counted_below_it(ask: Ask, level: int, count: int) -> None:
    answer = ask(f"Lv.{level}の前提となる必須スキルは全部でいくつ？")
    assert f"{count}項目" in answer.text
    assert {"rule/r6"} <= {citation.record_id for citation in answer.citations}


def test_what_is_done_already_is_not_listed_again(ask: Ask, corpus: Corpus) -> None:
    answer = ask("Lv.3まで終えた人がLv.5までにあと身につける必須スキルは？")
    left = [r for level in (4, 5) for r in corpus.of(Kind.REQUIRED_SKILL, level=level)]
    lists_exactly(answer, left, corpus, Kind.REQUIRED_SKILL)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ('Which required skills have the word "understanding" in their name?', 4),
        ('Which training items contain "management"?', 6),
        ("名前に「管理」が付く育成項目は？", 3),
    ],
)
def test_names_that_hold_a_word_are_found_in_both_languages(
    ask: Ask, question: str, names: int
) -> None:
    assert len(ask(question).citations) == names


@pytest.mark.parametrize(
    "question",
    [
        "外部影響のスキルを低い順に",
        "外部影響のスキルを下から順番に全部並べて",
        "外部影響のスキルをLv.1から順に教えて",
    ],
)
def test_levels_stand_in_the_order_asked_for(ask: Ask, question: str) -> None:
    lines = ask(question).text.splitlines()

    assert [line[:5] for line in lines if line.startswith("・")] == [
        f"・Lv.{level}" for level in range(1, 6)
    ]


@pytest.mark.parametrize("level", range(1, 6))
def test_a_number_taken_for_granted_is_put_right(ask: Ask, level: int) -> None:
    text = ask(f"Lv.{level}にスキルが12個もあるのはなぜ？").text

    assert re.match(rf"Lv\.{level}の必須スキルは\d項目です。", text), text


def test_recommended_skills_asked_for_at_a_level_are_said_to_have_none(ask: Ask) -> None:
    for question in ("Lv.3の推奨スキルは？", "推奨スキルはLv.4以上だけが対象ですよね"):
        assert ask(question).text.startswith("推奨スキルにレベルの区分はありません。")
