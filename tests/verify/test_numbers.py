"""Numbers of a claim: the evidence's own, or a right count of the records."""

import pytest

from assistant.verify.carried import carried_by
from assistant.verify.mentions import Mentions
from assistant.verify.numbers import numbers_disagree, numbers_in
from corpus import Corpus
from corpus.folding import fold


def disagree(corpus: Corpus, claim: str, *evidence: str) -> str:
    folded = fold(claim)
    pairs = []
    for one in evidence:
        record = corpus.get(one.split("#")[0])
        pairs.append((record, record.quote(one.split("#")[1])))
    levels = Mentions(corpus).levels(folded)
    return numbers_disagree(folded, levels, carried_by(corpus, pairs), None, corpus)


TRAINED = "fact/press/trained#text"
SKILL = "skill/lv3/critical-thinking#name"
WHEN = "rule/r3#when"


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("2,228人を育成しました", TRAINED),
        ("２２２８名が育ちました", TRAINED),
        ("毎年6月頃に候補者を募ります", WHEN),
        ("around June each year", WHEN),
        ("Lv.3の必須スキルは6つあります", SKILL),
        ("Lv.3の必須スキルは六つあります", SKILL),
        ("必須スキルは全部で33項目です", SKILL),
        ("Lv.1からLv.3までの必須スキルは20項目です", SKILL),
        ("Lv.3の思考・認識の必須スキルは3つです", SKILL),
        ("There are six required skills at Lv.3.", SKILL),
        ("一人ひとりが一歩ずつ進みます", SKILL),
    ],
)
def test_right_numbers_pass(corpus: Corpus, claim: str, evidence: str) -> None:
    assert disagree(corpus, claim, evidence) == ""


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("2,282人を育成しました", TRAINED),
        ("2,228件を育成しました", WHEN),
        ("毎年7月頃に候補者を募ります", WHEN),
        ("around July each year", WHEN),
        ("Lv.3の必須スキルは7つあります", SKILL),
        ("Lv.3の必須スキルは五つあります", SKILL),
        ("必須スキルは全部で34項目です", SKILL),
        ("3年以内に習得します", SKILL),
        ("三割の職員が習得します", SKILL),
        ("There are seven required skills at Lv.3.", SKILL),
    ],
)
def test_wrong_numbers_are_found(corpus: Corpus, claim: str, evidence: str) -> None:
    assert disagree(corpus, claim, evidence)


def test_numbers_are_read_in_digits_kanji_and_english() -> None:
    found = {
        (one.value, one.unit) for one in numbers_in("令和8年6月に二十三人、twelve people、in may")
    }
    assert {(8, "year"), (6, "month"), (23, "people"), (12, "people"), (5, "month")} <= found
