"""Markers and citations, over drafts and over whole golden conversations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assistant.answer.draft import SLOT
from assistant.answer.render import marker, render
from assistant.conversation import EMPTY
from assistant.messages import LANGUAGES, catalogue
from assistant.types import Answer, Statement
from corpus import Corpus, Quote, Record
from eval.golden_files import load_golden
from eval.golden_types import Split

if TYPE_CHECKING:
    from assistant.pipeline import Pipeline

MARKER = re.compile(r"〔(\d+)〕")
CLAIMING_NOTHING = (
    "title_",
    "not_stated",
    "clarify",
    "out_of_scope",
    "fact_lead",
    "greeting",
    "not_among",
)


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


@pytest.fixture(scope="module")
def golden_answers(pipeline: Pipeline) -> list[tuple[str, Answer]]:
    answers = []
    for split in (Split.EXAMPLES, Split.DEV):
        for question in load_golden(split):
            conversation = EMPTY
            for turn in question.turns:
                result = pipeline.ask(turn.ask, conversation)
                conversation = result.conversation
                answers.append((question.id, result.answer))
    return answers


def test_every_marker_of_every_golden_answer_resolves(
    golden_answers: list[tuple[str, Answer]],
) -> None:
    assert len(golden_answers) > 300
    wrong = [
        name
        for name, answer in golden_answers
        if list(dict.fromkeys(m[0] for m in MARKER.finditer(answer.text)))
        != [c.marker for c in answer.citations]
        or [c.marker for c in answer.citations]
        != [marker(n) for n in range(1, len(answer.citations) + 1)]
    ]
    assert wrong == []


def test_every_quote_of_every_golden_answer_is_the_source_between_its_offsets(
    golden_answers: list[tuple[str, Answer]], corpus: Corpus
) -> None:
    source = corpus.source
    wrong = [
        (name, c.record_id)
        for name, answer in golden_answers
        for c in answer.citations
        if source.text[c.start : c.end] != c.quote
        or not c.quote
        or c.quote not in {q.text for q in corpus.get(c.record_id).quotes}
        or c.heading_path != source.heading_path(source.line_of(c.start))
    ]
    assert wrong == []


def test_a_line_without_a_marker_claims_nothing(golden_answers: list[tuple[str, Answer]]) -> None:
    """Such a line is a heading, a question back, or says what the text does not say."""
    patterns = [
        re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(template)))
        for language in LANGUAGES
        for key, template in catalogue(language).items()
        if key.removeprefix("answer.").startswith(CLAIMING_NOTHING)
    ]
    bare = {
        (name, line)
        for name, answer in golden_answers
        for line in answer.text.splitlines()
        if not MARKER.search(line)
    }
    assert bare
    assert [one for one in bare if not any(p.fullmatch(one[1]) for p in patterns)] == []


def test_nothing_that_the_composer_wrote_had_to_be_withheld(
    golden_answers: list[tuple[str, Answer]],
) -> None:
    withheld = [(n, v) for n, answer in golden_answers for v in answer.verdicts if not v.supported]
    assert withheld == []


def test_no_golden_answer_shows_a_placeholder(golden_answers: list[tuple[str, Answer]]) -> None:
    wrong = [n for n, a in golden_answers if SLOT in a.text or re.search(r"\{\w*\}|None", a.text)]
    assert wrong == []
