"""Drafts of advice: every line proved, every citation exact, no verdict."""

import re
from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer.draft import Writer
from assistant.coach.advice import Advised, advice_on
from assistant.coach.approval import State
from assistant.coach.as_json import plan_json
from assistant.coach.assessment import Assessment, Rated
from assistant.coach.draft import Drafter
from assistant.coach.gap import find_gaps
from assistant.coach.scale import Rating
from assistant.messages import LANGUAGES, text
from assistant.types import Language, Statement
from corpus import Kind
from tests.coach.assessments import CORPUS, MIXED, assessments

SOURCE = CORPUS.source.text
# Written apart from the guard of the product: what a verdict on a person would look like.
VERDICT = re.compile(
    r"(?:あなた|本人)[はの][^。]*Lv\.[1-5](?:で|に|相当)|Lv\.[1-5](?:です|に達|に認定|相当)"
    r"|合格|順位|ランク|[0-9]+位|応募できます|対象です"
    r"|\b(?:you|they) (?:are|have reached) (?:at )?Lv"
    r"|\b(?:passed|failed|ranked|eligible|qualified)\b",
    re.IGNORECASE,
)


@settings(max_examples=30, deadline=None)
@given(assessments, st.sampled_from(LANGUAGES))
def test_every_citation_is_an_exact_span_and_every_marker_has_one(
    drafter: Drafter, assessment: Assessment, language: Language
) -> None:
    plan = drafter.draft(assessment, language)
    for line in plan.lines:
        assert line.citations
        for citation in line.citations:
            assert SOURCE[citation.start : citation.end] == citation.quote
        found = dict.fromkeys(re.findall("〔[0-9]+〕", line.text))
        assert set(found) == {citation.marker for citation in line.citations}
    numbers = [citation.marker for citation in plan.citations]
    assert numbers == [f"〔{n}〕" for n in range(1, len(numbers) + 1)]


@settings(max_examples=30, deadline=None)
@given(assessments, st.sampled_from(LANGUAGES))
def test_no_line_passes_a_verdict_on_the_person(
    drafter: Drafter, assessment: Assessment, language: Language
) -> None:
    for line in drafter.draft(assessment, language).lines:
        own_words = line.text
        for citation in line.citations:
            own_words = own_words.replace(citation.quote, "")
        assert not VERDICT.search(own_words)


@settings(max_examples=30, deadline=None)
@given(assessments, st.sampled_from(LANGUAGES))
def test_each_gap_gets_place_definition_example_and_the_training_items_of_its_cell(
    drafter: Drafter, assessment: Assessment, language: Language
) -> None:
    plan = drafter.draft(assessment, language)
    for standing in plan.gaps.gaps:
        skill = standing.skill
        lines = [line for line in plan.advice if line.skill_id == skill.id]
        quotes = {citation.quote for line in lines for citation in line.citations}
        for field in ("name", "definition", "example"):
            assert skill.quote(field).text in quotes
        cell = CORPUS.of(Kind.TRAINING_ITEM, level=skill.level, facet=skill.facet)
        training = {
            citation.record_id
            for line in lines
            for citation in line.citations
            if citation.record_id.startswith("training/")
        }
        assert training == {item.id for item in cell}
    assert {line.skill_id for line in plan.advice} == {s.skill.id for s in plan.gaps.gaps}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_is_composed_has_to_be_withheld(drafter: Drafter, language: Language) -> None:
    own = {skill.id: Rated(Rating.UNKNOWN) for skill in CORPUS.of(Kind.REQUIRED_SKILL)}
    plan = drafter.draft(Assessment("職員", 5, own=own), language)
    assert len(plan.gaps.gaps) == 33
    assert text("answer.withheld", language) not in [line.text for line in plan.lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_of_the_text_are_quoted_in_the_notes(
    drafter: Drafter, language: Language
) -> None:
    plan = drafter.draft(MIXED, language)
    cited = {citation.record_id for line in plan.notes for citation in line.citations}
    assert {f"rule/r{n}" for n in (1, 2, 3, 4, 5, 6, 7, 10)} <= cited
    assert {programme.id for programme in CORPUS.of(Kind.PROGRAMME)} <= cited


def test_a_difference_is_a_thing_to_talk_about(drafter: Drafter) -> None:
    plan = drafter.draft(MIXED, "ja")
    talk = {line.skill_id: line.text for line in plan.notes if line.skill_id}
    assert "〈一人でできる〉" in talk["skill/lv3/critical-thinking"]
    assert "〈支援があればできる〉" in talk["skill/lv3/critical-thinking"]
    assert "本人の回答がまだありません" in talk["skill/lv2/questioning"]


def test_two_spellings_of_a_name_are_told_and_not_corrected(drafter: Drafter) -> None:
    plan = drafter.draft(MIXED, "ja")
    lines = [line.text for line in plan.advice if line.skill_id == "skill/lv2/followership"]
    (told,) = [line for line in lines if line.startswith("※")]
    assert "フォロワーシップ" in told
    assert "フォローアップ" in told


def test_a_line_that_its_evidence_does_not_carry_is_left_out(drafter: Drafter) -> None:
    right = list(advice_on(Writer(CORPUS, "ja"), find_gaps(MIXED, CORPUS)))
    wrong = [
        replace(line, statement=replace(line.statement, text=line.statement.text + "Lv.5です。"))
        for line in right
    ]
    assert drafter.proved(right, "ja") == right
    assert drafter.proved(wrong, "ja") == []


def test_a_line_that_judges_a_person_is_left_out_though_its_names_agree(drafter: Drafter) -> None:
    skill = CORPUS.get("skill/lv3/critical-thinking")
    verdict = Statement("あなたはLv.3です。", ((skill, skill.quote("name")),))
    assert drafter.proved([Advised(verdict)], "ja") == []


def test_the_json_has_stable_keys_and_citations_like_those_of_answers(drafter: Drafter) -> None:
    plan = drafter.draft(MIXED, "ja")
    found = plan_json(plan, CORPUS)
    assert list(found) == [
        "person", "role_level", "gaps", "no_opportunity", "not_assessed", "met", "above_role",
        "recommended", "advice", "notes", "state",
        "wording",
    ]  # fmt: skip
    gaps = found["gaps"]
    assert isinstance(gaps, list)
    assert [gap["order"] for gap in gaps] == [1, 2, 3, 4, 5, 6]
    assert gaps[-1]["name"] == "ゴール設定"
    assert (gaps[-1]["self"], gaps[-1]["coach"]) == ("supported", "independent")
    assert gaps[-1]["training_items"] == ["定量分析", "AI基礎", "ゴール／KGI・KPI", "企画立案"]
    advice = found["advice"]
    assert isinstance(advice, list)
    assert advice[0]["citations"] == [asdict(c) for c in plan.advice[0].citations]
    assert found["state"] == State.DRAFT
