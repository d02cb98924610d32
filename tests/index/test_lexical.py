"""BM25: finds shared words, in a fixed order, the same after saving."""

from pathlib import Path

import numpy as np
import pytest

from index.errors import IndexDamaged
from index.lexical import LexicalIndex
from index.tokenizer import tokenise
from index.types import LexicalSettings

TEXTS = (
    "資格取得の支援制度",
    "窓口のオンライン予約",
    "窓口の待ち時間",
    "窓口の待ち時間",
    "Project Management",
)


@pytest.fixture(scope="module")
def lexical() -> LexicalIndex:
    return LexicalIndex.build([tokenise(text) for text in TEXTS], LexicalSettings())


def numbers(found: list[tuple[int, float]]) -> list[int]:
    return [number for number, _ in found]


def test_the_passage_that_shares_rare_words_comes_first(lexical: LexicalIndex) -> None:
    assert numbers(lexical.search("オンライン窓口", 5))[0] == 1


def test_each_token_is_counted_in_the_documents_that_count(lexical: LexicalIndex) -> None:
    everywhere, some = np.ones(5, dtype=bool), np.array([True, True, False, True, True])
    assert lexical.spread("窓口", everywhere) == {"窓口": 3}
    assert lexical.spread("窓口と支援", some).items() >= {("窓口", 2), ("支援", 1)}
    assert lexical.spread("宇宙", everywhere) == {"宇宙": 0}
    assert lexical.spread("", everywhere) == {}


def test_passages_that_share_nothing_are_not_found(lexical: LexicalIndex) -> None:
    assert numbers(lexical.search("資格", 5)) == [0]
    assert lexical.search("宇宙", 5) == []
    assert lexical.search("", 5) == []


def test_scores_fall_and_equal_ones_keep_the_order_of_the_passages(lexical: LexicalIndex) -> None:
    found = lexical.search("待ち時間", 5)
    assert numbers(found) == [2, 3]
    assert found[0][1] == found[1][1] > 0


@pytest.mark.parametrize(("k", "expected"), [(0, 0), (1, 1), (2, 2), (100, 3)])
def test_at_most_k_are_returned(lexical: LexicalIndex, k: int, expected: int) -> None:
    assert len(lexical.search("窓口", k)) == expected


def test_only_those_among_the_mask_are_returned(lexical: LexicalIndex) -> None:
    among = np.array([True, False, False, True, True])
    assert numbers(lexical.search("窓口", 5, among=among)) == [3]


def test_a_saved_index_answers_the_same(lexical: LexicalIndex, tmp_path: Path) -> None:
    lexical.save(tmp_path / "bm25")
    loaded = LexicalIndex.load(tmp_path / "bm25")
    assert len(loaded) == len(lexical) == len(TEXTS)
    for query in ("窓口", "project", "資格取得", "宇宙"):
        assert loaded.search(query, 5) == lexical.search(query, 5)


@pytest.mark.parametrize(
    "name", ["data.csc.index.npy", "indptr.csc.index.npy", "vocab.index.json", "params.index.json"]
)
@pytest.mark.parametrize("harm", ["missing", "empty", "garbage"])
def test_a_damaged_file_is_reported(
    lexical: LexicalIndex, tmp_path: Path, name: str, harm: str
) -> None:
    folder = tmp_path / "bm25"
    lexical.save(folder)
    path = folder / name
    assert path.is_file()
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(b"" if harm == "empty" else b"\x00garbage")
    with pytest.raises(IndexDamaged, match="index build"):
        LexicalIndex.load(folder)


def test_a_larger_b_holds_long_passages_back() -> None:
    texts = [tokenise("窓口"), tokenise("窓口の予約と待ち時間と職員の負担と市民の声")]
    free = LexicalIndex.build(texts, LexicalSettings(b=0.0)).search("窓口", 2)
    held = LexicalIndex.build(texts, LexicalSettings(b=1.0)).search("窓口", 2)
    assert free[0][1] == pytest.approx(free[1][1])
    assert held[0][1] > held[1][1]
