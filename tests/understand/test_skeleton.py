from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understand.skeleton import skeleton
from corpus import Corpus, Kind
from corpus.folding import fold


def form(text: str) -> str:
    return skeleton(fold(text))[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("フォロワーシップ", "ふぉろわーしっぷ"),
        ("フォロワーシップ", "フォロワシップ"),
        ("リーダーシップ", "ﾘｰﾀﾞｰｼｯﾌﾟ"),
        ("質問力", "質問カ"),
        ("マーケティング", "マーケテイング"),
        ("データ・AI活用戦略", "データAI活用戦略"),
        ("案件化／プロジェクト化", "案件化/プロジェクト化"),
        ("検証（ビジネス視点）", "検証(ビジネス視点)"),
        ("Critical Thinking", "critical-thinking"),
        ("DXアカデミー", "ＤＸアカデミー"),
        ("ロジカルシンキング", "口ジカルシンキング"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(one: str, other: str) -> None:
    assert form(one) == form(other)


def test_names_of_the_text_keep_different_skeletons(corpus: Corpus) -> None:
    kinds = (Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM, Kind.RECOMMENDED_SKILL, Kind.PROGRAMME)
    names = {record.name for kind in kinds for record in corpus.of(kind)}
    assert len({form(name) for name in names}) == len({fold(name) for name in names})


@given(st.text(max_size=60))
def test_every_letter_of_a_skeleton_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    letters, offsets = skeleton(folded)
    # One letter may fold to several; they share an offset only by being counted once each.
    assert len(letters) == len(offsets)
    assert list(offsets) == sorted(offsets)
    assert all(0 <= offset < len(folded) for offset in offsets)
