"""The classifier: tells records apart by what was learnt, the same each time and after saving."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.classifier import RecordClassifier
from index.errors import IndexDamaged
from index.tokenizer import tokenise

PASSAGES = (
    ("training", "研修の一覧を見たい"),
    ("training", "どんな研修を受けられるか"),
    ("training", "研修を受けるには"),
    ("contact", "窓口の電話番号を教えて"),
    ("contact", "電話で聞ける窓口はどこか"),
    ("contact", "担当の窓口の電話"),
    ("budget", "予算の金額を知りたい"),
    ("budget", "予算はいくらか"),
    ("budget", "費用と予算の金額"),
)


def trained() -> RecordClassifier:
    texts = [text for _, text in PASSAGES]
    return RecordClassifier.train(
        texts, [tokenise(text) for text in texts], [record_id for record_id, _ in PASSAGES]
    )


@pytest.fixture(scope="module")
def classifier() -> RecordClassifier:
    return trained()


@pytest.mark.parametrize(
    ("question", "record_id"),
    [("研修を知りたい", "training"), ("窓口に電話したい", "contact"), ("金額はいくら", "budget")],
)
def test_a_question_in_new_words_goes_to_the_record_it_is_likest(
    classifier: RecordClassifier, question: str, record_id: str
) -> None:
    assert classifier.search(question, 1)[0][0] == record_id


def test_what_was_learnt_lies_on_its_side_of_the_border(classifier: RecordClassifier) -> None:
    for record_id, text in PASSAGES:
        first, *others = classifier.search(text, 3)
        assert first[0] == record_id
        assert first[1] > 0 > max(margin for _, margin in others)


def test_margins_fall_and_at_most_k_are_returned(classifier: RecordClassifier) -> None:
    found = classifier.search("電話", 3)
    assert [margin for _, margin in found] == sorted((m for _, m in found), reverse=True)
    assert classifier.search("電話", 2) == found[:2]
    assert classifier.search("電話", 0) == []


@pytest.mark.parametrize("text", ["", "?!", "zzz"])
def test_nothing_known_is_nothing_found(classifier: RecordClassifier, text: str) -> None:
    assert classifier.search(text, 3) == []


def test_learning_again_gives_the_same_weights(classifier: RecordClassifier) -> None:
    again = trained()
    assert again.features == classifier.features
    assert np.array_equal(again.weights, classifier.weights)
    assert np.array_equal(again.bias, classifier.bias)


def test_a_saved_classifier_answers_the_same(classifier: RecordClassifier, tmp_path: Path) -> None:
    classifier.save(tmp_path / "classifier")
    loaded = RecordClassifier.load(tmp_path / "classifier")
    assert len(loaded) == len(classifier) == 3
    for _, text in PASSAGES:
        assert loaded.search(text, 3) == classifier.search(text, 3)


@pytest.mark.parametrize(
    "name", ["features.json", "records.json", "rarity.npy", "weights.npy", "bias.npy"]
)
@pytest.mark.parametrize("harm", ["missing", "truncated"])
def test_a_harmed_file_is_damage(
    classifier: RecordClassifier, tmp_path: Path, name: str, harm: str
) -> None:
    classifier.save(tmp_path / "classifier")
    path = tmp_path / "classifier" / name
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(IndexDamaged, match="index build"):
        RecordClassifier.load(tmp_path / "classifier")


def test_files_that_do_not_fit_each_other_are_damage(
    classifier: RecordClassifier, tmp_path: Path
) -> None:
    classifier.save(tmp_path / "classifier")
    path = tmp_path / "classifier" / "records.json"
    path.write_text(json.dumps(list(classifier.records)[:2]), encoding="utf-8")
    with pytest.raises(IndexDamaged, match="do not fit"):
        RecordClassifier.load(tmp_path / "classifier")


def test_searching_needs_no_training_library(classifier: RecordClassifier, tmp_path: Path) -> None:
    classifier.save(tmp_path / "classifier")
    program = (
        "import sys, pathlib; from index.classifier import RecordClassifier;"
        "found = RecordClassifier.load(pathlib.Path(sys.argv[1])).search('研修', 1);"
        "assert found and not {'sklearn', 'scipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "classifier")], check=True)
