"""The suite, made once."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from corpus import Corpus
from eval.corruptions.files import resolve
from eval.corruptions.spots import Setting
from eval.corruptions.suite import setting_of, true_cases, wrong_cases
from eval.corruptions.types import Case, CorruptionKind, SuiteSplit

CaseMaker = Callable[..., Case]


@pytest.fixture(scope="session")
def true(corpus: Corpus) -> tuple[Case, ...]:
    return true_cases(corpus)


@pytest.fixture(scope="session")
def wrong(corpus: Corpus) -> tuple[Case, ...]:
    return wrong_cases(corpus)


@pytest.fixture(scope="session")
def by_kind(wrong: tuple[Case, ...]) -> dict[CorruptionKind, list[Case]]:
    kinds: dict[CorruptionKind, list[Case]] = defaultdict(list)
    for case in wrong:
        assert case.kind is not None
        kinds[case.kind].append(case)
    return kinds


@pytest.fixture(scope="session")
def setting(corpus: Corpus, true: tuple[Case, ...]) -> Setting:
    return setting_of(corpus, true)


@pytest.fixture(scope="session")
def make_case(corpus: Corpus) -> CaseMaker:
    """`make_case(text, "record#field", ...)`: a true case of the dev split."""

    def make(text: str, *evidence: str, language: str = "ja") -> Case:
        pairs = resolve(evidence, corpus, where="test")
        return Case("test-0001", None, SuiteSplit.DEV, language, text, pairs)  # type: ignore[arg-type]

    return make
