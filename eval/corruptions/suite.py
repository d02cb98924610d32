"""The suite: every true case, and as many wrong ones of each kind, the same for the same seed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from assistant.types import Language
from corpus import Corpus
from eval.corruptions import additions, citations, definitions, numbers, places, polarity
from eval.corruptions.files import load_true, load_wrong
from eval.corruptions.spots import Corruptor, Setting
from eval.corruptions.translation import mistranslate_name
from eval.corruptions.types import Case, CorruptionKind, SuiteSplit

SEED = 20260702
# Of each kind in each split; an eighth more than the least that the report asks for.
JAPANESE, ENGLISH = 44, 16

CORRUPTORS: Mapping[CorruptionKind, Corruptor] = {
    CorruptionKind.LEVEL_SWAPPED: places.swap_level,
    CorruptionKind.SKILL_SWAPPED: places.swap_skill,
    CorruptionKind.NUMBER_CHANGED: numbers.change_number,
    CorruptionKind.FACET_SWAPPED: places.swap_facet,
    CorruptionKind.DEFINITION_OF_ANOTHER: definitions.give_other_definition,
    CorruptionKind.NEGATION_FLIPPED: polarity.flip_negation,
    CorruptionKind.MODALITY_HARDENED: polarity.harden_modality,
    CorruptionKind.INVENTED_PROGRAMME: additions.invent_programme,
    CorruptionKind.INVENTED_CONDITION: additions.invent_condition,
    CorruptionKind.CITATION_SWAPPED: citations.swap_citation,
    CorruptionKind.CITATION_OUT_OF_RANGE: citations.cite_nothing,
    CorruptionKind.QUOTE_ALTERED: citations.alter_quote,
    CorruptionKind.MIXED_CLAUSES: additions.mix_clauses,
    CorruptionKind.PLAUSIBLE_ADDITION: additions.add_plausible,
    CorruptionKind.NAME_MISTRANSLATED: mistranslate_name,
}


def true_cases(corpus: Corpus) -> tuple[Case, ...]:
    """Every true case."""
    return load_true(corpus)


def wrong_cases(
    corpus: Corpus, *, seed: int = SEED, kinds: Iterable[CorruptionKind] = CorruptionKind
) -> tuple[Case, ...]:
    """Wrong cases of the kinds asked for: those made from the true ones, then those by hand.

    Of each kind and split there are `JAPANESE` and `ENGLISH` made ones, where there are enough;
    what one language lacks the other fills up.
    """
    true = true_cases(corpus)
    setting = setting_of(corpus, true)
    by_hand = load_wrong(corpus)
    found: list[Case] = []
    for kind in kinds:
        made = list(_made(kind, true, setting, seed)) if kind in CORRUPTORS else []
        for split in SuiteSplit:
            found += _chosen([case for case in made if case.split is split], kind, split, seed)
        found += [case for case in by_hand if case.kind is kind]
    return tuple(found)


def setting_of(corpus: Corpus, true: Sequence[Case]) -> Setting:
    """What the corruptors draw on, from these true cases."""
    peers: dict[tuple[SuiteSplit, Language], list[Case]] = defaultdict(list)
    for case in true:
        peers[case.split, case.language].append(case)
    return Setting(corpus, {key: tuple(cases) for key, cases in peers.items()})


def _made(
    kind: CorruptionKind, true: Sequence[Case], setting: Setting, seed: int
) -> Iterator[Case]:
    """Every wrong case of a kind, whatever the number wanted."""
    texts = {case.text for case in true}
    for case in true:
        # Seeded by what it is, so that a new true sentence leaves the other cases alone.
        rng = Random(f"{seed}|{kind}|{case.id}")  # noqa: S311 - repeatable on purpose
        for number, made in enumerate(CORRUPTORS[kind](case, setting, rng), start=1):
            if made.text in texts and made.evidence == case.evidence:
                continue
            yield replace(
                case,
                id=f"{case.id}:{kind}:{number}",
                kind=kind,
                text=made.text,
                evidence=made.evidence,
                corrupted=(made.sentence,),
            )


def _chosen(made: Sequence[Case], kind: CorruptionKind, split: SuiteSplit, seed: int) -> list[Case]:
    """As many as wanted: one of each true case before a second one of any."""
    rng = Random(f"{seed}|{kind}|{split}")  # noqa: S311 - repeatable on purpose
    shuffled = sorted(made, key=lambda case: case.id)
    rng.shuffle(shuffled)
    seen: dict[str, int] = defaultdict(int)
    ranked: list[tuple[int, int, Case]] = []
    for place, case in enumerate(shuffled):
        base = case.id.partition(":")[0]
        ranked.append((seen[base], place, case))
        seen[base] += 1
    ordered = [case for _, _, case in sorted(ranked, key=lambda one: one[:2])]
    by_language: dict[Language, list[Case]] = {
        "ja": [case for case in ordered if case.language == "ja"],
        "en": [case for case in ordered if case.language == "en"],
    }
    japanese = max(JAPANESE, JAPANESE + ENGLISH - len(by_language["en"]))
    chosen = by_language["ja"][:japanese]
    return chosen + by_language["en"][: JAPANESE + ENGLISH - len(chosen)]
