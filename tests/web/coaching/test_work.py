"""What takes long: begun once, told to whom it belongs, kept for a while."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.errors import ModelBusy, StoreUnavailable
from assistant.web.coaching.work import MOST, SECONDS, Work

Tell = Callable[[int], None]


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as threads:
        yield threads


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def work(threads: ThreadPoolExecutor, clock: Clock) -> Work[str, int, str]:
    return Work(threads, clock=clock)


def test_progress_is_told_until_the_result_is_there(work: Work[str, int, str]) -> None:
    told, go_on = threading.Event(), threading.Event()

    def slow(tell: Tell) -> str:
        tell(3)
        told.set()
        go_on.wait(30)
        return "done"

    task = work.start("a", "k", "about", slow)
    assert told.wait(30)
    assert (task.progress, task.over.is_set(), task.about) == (3, False, "about")
    go_on.set()
    assert task.over.wait(30)
    assert task.outcome == "done"


def test_the_same_key_of_the_same_account_is_done_once(work: Work[str, int, str]) -> None:
    done = []

    def count(tell: Tell) -> str:
        done.append(1)
        return "x"

    first = work.start("a", "k", "", count)
    assert work.start("a", "k", "", count) is first
    other = work.start("b", "k", "", count)
    assert other is not first
    assert first.over.wait(30)
    assert other.over.wait(30)
    assert len(done) == 2


def test_nobody_else_finds_it(work: Work[str, int, str]) -> None:
    work.start("a", "k", "", lambda tell: "x")
    assert work.find("a", "k") is not None
    assert work.find("b", "k") is None
    assert work.find("a", "other") is None


def test_what_it_ended_with_is_raised_where_it_is_looked_at(work: Work[str, int, str]) -> None:
    def fails(tell: Tell) -> str:
        raise StoreUnavailable("full")

    task = work.start("a", "k", "", fails)
    assert task.over.wait(30)
    with pytest.raises(StoreUnavailable, match="full"):
        _ = task.outcome


def test_results_are_let_go_after_a_while_but_not_what_is_under_way(
    work: Work[str, int, str], clock: Clock
) -> None:
    go_on = threading.Event()
    quick = work.start("a", "quick", "", lambda tell: "x")
    slow = work.start("a", "slow", "", lambda tell: str(go_on.wait(30)))
    assert quick.over.wait(30)
    clock.now = SECONDS
    assert work.find("a", "quick") is quick
    clock.now = SECONDS + 1
    assert work.find("a", "quick") is None
    assert work.find("a", "slow") is slow
    go_on.set()


def test_their_number_is_bounded_and_the_oldest_results_make_room(
    work: Work[str, int, str], clock: Clock
) -> None:
    for number in range(MOST):
        clock.now = float(number) / MOST
        assert work.start("a", str(number), "", lambda tell: "x").over.wait(30)
    work.start("a", "new", "", lambda tell: "x")
    assert work.find("a", "0") is None
    assert work.find("a", "1") is not None


def test_when_nothing_can_make_room_no_more_is_begun(work: Work[str, int, str]) -> None:
    go_on = threading.Event()
    for number in range(MOST):
        work.start("a", str(number), "", lambda tell: str(go_on.wait(30)))
    with pytest.raises(ModelBusy):
        work.start("a", "one too many", "", lambda tell: "x")
    go_on.set()
