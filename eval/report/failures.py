"""The failures of a run on the page: what was asked, expected and given."""

from collections.abc import Iterator
from html import escape

from eval.measure import Run
from eval.report.tables import kind_label
from eval.runner import Outcome
from eval.wording import Wording


def failures_section(run: Run, w: Wording, *, shown: bool) -> str:
    """The failures, or how many there are where they are not to be seen."""
    wrong = [outcome for outcome in run.outcomes if not outcome.right]
    if not wrong:
        return f"<p>{escape(w('no_failures'))}</p>"
    ids = " ".join(outcome.question.id for outcome in wrong)
    listed = f"<p>{escape(w('wrong_ids'))}: {escape(ids)}</p>"
    if not shown:
        return f"<p>{escape(w('failures_hidden', count=len(wrong)))}</p>{listed}"
    return listed + "".join(_failure(outcome, w) for outcome in wrong)


def _failure(outcome: Outcome, w: Wording) -> str:
    question = outcome.question
    heading = f"{question.id} {kind_label(question.kind, w)}"
    exchange = "".join(
        f'<dt>{escape(name)}</dt><dd lang="{question.language}">{escape(text)}</dd>'
        for name, text in _exchange(outcome, w)
    )
    misses = "".join(
        f'<div class="miss"><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>'
        for name, text in _misses(outcome, w)
    )
    return f"<article><h3>{escape(heading)}</h3><dl>{exchange}{misses}</dl></article>"


def _exchange(outcome: Outcome, w: Wording) -> Iterator[tuple[str, str]]:
    for number, turn in enumerate(outcome.question.turns, start=1):
        yield w("question", number=number), turn.ask
        if number <= len(outcome.answers):
            answer = outcome.answers[number - 1]
            yield w("answer", number=number, status=w.status(answer.status)), answer.text


def _misses(outcome: Outcome, w: Wording) -> Iterator[tuple[str, str]]:
    for number, failure in outcome.failures:
        expected, given = w("expected"), w("given")
        told = f"{expected}: {failure.expected}\n{given}: {failure.given}"
        yield w("turn_check", number=number, check=failure.check), told
    if outcome.exception:
        yield w("exception"), outcome.exception
