"""A model's levels and numbers are the composer's."""

import pytest

from assistant.answer.draft import Writer, answered
from assistant.generate.brief import Brief, brief_of
from assistant.generate.figures import refuse_other_figures
from assistant.types import Verdict
from corpus import Corpus


@pytest.fixture(scope="module")
def brief(corpus: Corpus) -> Brief:
    """Of an answer with Lv.3 and June in its quotes, and a count of 6 in the composer's line."""
    write = Writer(corpus, "ja")
    skill, rule = corpus.get("skill/lv3/critical-thinking"), corpus.get("rule/r3")
    counted = write.say(
        "count_required_skill",
        (write.level(3), write.level(3).quote("skills_intro")),
        scope="",
        count=6,
        split="",
    )
    made = brief_of(
        answered(counted, write.quote(skill, "name"), write.quote(rule, "when")),
        "質問",
        corpus,
        "ja",
    )
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("statement", "supported"),
    [
        ("Lv.3の必須スキルは6項目です。", True),
        ("Ｌｖ．３の必須スキルは６項目です。", True),
        ("レベル3の必須スキルです。", True),
        ("候補者は毎年6月頃に募ります。", True),
        ("数のない文です。", True),
        ("Lv.4の必須スキルは6項目です。", False),
        ("Lv.6の必須スキルは6項目です。", False),
        ("Level 2 has 6 required skills.", False),
        ("Lv.3の必須スキルは7項目です。", False),
        ("Lv.3の必須スキルは３項目です。", False),
        ("候補者は毎年9月頃に募ります。", False),
    ],
)
def test_a_level_or_number_of_its_own_is_refused(
    brief: Brief, statement: str, supported: bool
) -> None:
    (verdict,) = refuse_other_figures([Verdict(statement, True)], brief)
    assert verdict.supported is supported
    assert bool(verdict.reason) is not supported


def test_what_was_refused_before_keeps_its_reason(brief: Brief) -> None:
    refused = Verdict("Lv.4の文です。", False, "no")
    assert refuse_other_figures([refused], brief) == (refused,)
