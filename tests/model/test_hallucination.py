"""A model that lies in every second sentence: what of it reaches the reader.

The quick questions are asked here; `HALLUCINATION_SPLIT=dev pytest -s` on this file asks those of a
whole split and prints the figures.
"""

import os

from assistant.settings import Settings
from eval.corruptions.types import SuiteSplit
from eval.golden_types import GoldenQuestion
from eval.selection import SplitChoice, quick_selection, selections
from index.types import IndexSettings
from tests.model.hallucination import measure

RATE = 0.5
MOST_WRONG_SHOWN = 0.005
MOST_TRUE_WITHHELD = 0.03


def test_next_to_nothing_wrong_is_shown_and_little_true_withheld(
    built_index_settings: IndexSettings,
) -> None:
    split = os.environ.get("HALLUCINATION_SPLIT", "")
    folder = built_index_settings.directory
    settings = Settings(data_dir=folder.parent, index_dir=folder)
    half = SuiteSplit.TEST if split == "test" else SuiteSplit.DEV
    tally = measure(settings, _questions(split), rate=RATE, split=half)
    for name, share in (("wrong shown", tally.reached), ("true withheld", tally.refused)):
        print(f"{name}: {share.right}/{share.of}, {share.interval}")
    print(tally)
    assert tally.wrong > 10
    assert tally.true > 20
    assert (tally.reached.value or 0) <= MOST_WRONG_SHOWN
    assert (tally.refused.value or 0) <= MOST_TRUE_WITHHELD


def _questions(split: str) -> list[GoldenQuestion]:
    chosen = selections(SplitChoice(split)) if split else (quick_selection(),)
    return [question for one in chosen for question in one.questions]
