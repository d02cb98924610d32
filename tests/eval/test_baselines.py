"""The committed baselines: read strictly, and compared with the same questions only."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.baselines import (
    NAMES,
    Baseline,
    BaselineError,
    Change,
    compare,
    load_baseline,
    save_baseline,
)
from eval.golden_types import Split
from eval.selection import quick_selection, split_selection

VALUES: dict[str, Any] = {
    "name": "dev",
    "questions_sha256": "a" * 64,
    "corpus_digest": "b" * 64,
    "index_id": "c" * 16,
    "allowance": {"overall": 0, "kind": 1},
    "overall": {"right": 18, "of": 20},
    "kinds": {"direct": {"right": 9, "of": 10}, "list": {"right": 9, "of": 10}},
    "quotes": {"right": 50, "of": 50},
    "unsupported": 0,
    "exceptions": 0,
}


def baseline(**changes: Any) -> Baseline:
    return Baseline.model_validate_json(json.dumps({**VALUES, **changes}))


def kinds(direct: int, listed: int) -> dict[str, Any]:
    return {
        "overall": {"right": direct + listed, "of": 20},
        "kinds": {"direct": {"right": direct, "of": 10}, "list": {"right": listed, "of": 10}},
    }


def test_the_same_figures_hold() -> None:
    comparison = compare(baseline(), baseline())
    assert (comparison.state, comparison.falls, comparison.gains) == ("held", (), ())


def test_one_right_answer_fewer_falls_below() -> None:
    comparison = compare(baseline(**kinds(9, 8)), baseline())
    assert comparison.state == "fell"
    assert comparison.falls == (Change("overall", "", "18/20", "17/20"),)


def test_a_kind_may_lose_one_that_another_gained_but_not_two() -> None:
    traded = compare(baseline(**kinds(10, 8)), baseline())
    assert (traded.state, traded.gains) == ("held", (Change("kind", "direct", "9/10", "10/10"),))
    lost = compare(baseline(**kinds(10, 8)), baseline(**kinds(8, 10)))
    assert lost.falls == (Change("kind", "list", "10/10", "8/10"),)


def test_the_file_says_how_much_is_let_pass() -> None:
    lenient = baseline(allowance={"overall": 4, "kind": 2})
    assert compare(baseline(**kinds(7, 7)), lenient).state == "held"
    assert compare(baseline(**kinds(6, 8)), lenient).falls[0].kind == "direct"


@pytest.mark.parametrize(
    ("figure", "changes"),
    [
        ("quotes", {"quotes": {"right": 49, "of": 50}}),
        ("unsupported", {"unsupported": 1}),
        ("exceptions", {"exceptions": 1}),
    ],
)
def test_nothing_may_become_inexact_unsupported_or_broken(
    figure: str, changes: dict[str, Any]
) -> None:
    falls = compare(baseline(**changes), baseline()).falls
    assert [one.figure for one in falls] == [figure]


def test_more_or_fewer_quotes_are_no_fall_as_long_as_all_are_exact() -> None:
    fewer = baseline(quotes={"right": 40, "of": 40})
    assert compare(fewer, baseline()).state == "held"


def test_other_questions_are_not_compared() -> None:
    other = baseline(questions_sha256="d" * 64, **kinds(0, 0))
    assert compare(other, baseline()).state == "other_questions"


def test_a_part_of_the_questions_and_a_missing_baseline_are_not_compared() -> None:
    assert compare(baseline(**kinds(0, 0)), baseline(), filtered=True).state == "filtered"
    assert compare(baseline(**kinds(0, 0)), None).state == "missing"


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    path = save_baseline(baseline(), directory=tmp_path / "new")
    assert path == tmp_path / "new" / "dev.json"
    assert load_baseline("dev", directory=tmp_path / "new") == baseline()
    assert list(path.parent.iterdir()) == [path]


def test_there_may_be_none(tmp_path: Path) -> None:
    assert load_baseline("dev", directory=tmp_path) is None


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"name": "examples"}, "baseline of examples"),
        ({"name": "other"}, "name"),
        ({"questions_sha256": "short"}, "questions_sha256"),
        ({"extra": 1}, "extra"),
        ({"unsupported": -1}, "unsupported"),
        ({"unsupported": "0"}, "unsupported"),
        ({"overall": {"right": 21, "of": 20}}, "more right"),
        ({"overall": {"right": 18, "of": 21}}, "add up"),
        ({"kinds": {"unheard-of": {"right": 18, "of": 20}}}, "kinds"),
    ],
)
def test_a_malformed_file_is_refused_with_the_place(
    changes: dict[str, Any], place: str, tmp_path: Path
) -> None:
    (tmp_path / "dev.json").write_text(json.dumps({**VALUES, **changes}), encoding="utf-8")
    with pytest.raises(BaselineError, match=place) as caught:
        load_baseline("dev", directory=tmp_path)
    assert "dev.json" in caught.value.message


@pytest.mark.parametrize("content", ["", "{", "[]", "\x00"])
def test_what_is_no_baseline_at_all_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "dev.json").write_text(content, encoding="utf-8")
    with pytest.raises(BaselineError, match=r"dev\.json"):
        load_baseline("dev", directory=tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_every_committed_baseline_is_of_the_questions_that_are_there(name: str) -> None:
    committed = load_baseline(name)
    assert committed is not None
    chosen = quick_selection() if name == "quick" else split_selection(Split(name))
    assert committed.questions_sha256 == chosen.sha256, (
        f"the {name} questions changed: commit what `assistant eval --save-baseline` writes"
    )
    assert committed.unsupported == 0
