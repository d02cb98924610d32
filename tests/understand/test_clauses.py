"""Questions asked in one breath, apart."""

import pytest

from assistant.understand.clauses import asks_something, clauses_of
from assistant.understand.reader import Reader


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("質問力とは？レベルは？", ["質問力とは？", "レベルは？"]),
        ("候補者の募集はいつ？あと電話番号も", ["候補者の募集はいつ？", "電話番号も"]),
        ("係長はだれですか。電話番号も教えて", ["係長はだれですか", "電話番号も教えて"]),
        ("日付は6月？それとも7月？", ["日付は6月？それとも7月？"]),
        ("Is it June? Or July?", ["Is it June? Or July?"]),
        ("窓口の係です。何を学べばいいですか", ["窓口の係です。何を学べばいいですか"]),
        ("？？", []),
    ],
)
def test_questions_are_parted_and_the_answers_that_one_offers_are_not(
    text: str, clauses: list[str]
) -> None:
    assert clauses_of(text) == clauses


@pytest.mark.parametrize(
    ("clause", "asks"),
    [
        ("活用例は？", True),
        ("電話番号も", True),
        ("Lv.3は？", True),
        ("定義ある？", False),
        ("どういう意味？", False),
        ("議員さんに話すので", False),
    ],
)
def test_what_names_nothing_after_a_question_asks_nothing_more(
    reader: Reader, clause: str, asks: bool
) -> None:
    assert asks_something(clause, reader.read(clause)) is asks
