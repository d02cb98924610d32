import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus import Corpus, Kind
from corpus.folding import clean, close_up, fold


@given(st.text())
@example("か゛")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="アカ研修Ab1 \u200b\u202e\u00ad\x07"))
def test_what_cannot_be_seen_does_not_matter(text: str) -> None:
    seen = "".join(char for char in text if char not in "\u200b\u202e\u00ad\x07")
    assert fold(text) == fold(seen)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("一步先の価値観", "一歩先の価値観"),
        ("案件化／プロジェクト化", "案件化/プロジェクト化"),
        ("Ｌｖ．３", "Lv.3"),
        ("ＤＸ・ＡＩ", "dx・ai"),
        ("ﾌｫﾛﾜｰｼｯﾌﾟ", "フォロワーシップ"),
        ("Lv\u200b.3", "Lv.3"),
        ("デジタル エキスパート", "デジタルエキスパート"),
        ("2,228人", "２，２２８人"),
        ("（ゴールド）", "(ゴールド)"),
        ("Lv.1~2", "Lv.1～2"),
        ("役割\r\n\t全体像", "役割全体像"),
        ("か゛いしゃ", "がいしゃ"),
    ],
)
def test_spellings_of_one_thing_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("フォロワーシップ", "フォローアップ"),
        ("人材", "人財"),
        ("Lv.2", "Lv.3"),
        ("マスマーケティング", "マーケティング"),
        ("2,228人", "2,228名"),
        ("AI基礎", "データ基礎"),
    ],
)
def test_different_things_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_words_of_english_keep_their_spaces() -> None:
    assert fold("Digital  Expert") == "digital expert"


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b", "\x00\x01", "\ud800"])
def test_nothing_readable_cleans_to_nothing(text: str) -> None:
    assert clean(text) == ""


def test_spaced_programme_names_close_up_to_their_names(corpus: Corpus) -> None:
    for record in corpus.of(Kind.PROGRAMME):
        raw = record.quote("name").text
        assert " " in raw
        assert fold(close_up(raw)) == fold(record.name)


@pytest.mark.parametrize("text", ["A B", "Digital Expert", "データ 基礎", "a bc d e"])
def test_ordinary_text_is_not_closed_up(text: str) -> None:
    assert close_up(text) == text


def test_the_way_between_raw_and_folded_text_never_touches_the_source(corpus: Corpus) -> None:
    assert "一步先" in corpus.source.text
    assert "デ ジ タ ル エ キ ス バ ー ト" in corpus.source.text
