"""Views cut texts into terms that never meet across views."""

import pytest

from eval.retrieval.views import View, Viewer
from index.tokenizer import tokenise


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


def further(viewer: Viewer, text: str, view: View) -> list[str]:
    return [term.removeprefix(f"{view} ") for term in viewer.terms(text, [view])]


def test_words_are_those_of_the_index(viewer: Viewer) -> None:
    text = "窓口の待ち時間\nLv.3のスキル"
    assert viewer.terms(text, [View.WORDS]) == tokenise(text)


def test_readings_find_another_spelling(viewer: Viewer) -> None:
    first, second = (further(viewer, text, View.READINGS) for text in ("打ち合わせ", "打合せ"))
    assert first == second == ["ウチアワセ"]


def test_characters_are_kanji_and_katakana(viewer: Viewer) -> None:
    assert further(viewer, "市の庁舎とDX、データ", View.CHARACTERS) == list("市庁舎デタ")


def test_pairs_keep_the_order_and_skip_particles(viewer: Viewer) -> None:
    pairs = further(viewer, "職員が市民を支援", View.PAIRS)
    assert pairs == ["職員 市民", "市民 支援"]


def test_terms_of_different_views_never_meet(viewer: Viewer) -> None:
    text = "データを活用するスキル"
    terms = [set(viewer.terms(text, [view])) for view in View]
    assert all(terms)
    assert len(set.union(*terms)) == sum(len(one) for one in terms)


def test_a_text_without_letters_has_no_terms(viewer: Viewer) -> None:
    assert viewer.terms("。、\n", tuple(View)) == []
