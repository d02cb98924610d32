"""A question of one word is answered by what goes by it, or is asked back about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.types import Status

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    ("word", "record_id"),
    [
        ("ビジョン", "skill/lv1/vision-understanding"),
        ("説明", "skill/lv1/explanation"),
        ("変革マネ", "skill/lv4/change-management"),
    ],
)
def test_a_word_that_is_part_of_one_name_means_that_thing(
    ask: Ask, word: str, record_id: str
) -> None:
    answer = ask(word)
    assert answer.status is Status.ANSWERED
    assert record_id in {citation.record_id for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "kind", "count"),
    [
        ("レベル", "level/", 5),
        ("カテゴリについて", "facet/", 5),
        ("軸とは", "axis/", 10),
        ("facets?", "facet/", 5),
    ],
)
def test_a_kind_named_and_nothing_else_is_listed_whole(
    ask: Ask, question: str, kind: str, count: int
) -> None:
    cited = {citation.record_id for citation in ask(question).citations}
    assert len({one for one in cited if one.startswith(kind)}) == count
