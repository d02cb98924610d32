"""The systems that quote the nearest piece are judged as the module says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.types import Status
from corpus import Corpus
from eval.figures import Share
from eval.golden_files import load_golden
from eval.golden_types import GoldenQuestion, Split
from eval.measure import Bench
from eval.plain import Place, assistant_figures, plain_figures, plain_quoters, quoting_answer
from eval.runner import run_question
from eval.universal import Judged, universal_failures

DEFINITION = "定義：与えられた業務の手順や優先順位を整理して遂行し、円滑なDXの実行につなげる力。"


@pytest.fixture
def asks_definition(make_question: Callable[..., GoldenQuestion]) -> GoldenQuestion:
    expect = {
        "status": ["answered"],
        "must": [[DEFINITION]],
        "names": ["skill/lv2/task-management"],
        "max_chars": 400,
    }
    return make_question(turns=[{"ask": "タスク管理とは", "expect": expect}])


def quote_around(corpus: Corpus, before: int, after: int) -> Callable[[str], list[Place]]:
    start = corpus.source.text.index(DEFINITION)
    return lambda _: [(start - before, start + len(DEFINITION) + after)]


def test_an_answer_of_quotes_breaks_nothing_that_holds_for_all(corpus: Corpus) -> None:
    places = quote_around(corpus, 200, 100)("")
    answer = quoting_answer(places, corpus)
    judged = Judged(answer, ("タスク管理とは",), "ja", corpus)
    assert [one.check for one in universal_failures(judged)] == []
    assert answer.status is Status.ANSWERED


def test_a_piece_that_holds_the_answer_counts_however_long_it_is(
    corpus: Corpus, asks_definition: GoldenQuestion
) -> None:
    found = plain_figures("x", quote_around(corpus, 500, 500), [asks_definition], corpus)
    assert (found.same, found.held, found.answerable) == (Share(0, 1), Share(1, 1), Share(1, 1))
    start = corpus.source.text.index(DEFINITION)
    piece = corpus.source.text[start - 500 : start + len(DEFINITION) + 500]
    assert found.characters == len(piece.replace("<p>", "").replace("</p>", ""))


def test_a_piece_beside_the_answer_does_not_count(
    corpus: Corpus, asks_definition: GoldenQuestion
) -> None:
    start = corpus.source.text.index(DEFINITION)
    found = plain_figures("x", lambda _: [(start - 300, start + 5)], [asks_definition], corpus)
    assert (found.held, found.answerable) == (Share(0, 1), Share(0, 1))


def test_a_question_without_an_answer_is_not_counted_as_answerable(
    corpus: Corpus, make_question: Callable[..., GoldenQuestion]
) -> None:
    silent = make_question(["not_in_document"])
    found = plain_figures("x", quote_around(corpus, 0, 0), [silent], corpus)
    assert (found.held, found.answerable) == (Share(0, 1), Share(0, 0))


def test_a_system_that_finds_nothing_gets_nothing(
    corpus: Corpus, asks_definition: GoldenQuestion
) -> None:
    found = plain_figures("x", lambda _: [], [asks_definition], corpus)
    assert (found.same, found.held, found.characters) == (Share(0, 1), Share(0, 1), 0.0)


def test_what_the_assistant_answers_right_also_holds(bench: Bench) -> None:
    questions = load_golden(Split.EXAMPLES)[:6]
    outcomes = [run_question(bench.pipeline, one) for one in questions]
    figures = assistant_figures(outcomes, bench.corpus)
    assert figures.same == Share(sum(one.right for one in outcomes), 6)
    assert figures.held.right >= figures.same.right > 0


def test_every_system_quotes_places_of_the_source(bench: Bench, tmp_path: Path) -> None:
    text = bench.corpus.source.text
    quoters = plain_quoters(bench.corpus.source, bench.index, bench.settings.index, tmp_path)
    assert set(quoters) == {"bm25_1", "bm25_4", "langchain_1", "langchain_4"}
    for name, quoter in quoters.items():
        places = quoter("批判的思考とは")
        assert places, name
        assert all(0 <= start < end <= len(text) for start, end in places)
    assert len(quoters["langchain_4"]("役割")) == 4
    assert quoters["langchain_4"]("役割")[:1] == quoters["langchain_1"]("役割")
