"""Words quoted from the text lead to what the text says with them."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

import pytest

from corpus import Corpus

if TYPE_CHECKING:
    from tests.answer.conftest import Ask


@pytest.mark.parametrize(
    ("question", "record"),
    [
        ("「待たない市役所」という言葉が出てくるスキルは？", "skill/lv4/people-development"),
        ("「職員への対応時間」って何の話？どのスキル？", "skill/lv3/data-ai-strategy"),
        ("「業務の優位性を適切に設定し」はどこに書いてある？", "role/lv2/execution"),
    ],
)
def test_the_record_that_holds_the_words_is_quoted(ask: Ask, question: str, record: str) -> None:
    assert record in {citation.record_id for citation in ask(question).citations}


def test_a_name_in_quotation_marks_is_a_name(ask: Ask) -> None:
    answer = ask("Lv.1の必須スキルのうち「業務遂行」のものは？")
    assert {"skill/lv1/user-understanding", "skill/lv1/information-literacy"} <= {
        citation.record_id for citation in answer.citations
    }


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("研修・施策・制度のうち、名前に「DX」という文字が入るものは？", 5),
        ("名前に「AI」が付く育成項目は？", 2),
        ('Which recommended skills have names with "データ" in them?', 4),
    ],
)
def test_names_holding_given_words_are_listed(ask: Ask, question: str, count: int) -> None:
    assert len(ask(question).text.splitlines()) == count


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("「一歩先」と「一步先」、両方の字が使われている？", {116, 117, 145}),
        ("「デジタルエキスバート」と書いてある所はありますか", {373}),
    ],
)
def test_the_very_letters_quoted_are_shown_where_they_stand(
    ask: Ask, corpus: Corpus, question: str, lines: set[int]
) -> None:
    starts = corpus.source.line_starts
    cited = {bisect.bisect_right(starts, citation.start) for citation in ask(question).citations}
    assert lines == cited
