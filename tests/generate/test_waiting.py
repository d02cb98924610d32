"""The line before the model, among real threads."""

import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.errors import ModelBusy, ModelTooSlow
from assistant.generate.waiting import WaitingLine

PATIENCE = 20.0


def untold(_: int) -> None:
    raise AssertionError("told a place")


def soon() -> float:
    return time.monotonic() + PATIENCE


def test_who_comes_while_there_is_room_is_served_at_once() -> None:
    line = WaitingLine(serving=2, waiting=0)
    with line.turn(until=soon(), on_place=untold), line.turn(until=soon(), on_place=untold):
        pass


def test_a_full_line_takes_nobody_more() -> None:
    line = WaitingLine(serving=1, waiting=0)
    with (
        line.turn(until=soon(), on_place=untold),
        pytest.raises(ModelBusy),
        line.turn(until=soon(), on_place=untold),
    ):
        pass
    with line.turn(until=soon(), on_place=untold):
        pass


def test_waiting_ends_with_the_time_and_leaves_the_place_to_others() -> None:
    line = WaitingLine(serving=1, waiting=1)
    places: list[int] = []
    with line.turn(until=soon(), on_place=untold):
        for _ in range(2):
            with (
                pytest.raises(ModelTooSlow),
                line.turn(until=time.monotonic() + 0.05, on_place=places.append),
            ):
                pass
    assert places == [1, 1]


def test_each_moves_up_as_those_before_leave_in_the_order_of_coming() -> None:
    line = WaitingLine(serving=1, waiting=3)
    told: dict[str, queue.Queue[int]] = {name: queue.Queue() for name in "abc"}
    served: list[str] = []
    gates = {name: threading.Event() for name in "abc"}

    def come(name: str) -> None:
        with line.turn(until=soon(), on_place=told[name].put):
            served.append(name)
            gates[name].wait(PATIENCE)

    with ThreadPoolExecutor(3) as pool:
        with line.turn(until=soon(), on_place=untold):
            coming = []
            for place, name in enumerate("abc", start=1):
                coming.append(pool.submit(come, name))
                assert told[name].get(timeout=PATIENCE) == place
        assert told["b"].get(timeout=PATIENCE) == 1
        assert told["c"].get(timeout=PATIENCE) == 2
        gates["a"].set()
        assert told["c"].get(timeout=PATIENCE) == 1
        gates["b"].set()
        gates["c"].set()
        for future in coming:
            future.result(PATIENCE)
    assert served == ["a", "b", "c"]


def test_a_turn_that_fails_is_given_back() -> None:
    line = WaitingLine(serving=1, waiting=0)
    with pytest.raises(KeyError), line.turn(until=soon(), on_place=untold):
        raise KeyError
    with line.turn(until=soon(), on_place=untold):
        pass
