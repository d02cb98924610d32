"""Names written with other characters that are read the same."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understand.homophones import HomophoneNames
from assistant.understand.lexicon import Lexicon
from assistant.understand.reader import Reader
from corpus.folding import fold
from index.tokenizer import readings_of


@pytest.mark.parametrize(
    ("written", "record_id"),
    [
        ("共層力", "skill/lv5/co-creation"),
        ("批判的施行", "skill/lv3/critical-thinking"),
        ("人財育生", "skill/lv4/people-development"),
        ("敵王力", "skill/lv3/adaptability"),
        ("情報発進", "skill/lv5/communication-outreach"),
        ("想像的な問題解決", "skill/lv2/creative-problem-solving"),
        ("質門力", "skill/lv2/questioning"),
        ("経営戦力", None),
        ("組織・チームの規模・多用性", "axis/organization/size-of-team"),
    ],
)
@pytest.mark.parametrize("sentence", ["{}の定義は", "スキル「{}」の定議", "{}"])
def test_a_slip_of_the_input_method_is_understood_and_said_to_be_one(
    lexicon: Lexicon, written: str, record_id: str | None, sentence: str
) -> None:
    found = [m for m in lexicon.find(fold(sentence.format(written))) if m.surface == fold(written)]
    assert [record_id in m.record_ids for m in found] == [True] * (record_id is not None)
    assert not any(m.exact for m in found)


def test_a_slip_is_found_beside_a_name_that_is_right(lexicon: Lexicon) -> None:
    wrong, right = lexicon.find(fold("共層力と適応力の違いは"))
    assert (wrong.surface, wrong.exact) == ("共層力", False)
    assert (right.surface, right.exact) == ("適応力", True)


def test_a_name_that_stands_as_itself_wins(lexicon: Lexicon) -> None:
    (mention,) = lexicon.find("共創力の定義は")
    assert mention.exact


@pytest.mark.parametrize(
    "sentence",
    [
        "市の競争力を高めるには",
        "競走の順位は",
        "健勝を祈ります",
        "その間、使用されたのは",
        "推敲を重ねた文章",
        "法律の施行はいつですか",
        "胚型の細胞について",
    ],
)
def test_a_word_that_means_itself_is_no_slip(
    lexicon: Lexicon, reader: Reader, sentence: str
) -> None:
    assert [m for m in lexicon.find(fold(sentence)) if not m.weak] == []
    assert reader.read(sentence).facets == ()


@pytest.mark.parametrize(
    ("question", "facets", "layers"),
    [
        ("Lv.3の業務水行の必須スキルは", ("execution",), ()),
        ("Lv.3の志向認識のスキル", ("thinking",), ()),
        ("Lv.4のがいぶ影響の役割", ("influence",), ()),
        ("Lv.2の使命官の役割", ("mission",), ()),
        ("ぶろんづに求められるスキル", (), ("bronze",)),
    ],
)
def test_facets_and_layers_are_found_by_their_sound(
    reader: Reader, question: str, facets: tuple[str, ...], layers: tuple[str, ...]
) -> None:
    query = reader.read(question)
    assert (query.facets, query.layers) == (facets, layers)


def test_a_name_in_kanji_begins_and_ends_with_words() -> None:
    names = HomophoneNames([("x", "キョウソウリョク")], readings_of)
    assert names.find("共層力", {0, 3}) == ((0, 3, "x"),)
    assert names.find("共層力", {0, 2}) == ()


@given(st.text(alphabet="共層力創競争きょうソー・、( dx3", max_size=30))
def test_names_are_found_inside_the_text_and_apart(lexicon: Lexicon, text: str) -> None:
    folded = fold(text)
    names = HomophoneNames([("x", "キョウソウリョク"), ("y", "キョウソウ")], readings_of)
    found = names.find(folded, range(len(folded) + 1))
    assert all(0 <= start < end <= len(folded) for start, end, _ in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
