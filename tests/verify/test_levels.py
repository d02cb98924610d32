"""Levels of a claim beside those of its evidence."""

import pytest

from assistant.verify.carried import carried_by
from assistant.verify.levels import levels_disagree
from assistant.verify.mentions import Mentions
from corpus import Corpus
from corpus.folding import fold


@pytest.fixture(scope="module")
def mentions(corpus: Corpus) -> Mentions:
    return Mentions(corpus)


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("Lv.1から積み上げて習得します", True),
        ("Lv.5まで積み上げて習得します", True),
        ("Required skills are built up from Lv.1.", True),
        ("Lv.3から積み上げて習得します", False),
        ("Lv.1だけを習得します", False),
    ],
)
def test_an_end_of_a_range_may_be_told_as_its_end_alone(
    corpus: Corpus, mentions: Mentions, claim: str, right: bool
) -> None:
    rule = corpus.get("rule/r1")
    carried = carried_by(corpus, [(rule, rule.quote("text"))])
    folded, written = fold(claim), mentions.levels(fold(carried.text))
    assert (levels_disagree(mentions.levels(folded), written, folded, carried) == "") is right
