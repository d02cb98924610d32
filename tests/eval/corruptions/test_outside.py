"""Sentence pairs from outside: who refuses and accepts what, and files that cannot be used."""

import json
from pathlib import Path

import pytest

from eval.corruptions.errors import SuiteError
from eval.corruptions.outside import judge_pairs
from eval.figures import Share


def pair(first: str, second: str, label: str) -> str:
    return json.dumps({"sentence1": first, "sentence2": second, "label": label, "yjcaptions_id": 1})


def test_contradictions_should_be_refused_and_entailments_accepted(tmp_path: Path) -> None:
    path = tmp_path / "pairs.json"
    path.write_text(
        "\n".join(
            [
                pair("犬が走る", "犬が走る", "entailment"),
                pair("犬が走る", "犬が駆ける", "entailment"),
                pair("犬が走る", "犬が眠る", "contradiction"),
                pair("犬が走る", "犬は茶色い", "neutral"),
                "",
            ]
        ),
        encoding="utf-8",
    )
    asked: list[tuple[str, str]] = []

    def supported(claim: str, evidence: str, language: str) -> bool:
        asked.append((claim, evidence))
        return claim == evidence

    outside = judge_pairs(path, supported)
    assert outside.entailments == Share(1, 2)
    assert outside.contradictions == Share(1, 1)
    assert ("犬が眠る", "犬が走る") in asked
    assert len(asked) == 3


@pytest.mark.parametrize("content", ["not json", '{"sentence1": "甲"}', pair("甲", "乙", "maybe")])
def test_a_file_of_something_else_is_told(content: str, tmp_path: Path) -> None:
    path = tmp_path / "pairs.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SuiteError, match=r"pairs\.json"):
        judge_pairs(path, lambda *_: True)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="cannot read"):
        judge_pairs(tmp_path / "none.json", lambda *_: True)
