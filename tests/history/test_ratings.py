"""Ratings: by the account whose answer it is, about what the answer was, without words of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.errors import NoSuchThread
from assistant.history.history import History
from assistant.history.ratings import Ratings
from assistant.history.types import MOST_COMMENT_CHARS
from assistant.pipeline import Pipeline, Turn
from tests.history.talks import (
    AT,
    DAY,
    HOSTILE,
    MINUTE,
    answered,
    begun,
    new_id,
    question,
    run,
)


@pytest.fixture(scope="module")
def turn(pipeline: Pipeline) -> Turn:
    return pipeline.ask("批判的思考の定義と活用例を教えてください")


@pytest.fixture
def rated(history: History, mine: str, turn: Turn) -> tuple[str, str]:
    return answered(history, mine, turn)


def test_a_rating_is_kept_with_what_it_is_about(
    ratings: Ratings, mine: str, rated: tuple[str, str], turn: Turn
) -> None:
    ratings.put(mine, *rated, 1, "助かりました", at=AT)
    (given,) = ratings.given()
    assert (given.value, given.comment, given.given_at) == (1, "助かりました", AT)
    assert (given.status, given.language) == (turn.answer.status, "ja")
    assert "skill/lv3/critical-thinking" in given.record_ids
    assert len(given.record_ids) == len(set(given.record_ids))
    assert given.index_id == turn.answer.index_id


def test_rating_again_changes_the_rating(
    ratings: Ratings, mine: str, rated: tuple[str, str]
) -> None:
    first = ratings.put(mine, *rated, 1, "", at=AT)
    second = ratings.put(mine, *rated, 0, "やはり", at=AT + MINUTE)
    assert first == second
    (given,) = ratings.given()
    assert (given.value, given.comment, given.given_at) == (0, "やはり", AT + MINUTE)


def test_nobody_rates_an_answer_of_somebody_else(
    ratings: Ratings, history: History, other: str, rated: tuple[str, str]
) -> None:
    denials = []
    for place in (rated, (begun(history, other), rated[1]), (rated[0], new_id())):
        with pytest.raises(NoSuchThread) as denial:
            ratings.put(other, *place, 1, "", at=AT)
        denials.append(str(denial.value))
    assert len(set(denials)) == 1
    assert ratings.given() == []


def test_what_is_no_answer_cannot_be_rated(ratings: Ratings, history: History, mine: str) -> None:
    id = begun(history, mine)
    asked = question()
    work = run(asked)
    for each in (asked, work):
        history.put(mine, id, each, at=AT)
        with pytest.raises(NoSuchThread):
            ratings.put(mine, id, each.id, 1, "", at=AT)


def test_only_the_owner_takes_a_rating_back(
    ratings: Ratings, mine: str, other: str, rated: tuple[str, str]
) -> None:
    given = ratings.put(mine, *rated, 1, "", at=AT)
    assert not ratings.remove(other, given)
    assert not ratings.remove(mine, new_id())
    assert len(ratings.given()) == 1
    assert ratings.remove(mine, given)
    assert not ratings.remove(mine, given)
    assert ratings.given() == []


@pytest.mark.parametrize("comment", HOSTILE, ids=lambda comment: ascii(comment[:12]))
def test_a_hostile_comment_is_only_text(
    ratings: Ratings, mine: str, rated: tuple[str, str], comment: str
) -> None:
    ratings.put(mine, *rated, 1, comment, at=AT)
    (given,) = ratings.given()
    readable = comment.translate(dict.fromkeys(map(ord, "\x00\x01\u202e\ud800")))
    if len(readable) > MOST_COMMENT_CHARS:
        readable = readable[: MOST_COMMENT_CHARS - 1] + "…"
    assert given.comment == readable


def test_ratings_are_listed_in_order_between_two_moments(
    ratings: Ratings, history: History, mine: str, other: str, turn: Turn
) -> None:
    for place, account in enumerate((mine, other, mine)):
        at = AT + place * DAY
        ratings.put(account, *answered(history, account, turn), 1, str(place), at=at)

    def comments(**wanted: object) -> list[str]:
        return [given.comment for given in ratings.given(**wanted)]  # type: ignore[arg-type]

    assert comments() == ["0", "1", "2"]
    assert comments(since=AT + DAY) == ["1", "2"]
    assert comments(until=AT + DAY) == ["0"]
    assert comments(since=AT + DAY, until=AT + 2 * DAY) == ["1"]


def test_ratings_given_at_once_are_one_rating(
    ratings: Ratings, mine: str, rated: tuple[str, str]
) -> None:
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(lambda _: ratings.put(mine, *rated, 1, "", at=AT), range(12)))
    assert len(set(given)) == 1
    assert len(ratings.given()) == 1
