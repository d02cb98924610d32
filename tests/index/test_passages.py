"""Passages follow the structure of the text and quote it exactly."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Corpus, Kind
from corpus.folding import close_up, fold
from corpus.types import Expansion
from index.passages import build_passages, by_record
from index.types import Passage


@pytest.fixture(scope="module")
def passages(corpus: Corpus) -> tuple[Passage, ...]:
    return build_passages(corpus)


@pytest.fixture(scope="module")
def own_texts(passages: tuple[Passage, ...]) -> dict[str, Passage]:
    """The text passage of each record that has one to itself."""
    return {p.record_ids[0]: p for p in passages if p.origin == "text" and len(p.record_ids) == 1}


def test_ids_are_distinct(passages: tuple[Passage, ...]) -> None:
    assert max(Counter(p.id for p in passages).values()) == 1


def test_every_span_of_a_text_passage_is_searchable_in_it(
    corpus: Corpus, passages: tuple[Passage, ...]
) -> None:
    texts = [p for p in passages if p.origin == "text"]
    assert texts
    for passage in texts:
        assert passage.spans, passage
        for span in passage.spans:
            raw = corpus.source.text[span.start : span.end]
            assert fold(close_up(raw)) in fold(passage.text), (passage.id, raw)


def test_only_text_passages_have_spans(passages: tuple[Passage, ...]) -> None:
    assert {bool(p.spans) for p in passages if p.origin == "text"} == {True}
    assert {bool(p.spans) for p in passages if p.origin != "text"} == {False}


def test_every_record_has_a_name_passage(corpus: Corpus, passages: tuple[Passage, ...]) -> None:
    named = {p.record_ids[0] for p in passages if p.origin == "name"}
    assert named == set(corpus.records)


def test_every_record_that_quotes_has_a_text_passage_of_its_own(
    corpus: Corpus, own_texts: dict[str, Passage]
) -> None:
    # A category is listed with its skills; its name alone says nothing.
    quoting = [r for r in corpus.records.values() if r.quotes]
    expected = {r.id for r in quoting if r.kind is not Kind.CATEGORY}
    assert set(own_texts) == expected


def test_a_skill_stays_with_its_definition_and_example_and_no_other_skill(
    corpus: Corpus, own_texts: dict[str, Passage]
) -> None:
    skills = corpus.of(Kind.REQUIRED_SKILL)
    assert len(skills) == 33
    for skill in skills:
        text = own_texts[skill.id].text
        assert skill.name in text
        for other in skills:
            held = other.quote("definition").text in text
            assert held == (other is skill), (skill.id, other.id)


def test_a_role_cell_carries_its_level_facet_and_heading_and_stands_alone(
    corpus: Corpus, own_texts: dict[str, Passage]
) -> None:
    cell = own_texts["role/lv3/influence"]
    assert cell.text.startswith("Lv.3 各職場でDXを企画・実行する人材\n外部影響\nDX人材の役割\n")
    assert cell.heading_path[-1] == "DX人材の役割 [Lv.3 | Lv.2]"
    lines = [r.quote("text").text for r in corpus.of(Kind.ROLE_CELL)]
    assert sum(line in cell.text for line in lines) == 1


@pytest.mark.parametrize(("level", "count"), [(5, 6), (4, 7), (3, 6), (2, 6), (1, 8)])
def test_a_level_row_lists_the_skills_of_that_level_only(
    corpus: Corpus, passages: tuple[Passage, ...], level: int, count: int
) -> None:
    # The overview matrix lets cells of Lv.1 slide into Lv.2; the row must not.
    [row] = [p for p in passages if p.record_ids[0] == f"level/{level}" and len(p.record_ids) > 1]
    skills = [corpus.get(record_id) for record_id in row.record_ids[1:]]
    assert len(skills) == count
    assert {skill.level for skill in skills} == {level}


def test_training_rows_hold_each_item_once_in_its_own_cell(
    corpus: Corpus, passages: tuple[Passage, ...]
) -> None:
    rows = [
        p
        for p in passages
        if p.origin == "text"
        and p.record_ids[0].startswith("training/")
        and p.heading_path[-1] == "DX人材育成体系 [育成項目の全体像]"
        and "育成項目" in p.text
        and len(p.spans) == len(p.record_ids)
    ]
    listed = Counter(i for p in rows for i in p.record_ids if len(p.record_ids) > 1)
    cells = Counter((r.level, r.facet) for r in corpus.of(Kind.TRAINING_ITEM))
    shared = {r.id for r in corpus.of(Kind.TRAINING_ITEM) if cells[(r.level, r.facet)] > 1}
    assert listed == dict.fromkeys(shared, 1)
    for row in rows:
        places = {(corpus.get(i).level, corpus.get(i).facet) for i in row.record_ids}
        assert len(places) == 1


def test_recommended_skills_are_listed_by_category_and_each_by_name(
    passages: tuple[Passage, ...], own_texts: dict[str, Passage]
) -> None:
    rows = [p for p in passages if p.record_ids[0].startswith("category/") and p.origin == "text"]
    assert [len(p.record_ids) - 1 for p in rows] == [7, 5, 13, 6]
    assert own_texts["recommended/technology/sre"].text.startswith("テクノロジー\n推奨スキル\n")


def test_spaced_letters_are_closed_up_for_search_and_raw_in_the_span(
    corpus: Corpus, own_texts: dict[str, Passage]
) -> None:
    passage = own_texts["programme/dx-academy"]
    assert "DXアカデミー" in passage.text
    [span] = passage.spans
    assert corpus.source.text[span.start : span.end] == "D X ア カ デ ミ ー"


def test_both_names_of_the_skill_with_two_names_are_in_its_passage(
    own_texts: dict[str, Passage],
) -> None:
    [passage] = [p for p in own_texts.values() if "フォローアップ" in p.text.split("\n")]
    assert "フォロワーシップ" in passage.text.split("\n")


def test_japanese_and_english_names_are_apart(passages: tuple[Passage, ...]) -> None:
    names = [p.text for p in passages if p.record_ids == ("layer/gold",) and p.origin == "name"]
    japanese, english = names
    assert "ゴールド" in japanese
    assert "Gold" not in japanese
    assert "Gold" in english.split("\n")


def test_a_silence_is_found_by_its_name_and_quotes_nothing(
    corpus: Corpus, passages: tuple[Passage, ...]
) -> None:
    silences = {r.id for r in corpus.of(Kind.SILENCE)}
    found = [p for p in passages if p.record_ids[0] in silences]
    assert {p.origin for p in found} <= {"name", "expansion"}
    assert silences == {p.record_ids[0] for p in found if p.origin == "name"}


def test_works_without_expansions_and_merges_repeated_ones(corpus: Corpus) -> None:
    bare = build_passages(replace(corpus, expansions=()))
    assert {p.origin for p in bare} == {"text", "name"}
    twice = (Expansion("rule/r1", "順番は？", "ja"), Expansion("rule/r1", "順番は？", "ja"))
    assert len(build_passages(replace(corpus, expansions=twice))) == len(bare) + 1


def test_one_question_may_lead_to_two_records(corpus: Corpus) -> None:
    both = (Expansion("rule/r1", "順番は？", "ja"), Expansion("rule/r2", "順番は？", "ja"))
    expansions = [
        p for p in build_passages(replace(corpus, expansions=both)) if p.origin == "expansion"
    ]
    assert [p.record_ids for p in expansions] == [("rule/r1",), ("rule/r2",)]


@given(st.permutations(["rule/r1", "rule/r2", "rule/r3", "layer/gold"]), st.text(min_size=1))
def test_an_id_depends_on_the_content_alone(corpus: Corpus, order: list[str], text: str) -> None:
    def ids(record_ids: list[str]) -> dict[tuple[str, ...], str]:
        expansions = tuple(Expansion(record_id, text, "ja") for record_id in record_ids)
        built = build_passages(replace(corpus, expansions=expansions))
        return {p.record_ids: p.id for p in built if p.origin == "expansion"}

    assert ids(order) == ids(sorted(order))


def test_a_record_has_its_text_its_names_and_its_paraphrases_but_no_lists(
    corpus: Corpus, passages: tuple[Passage, ...]
) -> None:
    places = by_record(passages)
    assert set(places) == set(corpus.records)
    for record_id, own in places.items():
        assert {passages[place].record_ids for place in own} == {(record_id,)}
        assert own == sorted(own)
    held = [place for own in places.values() for place in own]
    lists = [place for place, p in enumerate(passages) if len(p.record_ids) > 1]
    assert sorted(held + lists) == list(range(len(passages)))
