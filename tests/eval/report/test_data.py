"""The run as plain data."""

import json

from eval.baselines import Comparison
from eval.measure import Run
from eval.report.data import as_data

MEASURED_AT = "2026-01-02T03:04:05+09:00"


def test_the_data_is_json_and_holds_every_figure(run: Run) -> None:
    comparison = Comparison("examples", "missing")
    data = json.loads(
        json.dumps(as_data(run, [comparison], measured_at=MEASURED_AT, failures=True))
    )
    assert data["measured_at"] == MEASURED_AT
    assert (data["all"]["right"], data["all"]["of"]) == (3, 5)
    assert data["exceptions"] == 1
    assert data["support"]["quotes"]["share"] == 1.0
    assert data["statuses"]["answered"]["recall"]["of"] == 5
    assert sum(one["answers"] for one in data["confusion"]) == 5
    assert data["plain"][0]["system"] == "assistant"
    assert data["retrieval"]["groups"][0]["name"] == "all"
    assert data["baselines"][0]["state"] == "missing"
    assert [one["right"] for one in data["questions"]] == [True, True, True, False, False]
    assert data["questions"][3]["failures"][0]["check"] == "must"


def test_hidden_failures_leave_ids_only(run: Run) -> None:
    data = as_data(run, [], measured_at=MEASURED_AT, failures=False)
    assert {key for one in data["questions"] for key in one} == {"id", "kind", "language", "right"}
    asked = run.outcomes[0].question.turns[0].ask
    assert asked not in json.dumps(data, ensure_ascii=False)
