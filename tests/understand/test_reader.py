"""Reading single questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understand.dialect import standard
from assistant.understand.query import Aspect, Attribute, Query, Subject
from assistant.understand.reader import Reader
from corpus import Corpus, Kind


def ids(query: Query) -> set[str]:
    return {i for mention in query.mentions for i in mention.record_ids}


@pytest.mark.parametrize(
    ("question", "levels", "facets", "subject"),
    [
        ("Lv.3の必須スキルは？", (3,), (), Subject.SKILL),
        ("Lv.3の思考・認識のスキルは？", (3,), ("thinking",), Subject.SKILL),
        ("業務遂行の育成項目を全部", (), ("execution",), Subject.TRAINING),
        ("Lv.2の役割（外部影響）", (2,), ("influence",), Subject.ROLE),
        ("推奨スキルはいくつ？", (), (), Subject.RECOMMENDED),
        ("使えるプログラムは？", (), (), Subject.PROGRAMME),
        ("required skills at level 4 for Thinking", (4,), ("thinking",), Subject.SKILL),
        ("training items of Lv.1 under External Influence", (1,), ("influence",), Subject.TRAINING),
        ("レベル５の組織運営に関する役割は", (5,), ("organization",), Subject.ROLE),
        ("Lv.4の使命感", (4,), ("mission",), None),
    ],
)
def test_level_facet_and_kind_are_told_apart(
    reader: Reader,
    question: str,
    levels: tuple[int, ...],
    facets: tuple[str, ...],
    subject: Subject | None,
) -> None:
    query = reader.read(question)
    assert (query.levels, query.facets, query.subject) == (levels, facets, subject)


def test_every_facet_is_read_under_each_of_its_names(reader: Reader, corpus: Corpus) -> None:
    missed = [
        (facet.facet, name, query.facets)
        for facet in corpus.of(Kind.FACET)
        for name in (facet.name, facet.name_en)
        for query in (
            reader.read(f"Lv.2の{name}のスキル"),
            reader.read(f"skills of {name} at Lv.2"),
        )
        if query.facets != (facet.facet,)
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("question", "layers"),
    [
        ("ゴールドの必須スキル", ("gold",)),
        ("シルバー人材の役割", ("silver",)),
        ("ブロンズに求められるスキル", ("bronze",)),
        ("ゴールドとシルバーの違い", ("gold", "silver")),
        ("skills of the Gold layer", ("gold",)),
    ],
)
def test_layers_are_read(reader: Reader, question: str, layers: tuple[str, ...]) -> None:
    assert reader.read(question).layers == layers


@pytest.mark.parametrize(
    "question",
    [
        "新しい窓口の仕組みを設計する手順を知りたい",
        "施策の効果を検証する担当部署はどこ",
        "市の魅力を情報発信するSNSのアカウントは",
        "I want to design a poster",
        "この質問に答えて",
    ],
)
def test_everyday_words_name_no_skill(reader: Reader, corpus: Corpus, question: str) -> None:
    kinds = {corpus.get(i).kind for i in ids(reader.read(question))}
    assert not kinds & {Kind.REQUIRED_SKILL, Kind.RECOMMENDED_SKILL, Kind.TRAINING_ITEM}


@pytest.mark.parametrize(
    ("question", "record_id"),
    [
        ("「設計」はどの分野の推奨スキル？", "recommended/business/design"),
        ("設計とは", "recommended/business/design"),
        ("人材育成の定義", "skill/lv4/people-development"),
        ("情報発信って何？", "skill/lv5/communication-outreach"),
        ("マネジメントはどのレベル？", "training/lv3/management"),
    ],
)
def test_an_everyday_word_asked_about_by_name_names_its_record(
    reader: Reader, question: str, record_id: str
) -> None:
    assert record_id in ids(reader.read(question))


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("質問力の定義", Aspect.DEFINITION),
        ("質問力の活用例", Aspect.EXAMPLE),
        ("質問力はどのレベル？", Aspect.WHICH_LEVEL),
        ("質問力と説明力の違い", Aspect.COMPARE),
        ("Lv.1～3の必須スキルは何個？", Aspect.COUNT),
        ("Lv.3までの必須スキル", Aspect.CUMULATIVE),
    ],
)
def test_what_is_asked_is_read(reader: Reader, question: str, aspect: Aspect) -> None:
    assert aspect in reader.read(question).aspects


def test_the_name_of_a_skill_does_not_say_what_is_asked(reader: Reader) -> None:
    # 「説明」 and 「質問」 inside names are no words of asking.
    assert reader.read("説明力").aspects == frozenset()
    assert reader.read("タスク管理").subject is None


def test_the_sort_of_value_is_read_beside_a_name(reader: Reader) -> None:
    query = reader.read("DX関連資格取得等サポート制度の補助はいくら？")
    assert Attribute.AMOUNT in query.attributes
    assert "programme/certification-support" in ids(query)


def test_markup_around_a_question_is_not_read(reader: Reader) -> None:
    plain = reader.read("Lv.2の必須スキルは？")
    wrapped = reader.read("<b onclick='x()'>Lv.2</b>の<i>必須スキル</i>は？<script></script>")
    assert (wrapped.levels, wrapped.subject) == (plain.levels, plain.subject)


def test_invisible_characters_do_not_change_a_question(reader: Reader) -> None:
    plain = reader.read("批判的思考の定義は？")
    strewn = reader.read("批\u200b判的\u2060思考\u202eの\x00定\ufeff義は？\x07")
    assert (strewn.text, strewn.mentions, strewn.aspects) == (
        plain.text,
        plain.mentions,
        plain.aspects,
    )


@given(st.text(max_size=200))
def test_any_text_can_be_read(reader: Reader, text: str) -> None:
    query = reader.read(text)
    assert set(query.levels) <= {1, 2, 3, 4, 5}
    assert query.language in ("ja", "en")
    assert query.language == "en" or query.standalone == standard(query.text)
    assert not query.elliptical


@pytest.mark.parametrize(
    ("question", "levels", "invalid"),
    [
        ("Lv.2の次のレベルの必須スキルは？", (3,), ()),
        ("Lv.2です。次のレベルに行くには？", (2, 3), ()),
        ("I am at level 3. How do I reach the next level?", (3, 4), ()),
        ("Lv.5の次のレベルは？", (), ("Lv.6",)),
        ("Lv.3は前のレベルより何が増えましたか", (3,), ()),
    ],
)
def test_the_level_after_one_named_is_meant(
    reader: Reader, question: str, levels: tuple[int, ...], invalid: tuple[str, ...]
) -> None:
    query = reader.read(question)

    assert query.levels == levels
    assert query.invalid_levels == invalid


@pytest.mark.parametrize(
    ("question", "facets"),
    [
        ("業務逐行のスキル", ("execution",)),
        ("組職運営の必須スキルは", ("organization",)),
        ("思考・認職の育成項目", ("thinking",)),
        ("業務改善のスキル", ()),
        ("業務進行が遅い", ()),
    ],
)
def test_a_facet_with_one_wrong_kanji_is_read(
    reader: Reader, question: str, facets: tuple[str, ...]
) -> None:
    assert reader.read(question).facets == facets


@pytest.mark.parametrize(
    "cushion",
    [
        "恐れ入りますが、",
        "差し支えなければ、",
        "お手数ですが、",
        "申し訳ございませんが、",
        "もし可能であれば",
    ],
)
def test_words_that_only_soften_a_request_ask_for_nothing(reader: Reader, cushion: str) -> None:
    plain, polite = (
        reader.read(f"{words}Lv.3の必須スキルをすべてご教示いただけますでしょうか")
        for words in ("", cushion)
    )

    assert (polite.aspects, polite.content) == (plain.aspects, plain.content)
