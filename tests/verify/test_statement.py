"""The prover on trial: right statements pass, and each corruption of them is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.answer.draft import Writer
from assistant.answer.lists import list_placed
from assistant.answer.programmes import describe_programmes
from assistant.answer.skills import place_of
from assistant.types import Language, Statement
from assistant.understand.query import Aspect, Query, Subject
from assistant.verify import Verifier
from corpus import Corpus, Kind, Span

LEVELS = (1, 2, 3, 4, 5)


@pytest.fixture(scope="module")
def verifier(corpus: Corpus) -> Verifier:
    return Verifier(corpus)


@pytest.fixture(params=["ja", "en"])
def write(request: pytest.FixtureRequest, corpus: Corpus) -> Writer:
    language: Language = request.param
    return Writer(corpus, language)


def supported(verifier: Verifier, statement: Statement) -> bool:
    (verdict,) = verifier.verify([statement])
    assert verdict.supported or verdict.reason
    return verdict.supported


def places(write: Writer) -> list[Statement]:
    return [place_of(write, skill) for skill in write.corpus.of(Kind.REQUIRED_SKILL)]


def quotations(write: Writer) -> list[Statement]:
    return [
        write.quote(skill, field)
        for skill in write.corpus.of(Kind.REQUIRED_SKILL)
        for field in ("definition", "example")
    ]


def counts(write: Writer) -> list[Statement]:
    """The first line of the count of every level, for skills and for training items."""
    found = []
    for kind, subject in (
        (Kind.REQUIRED_SKILL, Subject.SKILL),
        (Kind.TRAINING_ITEM, Subject.TRAINING),
    ):
        for level in LEVELS:
            query = Query(
                "", "", "", write.language,
                levels=(level,), subject=subject, aspects=frozenset({Aspect.COUNT}),
            )  # fmt: skip
            found.append(list_placed(write, kind, query).statements[0])
    return found


def figures(write: Writer) -> list[Statement]:
    ids = ("fact/press/trained", "fact/document/date", "fact/press/date", "fact/contact/office")
    return [line for i in ids for line in write.quotes(write.corpus.get(i))]


def all_right(write: Writer) -> list[Statement]:
    programmes = describe_programmes(
        write, write.corpus.of(Kind.PROGRAMME), Query("", "", "", write.language, levels=(5,))
    )
    return [
        *places(write), *quotations(write), *counts(write), *figures(write),
        *programmes.statements,
    ]  # fmt: skip


def test_right_statements_are_supported(verifier: Verifier, write: Writer) -> None:
    statements = all_right(write)
    assert len(statements) > 100
    wrong = [v for v in verifier.verify(statements) if not v.supported]
    assert wrong == []


def test_there_is_one_verdict_a_statement_in_order(verifier: Verifier, write: Writer) -> None:
    statements = places(write)
    assert [v.statement for v in verifier.verify(statements)] == [s.text for s in statements]


def test_a_wrong_level_is_found_in_every_place_of_a_skill(
    verifier: Verifier, write: Writer
) -> None:
    for statement in places(write):
        level = statement.evidence[0][0].level
        for other in set(LEVELS) - {level}:
            wrong = replace(statement, text=statement.text.replace(f"Lv.{level}", f"Lv.{other}"))
            assert wrong.text != statement.text
            assert not supported(verifier, wrong), wrong.text


def test_a_level_that_does_not_exist_is_found(verifier: Verifier, write: Writer) -> None:
    statement = places(write)[0]
    wrong = replace(statement, text=statement.text.replace("Lv.5", "Lv.6"))
    assert not supported(verifier, wrong)


def _one_letter_off(text: str) -> Iterator[str]:
    """A quotation with one inner letter dropped, doubled or changed, at five places of it."""
    inner = range(2, len(text) - 2)
    for place in list(inner)[:: max(1, len(inner) // 5)]:
        yield text[:place] + text[place + 1 :]
        yield text[:place] + "田" + text[place + 1 :]
        yield text[:place] + "々" + text[place:]


def test_a_quotation_with_one_letter_off_is_found(verifier: Verifier, write: Writer) -> None:
    tried = 0
    for statement in quotations(write):
        for text in _one_letter_off(statement.text):
            if text == statement.text:
                continue
            tried += 1
            assert not supported(verifier, replace(statement, text=text)), text
    assert tried > 500


@pytest.mark.parametrize(
    "extra", ["必ず昇任します。", "ただし例外はありません。", "（全職員が対象）"]
)
def test_words_added_inside_a_quotation_are_found(
    verifier: Verifier, write: Writer, extra: str
) -> None:
    for statement in quotations(write):
        text = statement.text[:-1] + extra + statement.text[-1]
        assert not supported(verifier, replace(statement, text=text)), text


def test_a_negation_slipped_into_a_quotation_is_found(verifier: Verifier, write: Writer) -> None:
    rule = write.corpus.get("rule/r2")
    statement = write.quote(rule, "text")
    assert "求めるものではありません" in statement.text
    wrong = replace(statement, text=statement.text.replace("ではありません", "です"))
    assert not supported(verifier, wrong)


@pytest.mark.parametrize("change", [1, -1, 10, 100])
def test_a_wrong_count_is_found(verifier: Verifier, write: Writer, change: int) -> None:
    for statement in counts(write):
        right = len(statement.counted)
        text = statement.text.replace(f"は{right}項目", f"は{right + change}項目")
        text = text.replace(f"are {right} ", f"are {right + change} ")
        assert text != statement.text
        assert not supported(verifier, replace(statement, text=text)), text


def test_numbers_swapped_between_the_levels_of_a_count_are_found(
    verifier: Verifier, write: Writer
) -> None:
    """Lv.4 has 7 skills and Lv.5 has 6; the sum stays right when the two are swapped."""
    query = Query(
        "", "", "", write.language,
        levels=(4, 5), subject=Subject.SKILL, aspects=frozenset({Aspect.COUNT}),
    )  # fmt: skip
    right = list_placed(write, Kind.REQUIRED_SKILL, query).statements[0]
    assert supported(verifier, right)
    swapped = re.sub(
        r"(Lv\.\d(?:：|: ))([67])", lambda m: m[1] + {"6": "7", "7": "6"}[m[2]], right.text
    )
    assert swapped != right.text
    assert not supported(verifier, replace(right, text=swapped))


def test_a_count_of_too_few_or_too_many_records_is_found(verifier: Verifier, write: Writer) -> None:
    for statement in counts(write):
        fewer = replace(statement, counted=statement.counted[1:])
        more = replace(statement, counted=(*statement.counted, "skill/lv1/explanation"))
        assert not supported(verifier, fewer)
        assert not supported(verifier, more)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("2,228人", "2,229人"),
        ("2,228人", "3,228人"),
        ("2,228人", "228人"),
        ("令和8年6月", "令和8年7月"),
        ("令和8年6月", "令和9年6月"),
        ("7月2日", "7月12日"),
        ("093-582-3020", "093-582-3021"),
        ("093-582-3020", "093-528-3020"),
    ],
)
def test_a_wrong_figure_date_or_telephone_number_is_found(
    verifier: Verifier, write: Writer, right: str, wrong: str
) -> None:
    touched = [s for s in figures(write) if right in s.text]
    assert touched
    for statement in touched:
        bare = statement.text.strip("「」『』").replace("「", "").replace("」", "")
        for text in (statement.text.replace(right, wrong), bare.replace(right, wrong)):
            assert not supported(verifier, replace(statement, text=text)), text


def test_the_evidence_of_another_record_is_found(verifier: Verifier, write: Writer) -> None:
    """A definition, proved by the definition of the next skill."""
    statements = [s for s in quotations(write) if "定義：" in s.text]
    for statement, other in zip(statements, statements[1:] + statements[:1], strict=True):
        assert not supported(verifier, replace(statement, evidence=other.evidence))


def test_a_place_proved_by_a_skill_of_another_level_is_found(
    verifier: Verifier, write: Writer
) -> None:
    statements = places(write)
    for statement in statements:
        for other in statements:
            if other.evidence[0][0].level != statement.evidence[0][0].level:
                assert not supported(verifier, replace(statement, evidence=other.evidence))


def test_a_quote_that_is_not_where_its_span_says_is_found(
    verifier: Verifier, write: Writer
) -> None:
    for statement in quotations(write):
        ((record, quote),) = statement.evidence
        span = Span(quote.span.source_id, quote.span.start + 1, quote.span.end + 1)
        moved = replace(statement, evidence=((record, replace(quote, span=span)),))
        assert not supported(verifier, moved)


def test_a_quote_that_its_record_does_not_hold_is_found(verifier: Verifier, write: Writer) -> None:
    record = write.corpus.get("skill/lv3/critical-thinking")
    other = write.corpus.get("skill/lv3/goal-setting").quote("definition")
    statement = Statement(f"「{other.text}」", ((record, other),))
    assert not supported(verifier, statement)


def test_a_wrong_name_of_the_same_level_is_found(verifier: Verifier, write: Writer) -> None:
    """「ゴール設定」は、Lv.3…, proved by 批判的思考, which is of Lv.3 too."""
    skills = write.corpus.of(Kind.REQUIRED_SKILL, level=3)
    for skill, other in zip(skills, skills[1:] + skills[:1], strict=True):
        right = place_of(write, skill)
        text = right.text.replace(write.name(skill), write.name(other))
        assert text != right.text
        assert not supported(verifier, replace(right, text=text)), text


def test_a_wrong_facet_is_found(verifier: Verifier, write: Writer) -> None:
    for statement in places(write):
        facet = write.facet(statement.evidence[0][0].facet or "")
        for key in write.corpus.facets:
            other = write.facet(key)
            if other == facet:
                continue
            wrong = replace(statement, text=statement.text.replace(facet, other))
            assert wrong.text != statement.text
            assert not supported(verifier, wrong), wrong.text


@pytest.mark.parametrize(
    "text",
    [
        "Lv.3の必須スキルは100項目です。",
        "育成した人数は5,000人です。",
        "「認定を受けると必ず昇任することができます。」",
        "There are 12 required skills at Lv.3.",
    ],
)
def test_a_claim_without_any_evidence_is_found(verifier: Verifier, text: str) -> None:
    assert not supported(verifier, Statement(text))


def test_a_heading_needs_no_evidence(verifier: Verifier, write: Writer) -> None:
    assert supported(verifier, write.title("title_skills", level=3))
