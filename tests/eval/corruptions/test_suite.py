"""The suite is large enough, balanced, the same for the same seed, and really wrong."""

import re
from dataclasses import replace
from random import Random

import pytest

from corpus import Corpus, Kind
from corpus.folding import close_up, fold
from eval.corruptions.files import cited_by
from eval.corruptions.places import LEVEL
from eval.corruptions.pools import load_pools
from eval.corruptions.sentences import MARKER, QUOTED, sentences
from eval.corruptions.spots import Setting, names_of
from eval.corruptions.suite import CORRUPTORS, wrong_cases
from eval.corruptions.types import REARRANGED, Case, CorruptionKind, SuiteSplit

ByKind = dict[CorruptionKind, list[Case]]


def made(by_kind: ByKind, kind: CorruptionKind) -> list[Case]:
    """The cases made from true ones, with their wrong sentence alone as text."""
    return [
        replace(case, text=sentences(case.text)[case.corrupted[0]].text)
        for case in by_kind[kind]
        if not case.id.startswith("hard")
    ]


def base_of(case: Case, true: tuple[Case, ...]) -> Case:
    return next(one for one in true if one.id == case.id.partition(":")[0])


def test_there_are_enough_wrong_cases_of_every_kind(by_kind: ByKind) -> None:
    assert sum(len(cases) for cases in by_kind.values()) >= 1500
    for kind in CorruptionKind:
        cases = by_kind[kind]
        assert len(cases) >= (30 if kind in REARRANGED else 80), kind
        dev = sum(case.split is SuiteSplit.DEV for case in cases)
        assert 0.4 <= dev / len(cases) <= 0.6, kind
        languages = {case.language for case in cases}
        assert languages == ({"en"} if kind is CorruptionKind.NAME_MISTRANSLATED else {"ja", "en"})


def test_the_same_seed_makes_the_same_cases_and_another_makes_others(
    corpus: Corpus, wrong: tuple[Case, ...]
) -> None:
    kinds = [CorruptionKind.NUMBER_CHANGED, CorruptionKind.INVENTED_CONDITION]
    again = wrong_cases(corpus, kinds=kinds)
    assert again == tuple(case for kind in kinds for case in wrong if case.kind is kind)
    assert wrong_cases(corpus, kinds=kinds, seed=1) != again


def test_every_kind_that_a_machine_can_make_has_its_corruptor() -> None:
    assert set(CORRUPTORS) == set(CorruptionKind) - REARRANGED


def test_a_wrong_case_differs_from_its_true_one_in_the_sentence_said_to_be_wrong(
    wrong: tuple[Case, ...], true: tuple[Case, ...]
) -> None:
    bases = {case.id: case for case in true}
    for case in wrong:
        if case.id.startswith("hard"):
            continue
        base = bases[case.id.partition(":")[0]]
        assert (case.split, case.language) == (base.split, base.language)
        assert (case.text, case.evidence) != (base.text, base.evidence), case.id
        parts = sentences(case.text)
        [at] = case.corrupted
        assert at < len(parts), case.id
        untouched = [one.text for one in sentences(base.text)]
        if case.text != base.text and case.kind is not CorruptionKind.DEFINITION_OF_ANOTHER:
            assert parts[at].text not in untouched, case.id


def test_no_wrong_text_is_a_true_one(wrong: tuple[Case, ...], true: tuple[Case, ...]) -> None:
    carried = {(case.text, case.evidence) for case in true}
    assert [case.id for case in wrong if (case.text, case.evidence) in carried] == []


def test_a_swapped_level_is_the_level_of_nothing_cited(by_kind: ByKind) -> None:
    for case in made(by_kind, CorruptionKind.LEVEL_SWAPPED):
        cited = cited_by(sentences(case.text)[0].markers, case.evidence)
        held = {str(record.level) for record, _ in cited if record.level}
        quoted = fold(" ".join(quote.text for _, quote in cited))
        said = {str("一二三四五".find(digit) + 1 or digit) for _, digit in LEVEL.findall(case.text)}
        ranges = {fold(digit) for digit in re.findall(r"[～~](\d)", case.text)}
        strange = {fold(digit) for digit in said} | ranges
        levels = [one for one in strange - held if f"lv.{one}" not in quoted]
        assert levels or [one for one in ranges if f"1~{one}" not in quoted], case.id


def test_a_swapped_name_is_of_a_thing_not_cited_and_of_another_place(
    by_kind: ByKind, setting: Setting
) -> None:
    for case in made(by_kind, CorruptionKind.SKILL_SWAPPED):
        cited = {record.id for record, _ in case.evidence}
        named = setting.records_named(case.text)
        skills = (Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM, Kind.RECOMMENDED_SKILL)
        strange = [one for one in named if one.id not in cited and one.kind in skills]
        assert strange, case.id


def test_a_changed_number_stands_in_nothing_cited(by_kind: ByKind, true: tuple[Case, ...]) -> None:
    number = re.compile(r"\d[\d,]*|[二三四五六七八九十]|[A-Z][a-z]+|[a-z]+")
    for case in made(by_kind, CorruptionKind.NUMBER_CHANGED):
        base = base_of(case, true)
        before, after = (
            set(number.findall(MARKER.sub("", fold(text)))) for text in (base.text, case.text)
        )
        assert after - before, case.id


def test_a_swapped_facet_is_of_nothing_cited(by_kind: ByKind, corpus: Corpus) -> None:
    places = [*corpus.of(Kind.FACET), *corpus.of(Kind.CATEGORY)]
    for case in made(by_kind, CorruptionKind.FACET_SWAPPED):
        held = {record.facet or record.group for record, _ in case.evidence}
        said = [
            one.facet or one.group or one.id.rpartition("/")[2]
            for one in places
            if one.name in case.text
        ]
        assert set(said) - held, case.id


def test_what_is_said_of_a_skill_is_said_of_another_in_a_true_case(
    by_kind: ByKind, true: tuple[Case, ...]
) -> None:
    for case in made(by_kind, CorruptionKind.DEFINITION_OF_ANOTHER):
        [(record, quote)] = case.evidence
        assert any(fold(name) in fold(case.text) for name in (*names_of(record), record.name_en))
        assert fold(quote.text.partition("：")[2][:-1]) not in fold(case.text)
    assert len({case.text for case in by_kind[CorruptionKind.DEFINITION_OF_ANOTHER]}) > 80


def test_a_flipped_negation_denies_or_affirms(by_kind: ByKind, true: tuple[Case, ...]) -> None:
    denial = re.compile(r"ない|ません|ずに?|なく|不|足りて|\b(?:not|no|never|without)\b")
    for case in made(by_kind, CorruptionKind.NEGATION_FLIPPED):
        base = base_of(case, true)
        assert denial.findall(case.text) != denial.findall(base.text), case.id


def test_a_swapped_citation_leaves_the_text_and_carries_none_of_its_names(
    by_kind: ByKind, true: tuple[Case, ...]
) -> None:
    for case in by_kind[CorruptionKind.CITATION_SWAPPED]:
        if case.id.startswith("hard"):
            continue
        base = base_of(case, true)
        assert case.text == base.text
        pairs = zip(case.evidence, base.evidence, strict=True)
        [(new, old)] = [(new, old) for new, old in pairs if new != old]
        assert new[0].id != old[0].id
        assert fold(close_up(new[1].text)) != fold(close_up(old[1].text))
        sentence = sentences(case.text)[case.corrupted[0]].text
        assert not any(fold(name) in fold(sentence) for name in names_of(new[0])), case.id


def test_a_citation_out_of_range_is_beyond_the_evidence(by_kind: ByKind) -> None:
    for case in made(by_kind, CorruptionKind.CITATION_OUT_OF_RANGE):
        numbers = sentences(case.text)[0].markers
        assert [n for n in numbers if not 1 <= n <= len(case.evidence)], case.id


def test_an_altered_quote_stands_nowhere_in_the_source(by_kind: ByKind, corpus: Corpus) -> None:
    source = fold(corpus.source.text)
    for case in made(by_kind, CorruptionKind.QUOTE_ALTERED):
        quoted = [one for one in QUOTED.findall(case.text) if len(one) >= 7]
        assert [one for one in quoted if fold(one) not in source], case.id


@pytest.mark.parametrize(
    ("kind", "pool"),
    [
        (CorruptionKind.INVENTED_PROGRAMME, "programmes"),
        (CorruptionKind.INVENTED_CONDITION, "conditions"),
        (CorruptionKind.PLAUSIBLE_ADDITION, "additions"),
    ],
)
def test_what_is_added_is_of_the_pool_of_its_split(
    kind: CorruptionKind, pool: str, by_kind: ByKind, corpus: Corpus
) -> None:
    for case in made(by_kind, kind):
        entries = getattr(load_pools(case.split, case.language), pool)
        said = [one for one in entries if one.lower() in case.text.lower()]
        assert said, case.id


def test_what_the_pools_add_stands_nowhere_in_the_source(corpus: Corpus) -> None:
    source = fold(corpus.source.text)
    names = {fold(name) for one in corpus.of(Kind.PROGRAMME) for name in names_of(one)}
    for split in SuiteSplit:
        pools = load_pools(split, "ja")
        for entry in (*pools.programmes, *pools.conditions, *pools.additions):
            assert fold(entry) not in source
            assert fold(entry) not in names


def test_a_pool_has_many_entries_none_of_them_in_both_splits() -> None:
    for pool in ("programmes", "conditions", "additions"):
        halves = [
            set(getattr(load_pools(split, language), pool))
            for split in SuiteSplit
            for language in ("ja", "en")
        ]
        assert sum(map(len, halves)) >= 60
        assert len(set().union(*halves)) == sum(map(len, halves))


def test_a_mistranslated_name_stands_before_the_japanese_one(
    by_kind: ByKind, true: tuple[Case, ...]
) -> None:
    for case in made(by_kind, CorruptionKind.NAME_MISTRANSLATED):
        base = base_of(case, true)
        japanese = re.compile(r"\(([^()]*[ぁ-んァ-ヶ一-龥][^()]*)\)")
        assert japanese.findall(case.text) == japanese.findall(
            sentences(base.text)[case.corrupted[0]].text
        )


def test_a_sentence_that_a_kind_does_not_fit_is_left_alone(
    setting: Setting, make_case: object
) -> None:
    case = make_case("全職員です〔1〕。", "layer/bronze#name")  # type: ignore[operator]
    for kind in (
        CorruptionKind.LEVEL_SWAPPED,
        CorruptionKind.NUMBER_CHANGED,
        CorruptionKind.FACET_SWAPPED,
        CorruptionKind.QUOTE_ALTERED,
        CorruptionKind.DEFINITION_OF_ANOTHER,
        CorruptionKind.NAME_MISTRANSLATED,
    ):
        assert list(CORRUPTORS[kind](case, setting, Random(1))) == [], kind
