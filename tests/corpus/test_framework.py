"""The records against a second, independent reading: the tables of the text itself."""

import re

import pytest

from corpus import Corpus, Kind

COLUMNS = ("thinking", "execution", "organization", "influence")
DETAIL_ROWS = {
    5: range(228, 230),
    4: range(247, 250),
    3: range(267, 270),
    2: range(287, 289),
    1: range(306, 310),
}
TRAINING_ROWS = {5: 355, 4: 356, 3: 357, 2: 358, 1: 359}
TRAINING_OVERVIEW_ROWS = {
    5: range(373, 376),
    4: range(376, 380),
    3: range(380, 384),
    2: range(384, 388),
    1: range(388, 392),
}
ROLE_ROWS = {5: 116, 4: 117, 3: 145, 2: 146, 1: 174}
CELL = re.compile(r"<p>(.+?)</p> <p>(定義：.+?)</p> <p>(活用例：.+?)</p>")


def test_the_required_skills_are_those_of_the_detail_pages(
    corpus: Corpus, lines: list[str]
) -> None:
    read = [
        (level, facet, *cell.groups())
        for level, rows in DETAIL_ROWS.items()
        for row in rows
        for facet, column in zip(COLUMNS, lines[row].split("\t"), strict=True)
        for cell in CELL.finditer(column)
    ]
    held = [
        (
            record.level,
            record.facet,
            record.quote("name").text,
            record.quote("definition").text,
            record.quote("example").text,
        )
        for record in corpus.of(Kind.REQUIRED_SKILL)
    ]
    assert len(held) == 33
    assert sorted(held, key=str) == sorted(read, key=str)


def test_skills_are_listed_from_level_5_down_and_facet_by_facet(corpus: Corpus) -> None:
    order = [
        (-(r.level or 0), COLUMNS.index(r.facet or ""), r.quote("name").line)
        for r in corpus.of(Kind.REQUIRED_SKILL)
    ]
    assert order == sorted(order)


def test_cumulative_numbers_of_skills(corpus: Corpus) -> None:
    totals = [
        sum(len(corpus.of(Kind.REQUIRED_SKILL, level=below)) for below in range(1, level + 1))
        for level in (1, 2, 3, 4, 5)
    ]
    # 8, +6, +6, +7, +6
    assert totals == [8, 14, 20, 27, 33]


def test_the_role_cells_are_those_of_the_tables(corpus: Corpus, lines: list[str]) -> None:
    for level, row in ROLE_ROWS.items():
        _, *cells = lines[row].split("\t")
        for facet, cell in zip(("mission", *COLUMNS), cells, strict=True):
            (record,) = corpus.of(Kind.ROLE_CELL, level=level, facet=facet)
            assert record.quote("text").text == cell


def test_the_training_items_are_those_of_the_first_table(corpus: Corpus, lines: list[str]) -> None:
    for level, row in TRAINING_ROWS.items():
        cells = lines[row].split("\t")[1:6]
        for facet, cell in zip(("mission", *COLUMNS), cells, strict=True):
            items = corpus.of(Kind.TRAINING_ITEM, level=level, facet=facet)
            assert [item.quote("name").text for item in items] == cell.split()


def test_the_training_items_are_those_of_the_second_table(corpus: Corpus, lines: list[str]) -> None:
    for level, rows in TRAINING_OVERVIEW_ROWS.items():
        read = [cell for row in rows for cell in lines[row].split("\t")[1:4] if cell]
        items = corpus.of(Kind.TRAINING_ITEM, level=level)
        assert sorted(item.quote("overview_name").text for item in items) == sorted(read)


def test_the_recommended_skills_are_those_of_the_table(corpus: Corpus, lines: list[str]) -> None:
    for number, category in enumerate(("business", "data", "technology", "security")):
        read = [lines[row].split("\t")[number] for row in range(324, 337)]
        items = corpus.of(Kind.RECOMMENDED_SKILL, group=category)
        assert [item.quote("name").text for item in items] == [name for name in read if name]


def test_the_programmes_use_up_their_cells(corpus: Corpus, lines: list[str]) -> None:
    cells = lines[373].split("\t")[4:10]
    programmes = corpus.of(Kind.PROGRAMME)
    assert " ".join(cells) == " ".join(record.quote("name").text for record in programmes)
    assert len(programmes) == 11


def test_the_axes_are_two_a_facet_with_both_poles(corpus: Corpus, lines: list[str]) -> None:
    high, names, low = (lines[row].split("\t") for row in (104, 106, 108))
    for number, facet in enumerate(("mission", *COLUMNS)):
        axes = corpus.of(Kind.AXIS, facet=facet)
        held = [tuple(axis.quote(field).text for field in ("high", "name", "low")) for axis in axes]
        columns = (3 * number + 1, 3 * number + 2)
        assert held == [(high[column], names[column], low[column]) for column in columns]


@pytest.mark.parametrize("kind", [k for k in Kind if k is not Kind.SILENCE])
def test_every_record_has_a_name_in_both_languages(corpus: Corpus, kind: Kind) -> None:
    for record in corpus.of(kind):
        assert record.name.strip() == record.name != ""
        assert record.name_en.isascii() or "é" in record.name_en, record.id
        assert re.search("[A-Za-z]", record.name_en)


def test_the_facets_of_two_groups_and_one_of_none(corpus: Corpus) -> None:
    assert {key: record.group for key, record in corpus.facets.items()} == {
        "mission": None,
        "thinking": "execution-and-reform",
        "execution": "execution-and-reform",
        "organization": "people-and-engagement",
        "influence": "people-and-engagement",
    }


def test_every_silence_names_what_the_text_does_say(corpus: Corpus) -> None:
    for record in corpus.of(Kind.SILENCE):
        assert record.asks, record.id
        assert record.near, record.id
        assert all(corpus.get(near).quotes for near in record.near), record.id


def test_rules_are_the_thirteen_of_the_text(corpus: Corpus) -> None:
    held = {record.id: {q.line for q in record.quotes} for record in corpus.of(Kind.RULE)}
    assert held == {
        "rule/r1": {183},
        "rule/r2": {189},
        "rule/r3": {396},
        "rule/r4": {400},
        "rule/r5": {197},
        "rule/r6": {220, 239, 259, 279},
        "rule/r7": {317},
        "rule/r8": {231},
        "rule/r9": {233},
        "rule/r10": {342},
        "rule/r11": {405},
        "rule/r12": {411},
        "rule/r13": {415},
    }
