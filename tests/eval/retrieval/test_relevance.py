"""Qrels: which records a question needs, and which questions have none."""

import pytest

from assistant.types import Status
from corpus import Corpus
from eval.golden_types import Expectation, GoldenQuestion, GoldenTurn, QuestionKind, Split
from eval.retrieval.relevance import MOST_NEEDS, Relevance, judge, needs_of

ADAPT = "skill/lv3/adaptability"
TEAM = "skill/lv3/team-lead"
CRITICAL = "skill/lv3/critical-thinking"


def expect(**fields: object) -> Expectation:
    given = {"status": ["answered"], "max_chars": 400, **fields}
    return Expectation.model_validate(given, strict=False)


def question(*turns: Expectation | None, number: int = 1) -> GoldenQuestion:
    return GoldenQuestion(
        id=f"D{number:03}",
        kind=QuestionKind.DIRECT,
        split=Split.DEV,
        language="ja",
        turns=[GoldenTurn(ask="何ですか", expect=turn) for turn in turns],
    )


def definition(corpus: Corpus, record_id: str) -> dict[str, object]:
    quote = corpus.get(record_id).quote("definition")
    return {"line": quote.line, "text": quote.text}


def test_a_named_record_is_needed(corpus: Corpus) -> None:
    assert needs_of(expect(names=[ADAPT, TEAM]), corpus) == ({ADAPT}, {TEAM})


def test_of_a_group_to_be_cited_one_record_is_enough(corpus: Corpus) -> None:
    assert needs_of(expect(cites=[[ADAPT, TEAM]]), corpus) == ({ADAPT, TEAM},)


def test_a_quote_belongs_to_the_record_that_quotes_it(corpus: Corpus) -> None:
    wanted = expect(quotes=[[definition(corpus, ADAPT)]])
    assert needs_of(wanted, corpus) == ({ADAPT},)


def test_of_several_quotes_any_will_do(corpus: Corpus) -> None:
    wanted = expect(quotes=[[definition(corpus, ADAPT), definition(corpus, TEAM)]])
    assert needs_of(wanted, corpus) == ({ADAPT, TEAM},)


def test_a_part_of_a_quote_belongs_to_its_record(corpus: Corpus) -> None:
    quote = corpus.get(ADAPT).quote("definition")
    wanted = expect(quotes=[[{"line": quote.line, "text": quote.text[4:20]}]])
    assert needs_of(wanted, corpus) == ({ADAPT},)


def test_a_need_that_another_meets_is_not_counted_twice(corpus: Corpus) -> None:
    wanted = expect(names=[ADAPT], cites=[[ADAPT, TEAM]], quotes=[[definition(corpus, ADAPT)]])
    assert needs_of(wanted, corpus) == ({ADAPT},)


def test_needs_that_overlap_are_one(corpus: Corpus) -> None:
    wanted = expect(cites=[[ADAPT, TEAM], [TEAM, CRITICAL]])
    assert needs_of(wanted, corpus) == ({ADAPT, TEAM, CRITICAL},)


def test_records_that_meet_one_need_share_a_label() -> None:
    relevance = Relevance(question(expect()), (frozenset({ADAPT, TEAM}),))
    assert relevance.label(TEAM) == relevance.label(ADAPT) == ADAPT
    assert relevance.relevant == (ADAPT,)
    assert relevance.label(CRITICAL) == CRITICAL


def test_what_cannot_be_measured_is_left_out_and_counted(corpus: Corpus) -> None:
    many = [record_id for record_id in corpus.records if record_id.startswith("skill/lv1/")]
    assert len(many) > MOST_NEEDS
    kept, left_out = judge(
        [
            question(expect(names=[ADAPT])),
            question(None, expect(names=[ADAPT])),
            question(expect(status=[Status.NOT_IN_DOCUMENT], cites=[[ADAPT]])),
            question(expect(must=[["5つ"]])),
            question(expect(names=many)),
            question(expect(names=many[:MOST_NEEDS])),
        ],
        corpus,
    )
    assert [len(one.needs) for one in kept] == [1, MOST_NEEDS]
    assert (left_out.later_turns, left_out.unanswered) == (1, 1)
    assert (left_out.no_record, left_out.lists) == (1, 1)
    assert left_out.total == 4


@pytest.mark.parametrize("statuses", [["answered", "needs_clarification"], ["answered"]])
def test_a_question_that_may_be_answered_is_measured(corpus: Corpus, statuses: list[str]) -> None:
    kept, _ = judge([question(expect(status=statuses, names=[ADAPT]))], corpus)
    assert len(kept) == 1
