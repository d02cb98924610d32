"""Follow-ups: what a short question means after another, and what it must not take over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.conversation import Conversation
from assistant.understand.choice import chosen
from assistant.understand.query import Aspect, Query, Subject

After = Callable[..., Query]
CRITICAL = "skill/lv3/critical-thinking"


@pytest.mark.parametrize(
    "question",
    [
        "じゃあLv.4は？",
        "Lv.4は？",
        "では、レベル4はどうですか",
        "Lv.4だと？",
        "what about Level 4?",
        "and Level 4?",
        "Lv4",
    ],
)
def test_another_level_asks_the_same_of_that_level(after: After, question: str) -> None:
    query = after("Lv.3の思考・認識の必須スキルは？", question)
    assert (query.levels, query.facets, query.subject) == ((4,), ("thinking",), Subject.SKILL)
    assert query.elliptical


@pytest.mark.parametrize(
    "question", ["外部影響だけ", "外部影響は？", "外部影響に絞って", "only External Influence"]
)
def test_a_facet_alone_narrows_the_last_question(after: After, question: str) -> None:
    query = after("Lv.3の必須スキルは？", question)
    assert (query.levels, query.facets, query.subject) == ((3,), ("influence",), Subject.SKILL)


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("次のレベルは？", 4),
        ("一つ上のレベルは？", 4),
        ("next level?", 4),
        ("前のレベルは？", 2),
        ("ひとつ下の段階は？", 2),
        ("what about one level lower?", 2),
    ],
)
def test_the_next_level_is_counted_from_the_last_one(
    after: After, question: str, level: int
) -> None:
    query = after("Lv.3の必須スキルは？", question)
    assert query.levels == (level,)
    assert query.subject in (Subject.SKILL, Subject.LEVEL)


@pytest.mark.parametrize("question", ["次のレベルは？", "一つ上のレベルは？"])
def test_there_is_no_level_above_the_highest(after: After, question: str) -> None:
    query = after("Lv.5の必須スキルは？", question)
    assert query.levels in ((), (5,))


@pytest.mark.parametrize(
    "question",
    ["育成項目は？", "じゃあ育成項目は？", "and the training items?", "育成項目も教えて"],
)
def test_another_kind_stays_at_the_level_and_facet(after: After, question: str) -> None:
    query = after("Lv.2の業務遂行の必須スキルは？", question)
    assert (query.levels, query.facets, query.subject) == ((2,), ("execution",), Subject.TRAINING)


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("その活用例は？", Aspect.EXAMPLE),
        ("活用例は？", Aspect.EXAMPLE),
        ("例えば？", Aspect.EXAMPLE),
        ("give me an example of it", Aspect.EXAMPLE),
        ("それはどのレベル？", Aspect.WHICH_LEVEL),
        ("どのレベル？", Aspect.WHICH_LEVEL),
        ("which level is it?", Aspect.WHICH_LEVEL),
        ("どの区分？", Aspect.WHICH_FACET),
    ],
)
def test_an_aspect_alone_is_asked_of_what_was_shown(
    after: After, question: str, aspect: Aspect
) -> None:
    query = after("批判的思考の定義は？", question, CRITICAL)
    assert query.focus == (CRITICAL,)
    assert aspect in query.aspects
    assert Aspect.DEFINITION not in query.aspects


@pytest.mark.parametrize("question", ["説明力は？", "じゃあ説明力は？", "what about 説明力?"])
def test_another_name_is_asked_the_same(after: After, question: str) -> None:
    query = after("質問力の活用例は？", question, "skill/lv2/questioning")
    assert {i for m in query.mentions for i in m.record_ids} >= {"skill/lv1/explanation"}
    assert Aspect.EXAMPLE in query.aspects
    assert query.focus == ()


SHOWN = ("skill/lv3/data-ai-strategy", "skill/lv3/goal-setting", CRITICAL)


@pytest.mark.parametrize(
    ("question", "record_id"),
    [
        ("1番目の定義は？", SHOWN[0]),
        ("2番目のは？", SHOWN[1]),
        ("2つ目の定義", SHOWN[1]),
        ("三番目は？", SHOWN[2]),
        ("最後のは？", SHOWN[2]),
        ("the second one?", SHOWN[1]),
        ("what is the last one?", SHOWN[2]),
    ],
)
def test_an_ordinal_picks_from_what_was_shown(after: After, question: str, record_id: str) -> None:
    assert after("Lv.3の思考・認識のスキルは？", question, *SHOWN).focus == (record_id,)


def test_an_ordinal_beyond_what_was_shown_picks_nothing(after: After) -> None:
    assert after("Lv.3の思考・認識のスキルは？", "6番目のは？", *SHOWN).focus == ()


@pytest.mark.parametrize(
    ("answer", "picked"),
    [
        ("1", "甲"),
        ("２", "乙"),
        ("2番", "乙"),
        ("(3)", "丙"),
        ("2です", "乙"),
        ("1。", "甲"),
        ("3番目", "丙"),
    ],
)
def test_a_number_picks_an_offered_question(answer: str, picked: str) -> None:
    assert chosen(answer, Conversation(choices=("甲", "乙", "丙"))) == picked


@pytest.mark.parametrize(
    "answer", ["0", "4", "5", "10", "12", "Lv.2", "2つ", "2のスキル", "", "二人"]
)
def test_what_is_no_offered_number_picks_nothing(answer: str) -> None:
    assert chosen(answer, Conversation(choices=("甲", "乙", "丙"))) is None


def test_a_number_picks_nothing_where_nothing_was_offered() -> None:
    assert chosen("1", Conversation()) is None


@pytest.mark.parametrize(
    ("first", "shown"),
    [
        ("批判的思考の定義は？", (CRITICAL,)),
        ("プロフェッショナルトラックの応募要件は？", ("rule/r11",)),
        ("推奨スキルは全部で何個？", ()),
        ("DXアカデミーとは", ("programme/dx-academy",)),
        ("Lv.1とLv.2の違いは？", ("level/1", "level/2")),
        ("What is the phone number?", ("fact/contact/office",)),
    ],
)
@pytest.mark.parametrize(
    "question",
    [
        "Lv.3の必須スキルは？",
        "Lv.2とLv.4の違いを教えて",
        "質問力の定義は？",
        "質問力はどのレベルのスキルですか",
        "Lv.4の組織運営の育成項目は？",
        "推奨スキルを全部教えて",
        "必須スキルは全部でいくつありますか",
        "プロフェッショナルトラック制度の応募要件は何ですか",
        "デジタルエキスパートとは何ですか",
        "令和5年度から3年間で何人育成しましたか",
        "問い合わせ先の電話番号を教えてください",
        "使命感に必須スキルはありますか",
        "What are the training items at Level 2?",
        "Compare Level 1 and Level 5",
        "Lv.6のスキルは？",
        "今日の北九州市の天気を教えて",
    ],
)
def test_a_question_that_stands_alone_takes_nothing_from_before(
    after: After, first: str, shown: tuple[str, ...], question: str
) -> None:
    query = after(first, question, *shown)
    assert not query.elliptical
    assert query.standalone == query.text
    assert query.focus == ()


def test_the_language_is_that_of_the_follow_up(after: After) -> None:
    assert after("Lv.3の必須スキルは？", "what about Level 4?").language == "en"
