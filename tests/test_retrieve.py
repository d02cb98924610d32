"""Fusion of rankings, over a searcher whose rankings are written out here."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.retrieve import Retriever, Weights
from corpus import Corpus, Kind
from index.types import Hit, Passage, RecordHit

WORDS_ONLY = Weights(passages=1.0, records=0.0, dense=0.0, classifier=0.0)
A, B, C = "skill/lv3/critical-thinking", "skill/lv2/questioning", "rule/r1"


@dataclass(frozen=True)
class Rankings:
    """A searcher that returns what it was made with."""

    by_words: tuple[Hit, ...] = ()
    by_record: tuple[RecordHit, ...] = ()
    by_meaning: tuple[Hit, ...] = ()
    by_class: tuple[RecordHit, ...] = ()

    def lexical(self, text: str, k: int) -> tuple[Hit, ...]:
        return self.by_words[:k]

    def records(self, text: str, k: int) -> tuple[RecordHit, ...]:
        return self.by_record[:k]

    def dense(self, text: str, k: int) -> tuple[Hit, ...]:
        return self.by_meaning[:k]

    def classified(self, text: str, k: int) -> tuple[RecordHit, ...]:
        return self.by_class[:k]

    def familiarity(self, text: str) -> float:
        return 1.0


def hits(*scored: tuple[tuple[str, ...], float]) -> tuple[Hit, ...]:
    return tuple(
        Hit(Passage(f"p{rank}", f"text {rank}", "name", ids, (), ()), score, rank)
        for rank, (ids, score) in enumerate(scored, start=1)
    )


def found(corpus: Corpus, index: Rankings, weights: Weights = WORDS_ONLY) -> list[str]:
    evidence = Retriever(corpus, index, weights).retrieve("q")
    return [candidate.record.id for candidate in evidence.candidates]


def test_records_are_ranked_by_their_best_passage(corpus: Corpus) -> None:
    index = Rankings(hits(((A,), 2.0), ((B,), 9.0), ((A,), 12.0)))
    assert found(corpus, index) == [A, B]


def test_a_record_found_by_any_ranking_is_a_candidate(corpus: Corpus) -> None:
    index = Rankings(hits(((A,), 5.0)), (RecordHit(B, 5.0, 1),), hits(((C,), 0.5)))
    assert set(found(corpus, index, Weights())) == {A, B, C}


def test_the_principal_record_of_a_passage_comes_before_those_it_also_holds(
    corpus: Corpus,
) -> None:
    assert found(corpus, Rankings(hits(((B, A), 5.0)))) == [B, A]


def test_equal_scores_are_ordered_by_id_whatever_the_order_of_the_hits(corpus: Corpus) -> None:
    one = found(corpus, Rankings(hits(((A,), 5.0), ((B,), 5.0))))
    other = found(corpus, Rankings(hits(((B,), 5.0), ((A,), 5.0))))
    assert one == other == sorted([A, B])


def test_weights_decide_between_words_and_meaning(corpus: Corpus) -> None:
    index = Rankings(hits(((A,), 20.0)), (), hits(((B,), 0.9)))
    assert found(corpus, index, Weights(1.0, 0.0, 0.0, 0.0))[0] == A
    assert found(corpus, index, Weights(0.0, 0.0, 1.0, 0.0))[0] == B


def test_the_classifier_counts_from_its_farthest_side_of_the_border(corpus: Corpus) -> None:
    index = Rankings(by_class=(RecordHit(A, 1.5, 1), RecordHit(B, 0.0, 2), RecordHit(C, -1.5, 3)))
    candidates = Retriever(corpus, index, Weights(0.0, 0.0, 0.0, 1.0)).retrieve("q").candidates
    assert [(c.record.id, c.score) for c in candidates] == [(A, 1.0), (B, 0.5), (C, 0.0)]


def test_a_negative_similarity_counts_as_none(corpus: Corpus) -> None:
    index = Rankings((), (), hits(((A,), -0.8)))
    (candidate,) = Retriever(corpus, index).retrieve("q").candidates
    assert candidate.score == 0.0


@pytest.mark.parametrize("score", [0.0, 1.0, 50.0, 1e6])
def test_scores_stay_between_nought_and_the_sum_of_the_weights(
    corpus: Corpus, score: float
) -> None:
    shares = Weights(0.1, 0.3, 0.2, 0.4)
    most = (RecordHit(A, score, 1),)
    index = Rankings(hits(((A,), score)), most, hits(((A,), 1.0)), most)
    (candidate,) = Retriever(corpus, index, shares).retrieve("q").candidates
    assert 0.0 <= candidate.score <= 1.0


def test_a_record_of_another_level_than_the_one_asked_for_falls_behind(corpus: Corpus) -> None:
    index = Rankings(hits(((A,), 10.0), ((B,), 9.0)))
    retriever = Retriever(corpus, index, WORDS_ONLY)
    assert retriever.retrieve("q").candidates[0].record.id == A
    assert retriever.retrieve("q", (2,)).candidates[0].record.id == B


def test_a_record_without_level_is_not_held_back_by_one(corpus: Corpus) -> None:
    retriever = Retriever(corpus, Rankings(hits(((C,), 9.0))), WORDS_ONLY)
    (free,), (asked,) = (retriever.retrieve("q", n).candidates for n in ((), (2,)))
    assert free.score == asked.score


def test_evidence_narrows_by_kind_and_by_test(corpus: Corpus) -> None:
    evidence = Retriever(corpus, Rankings(hits(((A,), 9.0), ((C,), 5.0))), WORDS_ONLY).retrieve("q")
    assert [c.record.id for c in evidence.of(Kind.RULE)] == [C]
    assert evidence.where(lambda r: r.kind is Kind.RULE).best is not None
    assert evidence.where(lambda r: False).best is None


def test_nothing_found_is_no_evidence(corpus: Corpus) -> None:
    assert Retriever(corpus, Rankings()).retrieve("q").best is None


def test_a_record_is_found_as_well_as_the_one_that_lends_to_it(corpus: Corpus) -> None:
    item, skill = "training/lv4/people-development", "skill/lv4/people-development"
    index = Rankings(hits(((item,), 9.0), ((B,), 5.0), ((skill,), 1.0)))
    evidence = Retriever(corpus, index, WORDS_ONLY).retrieve("q")
    lent = evidence.lent({item: corpus.get(skill)})
    assert [c.record.id for c in lent.candidates] == [skill, item, B]
    assert lent.candidates[0].score == evidence.candidates[0].score


def test_nothing_is_lent_to_what_is_found_better(corpus: Corpus) -> None:
    index = Rankings(hits(((A,), 9.0), ((B,), 5.0)))
    evidence = Retriever(corpus, index, WORDS_ONLY).retrieve("q")
    assert evidence.lent({B: corpus.get(A)}) == evidence
