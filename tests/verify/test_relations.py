"""Names, levels and facets of a claim, put together as the records have them."""

from itertools import product

import pytest

from assistant.verify.carried import carried_by
from assistant.verify.coverage import frames
from assistant.verify.mentions import Mentions
from assistant.verify.relations import misglossed, places_disagree, strange_aside
from corpus import Corpus, Kind
from corpus.folding import fold


@pytest.fixture(scope="module")
def mentions(corpus: Corpus) -> Mentions:
    return Mentions(corpus)


def disagree(corpus: Corpus, mentions: Mentions, claim: str, *ids: str) -> str:
    folded = fold(claim)
    carried = carried_by(corpus, [(corpus.get(one), corpus.get(one).quotes[0]) for one in ids])
    return places_disagree(mentions.names(folded), mentions.levels(folded), folded, carried)


FRAMES = (
    "{a}はLv.{i}、{b}はLv.{j}です",
    "Lv.{i}の{a}と、Lv.{j}の{b}",
    "Lv.{i}には{a}が、Lv.{j}には{b}があります",
    "{a}（レベル{i}）と{b}（レベル{j}）を比べます",
    "{b}がレベル{j}なのに対し、{a}はレベル{i}です",
)


@pytest.mark.parametrize("frame", FRAMES)
def test_two_skills_at_their_levels_pass_and_at_each_others_do_not(
    corpus: Corpus, mentions: Mentions, frame: str
) -> None:
    skills = corpus.of(Kind.REQUIRED_SKILL)[::3]
    tried = 0
    for a, b in product(skills, skills):
        if a.level == b.level:
            continue
        tried += 1
        right = frame.format(a=a.name, b=b.name, i=a.level, j=b.level)
        wrong = frame.format(a=a.name, b=b.name, i=b.level, j=a.level)
        assert not disagree(corpus, mentions, right, a.id, b.id), right
        assert disagree(corpus, mentions, wrong, a.id, b.id), wrong
    assert tried > 50


def test_two_skills_in_each_others_facets_are_found(corpus: Corpus, mentions: Mentions) -> None:
    skills = corpus.of(Kind.REQUIRED_SKILL)[::3]
    for a, b in product(skills, skills):
        if a.facet == b.facet:
            continue
        here, there = corpus.facets[a.facet or ""].name, corpus.facets[b.facet or ""].name
        right = f"{a.name}は{here}、{b.name}は{there}のスキルです"
        wrong = f"{a.name}は{there}、{b.name}は{here}のスキルです"
        assert not disagree(corpus, mentions, right, a.id, b.id), right
        assert disagree(corpus, mentions, wrong, a.id, b.id), wrong


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("Critical Thinking (批判的思考) is a skill", ""),
        ("“Critical Thinking” (批判的思考) is a skill", ""),
        ("the skill (批判的思考) is required", ""),
        ("Critical Judgement (批判的思考) is a skill", "批判的思考"),
        ("Innovation Ability (批判的思考) is a skill", "批判的思考"),
        ("批判的思考（思考・認識）は必須スキルです", ""),
    ],
)
def test_an_english_name_beside_the_japanese_one_must_be_its_own(
    mentions: Mentions, claim: str, wrong: str
) -> None:
    assert misglossed(claim, mentions.glosses, frames("en")) == wrong


def test_levels_in_brackets_are_no_words_of_japanese() -> None:
    assert not strange_aside("Gold (Lv.4・Lv.5): 13 required skills", "", ())
    assert strange_aside("Gold (上級職員): 13 required skills", "", ())
