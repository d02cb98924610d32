"""Denials, possibilities and certainties of a claim beside those of its evidence."""

import pytest

from assistant.verify.polarity import said_otherwise
from assistant.verify.polarity_en import said_otherwise_in_english
from assistant.verify.predicates import predicates

APPLY = "ただし、選出・応募時点で求めるものではありません。"
CHANGE = "認定プロセスや研修内容は年度ごとに変更になる可能性があります。"
NO_LEVELS = "概念的な区分のため、レベル認定（Lv.1→Lv.2）は行いません。"
CUSTOM = "慣例や得られた情報にとらわれず、施策を企画し提案する力。"


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("応募の時点で求められるものではありません", APPLY),
        ("応募の時点で必要とされることはありません", APPLY),
        ("研修の内容は変わることがあります", CHANGE),
        ("認定プロセスは変更になるかもしれません", CHANGE),
        ("レベルの認定はありません", NO_LEVELS),
        ("レベルの認定は実施されない", NO_LEVELS),
        ("慣例にとらわれない力", CUSTOM),
        ("施策を企画し提案する力", CUSTOM),
        ("企画するだけでなく、提案もする力", CUSTOM),
        ("企画しなければなりません", "企画が必要です"),
        ("うまく予約できなかった市民", "予約がうまくできなかった市民"),
        ("慣れているとは限らない市民", "必ずしも慣れていない市民"),
        ("よく分からない領域", "未知の領域"),
        ("人に頼らず解決する", "自力で解決する"),
        ("全職員のおよそ3分の1にあたります", "全職員の約3分の1にあたる"),
    ],
)
def test_what_is_said_as_the_evidence_says_it_passes(claim: str, evidence: str) -> None:
    assert said_otherwise(claim, [evidence]) == ""


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("応募の時点で求められます", APPLY),
        ("応募の時点で必須です", APPLY),
        ("研修の内容は変わります", CHANGE),
        ("研修の内容は必ず変更になる可能性があります", CHANGE),
        ("研修の内容は変更になりません", CHANGE),
        ("レベルの認定を行います", NO_LEVELS),
        ("レベル認定があります", NO_LEVELS),
        ("慣例にとらわれて企画する力", CUSTOM),
        ("施策を提案しない力", CUSTOM),
        ("施策を提案する可能性があります", CUSTOM),
        ("すべての施策を提案する力", CUSTOM),
        ("企画は不要です", "企画が必要です"),
        ("全職員を育成しました", "職員の約3分の1にあたる人材を育成した"),
        ("全職員を育成しました", "全職員の約3分の1にあたる人材を育成した"),
    ],
)
def test_what_is_said_otherwise_is_found(claim: str, evidence: str) -> None:
    assert said_otherwise(claim, [evidence])


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("The training may change each fiscal year.", True),
        ("The contents of the training may be changed.", True),
        ("The contents of the training change each fiscal year.", False),
        ("The training may not change each fiscal year.", False),
        ("The training always may change.", False),
    ],
)
def test_english_is_weighed_against_the_rendering(claim: str, right: bool) -> None:
    rendering = "The contents of the training may change each fiscal year."
    assert (said_otherwise_in_english(claim, [rendering]) == "") is right


def test_an_english_denial_must_be_the_renderings_own() -> None:
    rendering = "However, they are not asked for at the time of selection or application."
    assert not said_otherwise_in_english("They are not asked for at application.", [rendering])
    assert said_otherwise_in_english(
        "They are asked for at the time of selection or application.", [rendering]
    )


@pytest.mark.parametrize(
    ("claim", "rendering", "right"),
    [
        ("Neither rules nor customs are clung to.", "Works without clinging to customs.", True),
        ("It is not, however, asked for.", "It is not asked for.", True),
        ("It bears this name rather than simply that one.", "It is named not merely that.", True),
        ("Planning becomes possible.", "One can plan.", True),
        ("Only some of the courses are explained.", "Some of the courses are explained.", True),
        ("Only the courses are explained.", "The courses are explained.", False),
        ("Every skill on the common list counts.", "The skills on the common list count.", False),
        ("All staff were trained.", "About one third of all staff were trained.", False),
    ],
)
def test_english_words_that_only_join_or_soften_deny_and_insist_on_nothing(
    claim: str, rendering: str, right: bool
) -> None:
    assert (said_otherwise_in_english(claim, [rendering]) == "") is right


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("It is a training item of Lv.2.", True),
        ("Learning it is a matter of training.", True),
        ("It is not a required skill.", True),
        ("It is not one of the training items.", False),
        ("It is not a training item.", False),
    ],
)
def test_what_kind_of_thing_it_is_is_not_denied_nor_is_training(claim: str, right: bool) -> None:
    beside = ["It is a training item.", "It is a training item, not a required skill."]
    assert (said_otherwise_in_english(claim, [], beside) == "") is right


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("求めるものではありません", {"NEED"}),
        ("とらわれず、提案する", {"捕らわれる"}),
        ("来庁しなくて良い構造", {"来庁", "NEED"}),
        ("承認は不要です", {"NEED"}),
        ("企画しなければならない", set()),
        ("企画だけでなく提案も行う", set()),
        ("変わるかもしれない", set()),
    ],
)  # fmt: skip
def test_a_denial_belongs_to_the_word_before_it(text: str, denied: set[str]) -> None:
    assert {one.lemma for one in predicates(text) if one.negated} == denied
