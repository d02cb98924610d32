"""A real run to report: three questions answered right, one judged wrong, one that broke."""

from dataclasses import replace

import pytest

from eval.golden_files import load_golden
from eval.golden_types import Split
from eval.measure import Asked, Bench, Run, evaluate
from eval.runner import run_question
from eval.selection import split_selection

# A definition, a list, a follow-up in two turns: all of them need no search.
IDS = ("E001", "E019", "E042")


@pytest.fixture(scope="session")
def run(bench: Bench) -> Run:
    questions = {one.id: one for one in load_golden(Split.EXAMPLES)}
    outcomes = [run_question(bench.pipeline, questions[one]) for one in IDS]
    right = outcomes[0].question
    turn = right.turns[-1]
    assert turn.expect is not None
    # Nothing that the assistant could say to it is right.
    impossible = turn.expect.model_copy(update={"must": [["<b>まんじゅう</b> & 茶"]]})
    turns = [*right.turns[:-1], turn.model_copy(update={"expect": impossible})]
    wrong = right.model_copy(update={"id": "E900", "turns": turns})
    outcomes.append(run_question(bench.pipeline, wrong))
    broken = right.model_copy(update={"id": "E901"})
    outcomes.append(
        replace(outcomes[0], question=broken, answers=(), exception="turn 1: ValueError: no")
    )
    asked = Asked(split_selection(Split.EXAMPLES), tuple(outcomes))
    return evaluate(bench, [asked], retrieval=True)
