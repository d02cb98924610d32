import pytest

from assistant.types import Language
from assistant.verify.order import reversed_in

SHARING = "変革の必要性と価値を共有することで、抵抗や不安を前向きな協働へと転換する力。"
PLANNING = "DX変革テーマの実現に向けて、必要な資源（要員・技術）を確保する力。"
REASON = "概念的な区分のため、レベル認定は行いません。"
STEPS = "業務の手順や優先順位を整理して遂行し、円滑なDXの実行につなげる力。"
ENGLISH = (
    "Builds a structure for moving forward together by sharing the necessity and value of reform."
)
CONDITION = "If the requirements are met, one may be approved as a specialist."


@pytest.mark.parametrize(
    ("claim", "evidence", "language"),
    [
        ("抵抗や不安を転換することで、変革の必要性と価値を共有します", SHARING, "ja"),
        ("必要な資源の確保に向けて、変革テーマを実現します", PLANNING, "ja"),
        ("レベル認定を行わないため、概念的な区分とされています", REASON, "ja"),
        ("円滑なDXの実行を通じて、手順や優先順位を整理します", STEPS, "ja"),
        ("抵抗や不安を転換し、そこから変革の必要性と価値を共有します", SHARING, "ja"),
        ("Shares the necessity of reform by building a structure together.", ENGLISH, "en"),
        ("If one is approved as a specialist, the requirements are met.", CONDITION, "en"),
    ],
)
def test_a_condition_taken_for_what_follows_from_it_is_found(
    claim: str, evidence: str, language: Language
) -> None:
    assert reversed_in(claim, [evidence], language)


@pytest.mark.parametrize(
    ("claim", "evidence", "language"),
    [
        ("変革の必要性を共有することで、抵抗や不安を協働に変えます", SHARING, "ja"),
        ("抵抗や不安を協働に変えるために、変革の必要性や価値を共有します", SHARING, "ja"),
        ("抵抗や不安が協働に変わるのは、変革の必要性を共有した場合です", SHARING, "ja"),
        ("必要な資源を確保することで、変革テーマを実現します", PLANNING, "ja"),
        ("レベル認定を行わないのは、概念的な区分のためです", REASON, "ja"),
        ("円滑なDXの実行につなげるために、手順や優先順位を整理します", STEPS, "ja"),
        ("By sharing the necessity of reform, builds a structure together.", ENGLISH, "en"),
        ("Shares the necessity of reform so that a structure is built together.", ENGLISH, "en"),
        ("One may be approved as a specialist once the requirements are met.", CONDITION, "en"),
        ("抵抗や不安について述べています", SHARING, "ja"),
        ("変革の必要性を共有して抵抗や不安を協働に変えるためのものです", SHARING, "ja"),
        ("Reform: a structure is built together, and its necessity is shared.", ENGLISH, "en"),
    ],
)
def test_the_same_order_in_other_words_is_let_pass(
    claim: str, evidence: str, language: Language
) -> None:
    assert not reversed_in(claim, [evidence], language)
