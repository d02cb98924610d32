"""Choosing among records that were found nearly as near."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.nearest import as_likely, is_clearly_a_thing, statement_meant
from assistant.retrieve import Candidate, Evidence
from assistant.understand.query import Aspect, Query
from corpus import Corpus

FIRST, SECOND = "skill/lv1/explanation", "skill/lv2/questioning"
SHORT = Query("", "", "", "ja", content=("話す", "力"))
CASE = replace(SHORT, content=("窓口", "高齢", "話す", "通じる", "困る"))


def candidate(corpus: Corpus, record_id: str, score: float, classified: float = 0.0) -> Candidate:
    return Candidate(corpus.get(record_id), score, 0.0, 0.0, classified, "")


@pytest.mark.parametrize(
    ("query", "second", "shown"),
    [(CASE, 0.58, [SECOND]), (CASE, 0.5, []), (SHORT, 0.58, [])],
)
def test_a_second_skill_is_shown_for_a_case_that_may_mean_it_as_well(
    corpus: Corpus, query: Query, second: float, shown: list[str]
) -> None:
    best = candidate(corpus, FIRST, 0.6)
    evidence = Evidence((best, candidate(corpus, SECOND, second)))
    assert [r.id for r in as_likely(evidence, best, best.record, query)] == shown


def test_nothing_is_shown_beside_a_rule(corpus: Corpus) -> None:
    best = candidate(corpus, "rule/r1", 0.6)
    evidence = Evidence((best, candidate(corpus, SECOND, 0.6)))
    assert as_likely(evidence, best, best.record, CASE) == []


def test_the_rule_of_certification_is_meant_where_one_is_asked_for(corpus: Corpus) -> None:
    best, rule = candidate(corpus, "rule/r1", 0.5), candidate(corpus, "rule/r3", 0.45)
    evidence = Evidence((best, rule))
    asked = replace(SHORT, aspects=frozenset({Aspect.CERTIFY}))
    assert statement_meant(evidence, best, asked) == rule
    assert statement_meant(evidence, best, SHORT) == best


@pytest.mark.parametrize(
    ("record_id", "clear"), [(FIRST, True), ("recommended/security/privacy", False)]
)
def test_what_the_text_describes_is_clear_sooner_than_what_it_names(
    corpus: Corpus, record_id: str, clear: bool
) -> None:
    found = Evidence((candidate(corpus, record_id, 0.6, classified=0.3),))
    assert is_clearly_a_thing(found) is clear
