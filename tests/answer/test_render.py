"""Markers and citations of drafts."""

import re

import pytest

from assistant.answer.draft import SLOT
from assistant.answer.render import marker, render
from assistant.types import Statement
from corpus import Corpus, Quote, Record

MARKER = re.compile(r"〔(\d+)〕")


def evidence(corpus: Corpus, *named: tuple[str, str]) -> tuple[tuple[Record, Quote], ...]:
    return tuple((corpus.get(i), corpus.get(i).quote(field)) for i, field in named)


def test_markers_number_the_evidence_in_order_of_first_use(corpus: Corpus) -> None:
    statements = (
        Statement("甲", evidence(corpus, ("rule/r2", "text"))),
        Statement("乙", evidence(corpus, ("rule/r1", "text"), ("rule/r2", "text"))),
    )
    text, citations = render(statements, corpus.source)
    assert text == "甲〔1〕\n乙〔2〕〔1〕"
    assert [(c.marker, c.record_id) for c in citations] == [
        ("〔1〕", "rule/r2"),
        ("〔2〕", "rule/r1"),
    ]


def test_slots_are_filled_in_order_and_the_rest_goes_to_the_end(corpus: Corpus) -> None:
    three = evidence(corpus, ("rule/r1", "text"), ("rule/r2", "text"), ("rule/r5", "text"))
    text, _ = render((Statement(f"甲{SLOT}、乙{SLOT}。", three),), corpus.source)
    assert text == "甲〔1〕、乙〔2〕。〔3〕"


def test_a_slot_without_evidence_leaves_no_trace(corpus: Corpus) -> None:
    one = evidence(corpus, ("rule/r1", "text"))
    text, _ = render((Statement(f"甲{SLOT}乙{SLOT}", one), Statement(f"丙{SLOT}")), corpus.source)
    assert text == "甲〔1〕乙\n丙"


def test_one_place_in_the_source_has_one_marker_though_two_records_quote_it(
    corpus: Corpus,
) -> None:
    quote = corpus.get("rule/r1").quote("text")
    shared = ((corpus.get("rule/r1"), quote), (corpus.get("rule/r2"), quote))
    text, citations = render((Statement("甲", shared),), corpus.source)
    assert text == "甲〔1〕"
    assert len(citations) == 1


def test_a_citation_knows_its_quote_place_title_and_headings(corpus: Corpus) -> None:
    record, quote = evidence(corpus, ("skill/lv3/critical-thinking", "definition"))[0]
    _, (citation,) = render((Statement("甲", ((record, quote),)),), corpus.source)
    assert corpus.source.text[citation.start : citation.end] == citation.quote == quote.text
    assert citation.title == corpus.source.title
    assert citation.source_id == corpus.source.id
    assert citation.heading_path[-1].startswith("DX人材に求められるスキル [必須スキル")
    assert "Lv.3" in citation.heading_path[-1]


def test_nothing_is_rendered_as_nothing(corpus: Corpus) -> None:
    assert render((), corpus.source) == ("", ())


@pytest.mark.parametrize("number", [1, 9, 10, 57])
def test_a_marker_reads_back_as_its_number(number: int) -> None:
    assert MARKER.fullmatch(marker(number))[1] == str(number)  # type: ignore[index]
