"""Linking of names, over every record that people name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understand.lexicon import Lexicon, names_of
from assistant.understand.query import Mention
from assistant.understand.skeleton import skeleton
from corpus import Corpus, Kind, Record
from corpus.folding import fold

NAMED = (
    Kind.REQUIRED_SKILL,
    Kind.RECOMMENDED_SKILL,
    Kind.TRAINING_ITEM,
    Kind.PROGRAMME,
    Kind.FACET_GROUP,
    Kind.AXIS,
    Kind.TOPIC,
)
SHORTEST_TYPO = 6


def linked(lexicon: Lexicon, text: str) -> set[str]:
    return {i for mention in lexicon.find(fold(text)) for i in mention.record_ids}


def mentions(lexicon: Lexicon, text: str) -> tuple[Mention, ...]:
    return lexicon.find(fold(text))


def named(corpus: Corpus) -> list[Record]:
    return [record for kind in NAMED for record in corpus.of(kind)]


@pytest.mark.parametrize(
    "sentence", ["{}", "{}とは何ですか", "「{}」を教えてください", "What is {}?"]
)
def test_every_name_and_alias_links_to_its_record(
    lexicon: Lexicon, corpus: Corpus, sentence: str
) -> None:
    missed = [
        (record.id, name)
        for record in named(corpus)
        for name in names_of(record)
        if record.id not in linked(lexicon, sentence.format(name))
    ]
    assert missed == []


def test_a_skill_in_brackets_is_one_exact_mention_of_those_words(
    lexicon: Lexicon, corpus: Corpus
) -> None:
    for record in corpus.of(Kind.REQUIRED_SKILL):
        (mention,) = mentions(lexicon, f"「{record.name}」の活用例")
        assert mention.exact
        assert record.id in mention.record_ids
        assert skeleton(mention.surface)[0] == skeleton(fold(record.name))[0]


@pytest.mark.parametrize(
    ("written", "record_id"),
    [
        ("ふぉろわーしっぷ", "skill/lv2/followership"),
        ("ﾌｫﾛﾜｰｼｯﾌﾟ", "skill/lv2/followership"),
        ("フォロワシップ", "skill/lv2/followership"),
        ("フォローアップ", "skill/lv2/followership"),
        ("質問カ", "skill/lv2/questioning"),
        ("ＤＸアカデミー", "programme/dx-academy"),
        ("ＤＸｱｶﾃﾞﾐｰ", "programme/dx-academy"),
        ("Ｄ Ｘ ア カ デ ミ ー", "programme/dx-academy"),
        ("エキスバート", "topic/expert"),
        ("デ ジ タ ル エ キ ス パ ー ト", "topic/expert"),
        ("検証(ビジネス視点)", "skill/lv4/business-verification"),
        ("検証【ビジネス視点】", "skill/lv4/business-verification"),
        ("ゴール/KGI・KPI", "training/lv3/goals-kgi-kpi"),
        ("ひはんてきしこう", "skill/lv3/critical-thinking"),
        ("しつもんりょく", "skill/lv2/questioning"),
        ("CRITICAL THINKING", "skill/lv3/critical-thinking"),
        ("critical-thinking", "skill/lv3/critical-thinking"),
        ("プロジェクト・マネジメント", "skill/lv4/project-management"),
        ("プロジエクトマネジメント", "skill/lv4/project-management"),
    ],
)
def test_width_script_and_marks_do_not_matter(
    lexicon: Lexicon, corpus: Corpus, written: str, record_id: str
) -> None:
    assert record_id in corpus.records
    assert record_id in linked(lexicon, f"{written}の定義は？")


def test_half_width_full_width_and_hiragana_forms_of_every_katakana_skill_link(
    lexicon: Lexicon, corpus: Corpus
) -> None:
    wide = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})
    soft = str.maketrans({chr(c): chr(c - 0x60) for c in range(0x30A1, 0x30F7)})
    missed = [
        (record.id, form)
        for record in corpus.of(Kind.REQUIRED_SKILL)
        for form in (record.name.translate(wide), record.name.translate(soft))
        if record.id not in linked(lexicon, f"{form}とは")
    ]
    assert missed == []


def test_a_long_vowel_left_out_or_a_separator_changed_still_links(
    lexicon: Lexicon, corpus: Corpus
) -> None:
    changes = (("ー", ""), ("・", ""), ("／", "・"), ("（", "("), ("）", ")"))
    missed = [
        (record.id, record.name.replace(old, new))
        for kind in (Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM, Kind.RECOMMENDED_SKILL)
        for record in corpus.of(kind)
        for old, new in changes
        if old in record.name
        and record.id not in linked(lexicon, f"{record.name.replace(old, new)}とは何？")
    ]
    assert missed == []


def _near_names(corpus: Corpus, typo: str, own: Record) -> bool:
    """Whether a typo happens to be another record's name."""
    return any(
        fold(name) in fold(typo)
        for record in named(corpus)
        if record.id != own.id
        for name in names_of(record)
    )


def test_one_wrong_letter_in_a_long_name_still_links(lexicon: Lexicon, corpus: Corpus) -> None:
    missed = []
    tried = 0
    for record in corpus.of(Kind.REQUIRED_SKILL):
        for place in (1, len(record.name) // 2, len(record.name) - 1):
            typo = record.name[:place] + "ゑ" + record.name[place + 1 :]
            letters = len(skeleton(fold(record.name))[0])
            if letters < SHORTEST_TYPO or record.name[place] in "・／（）ー":
                continue
            if _near_names(corpus, typo, record):
                continue
            tried += 1
            if record.id not in linked(lexicon, f"{typo}とは何ですか"):
                missed.append(typo)
    assert tried > 20
    assert missed == []


def test_a_name_found_in_spite_of_a_typo_is_marked_inexact(lexicon: Lexicon) -> None:
    (mention,) = mentions(lexicon, "ビジネスアナリツスとは何ですか")
    assert "skill/lv4/business-analysis" in mention.record_ids
    assert not mention.exact


@pytest.mark.parametrize(
    ("question", "record_id"),
    [
        ("必須スキルの「ビジネスアナリツス」", "skill/lv4/business-analysis"),
        ("育成項目のファシリテーシヨソとは", "training/lv3/facilitation"),
        ("デジタルスキル標順のバージョン", "fact/skills/standard-defined"),
    ],
)
def test_a_misspelt_name_is_found_beside_a_word_for_its_kind(
    lexicon: Lexicon, question: str, record_id: str
) -> None:
    assert record_id in linked(lexicon, question)


@pytest.mark.parametrize(
    "sentence",
    [
        "窓口の仕組みを設計する",
        "結果を検証するのは誰ですか",
        "情報を発信する人は",
        "説明してください",
        "質問があります",
        "今日の天気は",
        "ラーメンを食べたい",
        "市役所の場所はどこ",
        "3pmの会議",
        "development of the city",
        "a designer of games",
        "weather tomorrow",
        "表計算の使い方",
        "給料はいくら",
        "部長は誰",
    ],
)
def test_everyday_words_link_to_nothing_that_counts(lexicon: Lexicon, sentence: str) -> None:
    assert [m for m in mentions(lexicon, sentence) if not m.weak] == []


@pytest.mark.parametrize(
    ("sentence", "absent"),
    [
        ("3pm", "skill/lv4/project-management"),
        ("rpms", "skill/lv4/project-management"),
        ("eager", "recommended/business/enterprise-architecture"),
        ("area", "recommended/business/enterprise-architecture"),
        ("redesigned", "recommended/business/design"),
    ],
)
def test_a_latin_name_does_not_link_inside_another_word(
    lexicon: Lexicon, sentence: str, absent: str
) -> None:
    assert absent not in linked(lexicon, sentence)


@pytest.mark.parametrize(
    ("question", "record_id"),
    [
        ("マスマーケティングとは", "training/lv5/mass-marketing"),
        ("業務プロセス・オペレーション設計はどのレベル", "training/lv4/process-design"),
        ("チーム開発について", "recommended/technology/team-development"),
        ("データ・AI活用業務の設計・事業実装・評価とは", "recommended/data/data-ai-operations"),
    ],
)
def test_the_longest_name_wins(
    lexicon: Lexicon, corpus: Corpus, question: str, record_id: str
) -> None:
    found = mentions(lexicon, question)
    assert len(found) == 1
    assert corpus.get(record_id).id in found[0].record_ids


def test_two_names_in_a_question_are_found_in_reading_order(lexicon: Lexicon) -> None:
    found = mentions(lexicon, "説明力と質問力と適応力の違いは？")
    assert [m.surface for m in found] == ["説明力", "質問力", "適応力"]


@given(st.text(max_size=80))
def test_any_text_gives_mentions_inside_it_that_do_not_overlap(lexicon: Lexicon, text: str) -> None:
    folded = fold(text)
    found = lexicon.find(folded)
    assert all(0 <= m.start < m.end <= len(folded) for m in found)
    assert all(m.surface == folded[m.start : m.end] for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
