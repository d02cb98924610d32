"""Which questions are asked."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from eval.golden_files import GOLDEN_DIR, GoldenError, load_golden
from eval.golden_types import QuestionKind, Split
from eval.selection import (
    QUICK_STEP,
    LanguageChoice,
    SplitChoice,
    narrowed,
    quick_selection,
    selections,
    split_selection,
)


@pytest.mark.parametrize("split", list(Split))
def test_a_split_has_the_sha256_of_its_file(split: Split) -> None:
    chosen = split_selection(split)
    file = GOLDEN_DIR / f"{split}.jsonl"
    assert chosen.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (chosen.name, chosen.filtered) == (split.value, False)


def test_only_the_test_questions_are_hidden() -> None:
    hidden = {one.name: one.hidden for one in (*selections(SplitChoice.ALL), quick_selection())}
    assert hidden == {"examples": False, "dev": False, "test": True, "quick": False}


def test_the_quick_sample_holds_every_example_and_a_fifth_of_every_kind() -> None:
    chosen = quick_selection()
    examples = load_golden(Split.EXAMPLES)
    assert chosen.questions[: len(examples)] == examples
    sample = Counter(one.kind for one in chosen.questions[len(examples) :])
    whole = Counter(one.kind for one in load_golden(Split.DEV))
    # The first of each kind is in, so the share is rounded up.
    assert sample == {kind: -(-count // QUICK_STEP) for kind, count in whole.items()}


def test_questions_added_at_the_end_leave_the_sample_as_it_is(tmp_path: Path) -> None:
    for split in Split:
        (tmp_path / f"{split}.jsonl").write_bytes((GOLDEN_DIR / f"{split}.jsonl").read_bytes())
    before = quick_selection(directory=tmp_path)
    with (tmp_path / "dev.jsonl").open("a", encoding="utf-8") as file:
        added = load_golden(Split.DEV)[0].model_copy(update={"id": "D9999"})
        file.write(added.model_dump_json() + "\n")
    after = quick_selection(directory=tmp_path)
    assert [one for one in after.questions if one.id != "D9999"] == list(before.questions)


def test_the_sha256_of_the_quick_sample_changes_with_its_questions(tmp_path: Path) -> None:
    for split in Split:
        (tmp_path / f"{split}.jsonl").write_bytes((GOLDEN_DIR / f"{split}.jsonl").read_bytes())
    file = tmp_path / "dev.jsonl"
    first, rest = file.read_text(encoding="utf-8").split("\n", 1)
    changed = json.loads(first) | {"note": "changed"}
    file.write_text(json.dumps(changed) + "\n" + rest, encoding="utf-8")
    assert quick_selection(directory=tmp_path).sha256 != quick_selection().sha256


def test_questions_are_narrowed_by_kind_language_and_id() -> None:
    whole = split_selection(Split.EXAMPLES)
    english = narrowed(whole, kinds=[QuestionKind.LIST], languages=[LanguageChoice.EN])
    assert [one.id for one in english.questions] == ["E042"]
    assert english.filtered
    several = narrowed(whole, ids=["E019", "E001"])
    assert [one.id for one in several.questions] == ["E001", "E019"]


def test_what_leaves_nothing_out_does_not_count_as_narrowed() -> None:
    whole = split_selection(Split.EXAMPLES)
    assert narrowed(whole, languages=list(LanguageChoice)) == whole


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldenError, match=r"examples\.jsonl"):
        split_selection(Split.EXAMPLES, directory=tmp_path)
