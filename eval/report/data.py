"""A run as plain data, for machines to read."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from eval.baselines import Comparison
from eval.figures import Share
from eval.measure import Asked, Run
from eval.model_figures import ModelFigures
from eval.retrieval import as_plain
from eval.runner import Outcome

# Raised when a key changes its meaning or goes.
FORMAT = 1


def as_data(
    run: Run, comparisons: Sequence[Comparison], *, measured_at: str, failures: bool
) -> dict[str, Any]:
    """Everything measured, then every question.

    Args:
        run: What was measured.
        comparisons: With the committed baselines; empty when not asked for.
        measured_at: Date and time, ISO 8601.
        failures: Whether questions, answers and what was expected are in it; else only which
            questions were answered right.
    """
    return {
        "format": FORMAT,
        "measured_at": measured_at,
        "corpus_digest": run.corpus_digest,
        "index_id": run.index_id,
        "selections": [_selection(one) for one in run.asked],
        "all": _share(run.figures.all),
        "kinds": {kind: _share(share) for kind, share in run.figures.kinds.items()},
        "languages": {name: _share(share) for name, share in run.figures.languages.items()},
        "exceptions": run.figures.exceptions,
        "statuses": {
            one.status.value: {"precision": _share(one.precision), "recall": _share(one.recall)}
            for one in run.statuses.shares
        },
        "confusion": [
            {"wanted": wanted.value, "given": given and given.value, "answers": count}
            for (wanted, given), count in run.statuses.confusion.items()
        ],
        "support": {
            "quotes": _share(run.support.quotes),
            "statements": run.support.statements,
            "withheld": run.support.withheld,
            "unsupported_by_verdict": list(run.support.by_verdict),
            "unsupported_by_check": list(run.support.by_check),
        },
        "latency_ms": {
            "p50": run.latency.p50,
            "p95": run.latency.p95,
            "max": run.latency.max,
            "answers": len(run.latency.times),
        },
        "model": _model(run.model) if run.model else None,
        "plain": [
            {
                "system": one.name,
                "same_checks": _share(one.same),
                "holds": _share(one.held),
                "holds_answerable": _share(one.answerable),
                "characters": one.characters,
            }
            for one in run.plain
        ],
        "retrieval": as_plain(run.retrieval) if run.retrieval else None,
        "baselines": [asdict(one) for one in comparisons],
        "questions": [
            _question(one) | (_exchange(one) if failures else {}) for one in run.outcomes
        ],
    }


def _selection(asked: Asked) -> dict[str, Any]:
    chosen = asked.selection
    return {
        "name": chosen.name,
        "questions": len(chosen.questions),
        "sha256": chosen.sha256,
        "filtered": chosen.filtered,
    }


def _model(model: ModelFigures) -> dict[str, Any]:
    return {
        "name": model.name,
        "asked": model.asked,
        "shown": _share(model.shown),
        "withheld": _share(model.withheld),
        "tokens_read": model.read,
        "tokens_written": model.written,
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "right": share.right,
        "of": share.of,
        "share": share.value,
        "interval": share.interval,
    }


def _question(outcome: Outcome) -> dict[str, Any]:
    question = outcome.question
    return {
        "id": question.id,
        "kind": question.kind.value,
        "language": question.language,
        "right": outcome.right,
    }


def _exchange(outcome: Outcome) -> dict[str, Any]:
    return {
        "exception": outcome.exception,
        "turns": [
            {"question": turn.ask, "answer": answer.text, "status": answer.status.value}
            for turn, answer in zip(outcome.question.turns, outcome.answers, strict=False)
        ],
        "failures": [
            {"turn": number, "check": one.check, "expected": one.expected, "given": one.given}
            for number, one in outcome.failures
        ],
    }
