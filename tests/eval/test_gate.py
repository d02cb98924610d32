"""What every change has to hold: the quick run is not below its committed baseline."""

from eval.baselines import compare, load_baseline
from eval.measure import Bench, as_baseline, ask_all
from eval.selection import quick_selection


def test_the_quick_run_is_not_below_its_committed_baseline(bench: Bench) -> None:
    committed = load_baseline("quick")
    assert committed is not None
    [asked] = ask_all(bench.pipeline, [quick_selection()])
    measured = as_baseline(bench, asked, allowance=committed.allowance)
    comparison = compare(measured, committed)
    wrong = [(one.question.id, one.exception) for one in asked.outcomes if not one.right]
    assert comparison.state == "held", (comparison.state, comparison.falls, wrong)
    assert measured.unsupported == 0
