import pytest

from assistant.types import Language
from assistant.verify.roles import exchanged

VOICES = "市民から寄せられた「待たずに済んだ」といった声を市役所全体に共有し、行動を促す。"
SUPPORT = "不安がある現場職員に対し、相談しやすい支援体制を明確に示す。"
EXPLAINING = "市民や事業者に対して、相手の理解度に合わせて正確に説明する。"
EACH = "市民にとってストレスのない手続きを、職員にとっては業務負担の軽減を目的と定める。"
LAYERS = "全職員を3層に分け、民間企業や大学等とも連携した研修を実施"
VISITORS = "窓口を訪れた市民のお困りごとを整理する。"
HELP = "企業の協力を得て、研修を実施"
ENGLISH = "Shares comments from citizens with the whole city hall."
CARE = "Serves citizens kindly and gives advice to members."


@pytest.mark.parametrize(
    ("claim", "evidence", "language"),
    [
        ("市役所から寄せられた声を市民に共有します", VOICES, "ja"),
        ("不安がある市民に対し、現場職員が支援体制を示します", SUPPORT, "ja"),
        ("市民や事業者が正確に説明します", EXPLAINING, "ja"),
        ("企業が市の協力を得て研修を実施します", HELP, "ja"),
        ("市民にとっての業務負担の軽減と、職員にとってストレスのない手続きを定めます", EACH, "ja"),
        ("民間企業や大学が全職員を3層に分けます", LAYERS, "ja"),
        ("Shares comments from the city hall with citizens.", ENGLISH, "en"),
    ],
)
def test_somebody_with_the_part_of_another_is_found(
    claim: str, evidence: str, language: Language
) -> None:
    assert exchanged(claim, [evidence], language)


@pytest.mark.parametrize(
    ("claim", "evidence", "language"),
    [
        ("市民から寄せられた声を市役所全体で共有します", VOICES, "ja"),
        ("市民から寄せられた声が市役所全体に共有されます", VOICES, "ja"),
        ("現場職員に支援体制を示します", SUPPORT, "ja"),
        ("市民や事業者には正確に説明します", EXPLAINING, "ja"),
        ("市民が説明を受けます", EXPLAINING, "ja"),
        ("市民にとっては手続きのストレスがなく、職員にとっては負担が軽くなります", EACH, "ja"),
        ("市民が窓口を訪れて困りごとを話します", VISITORS, "ja"),
        ("職員が全職員を3層に分けます", LAYERS, "ja"),
        ("研修は、企業の協力を得て実施されます", HELP, "ja"),
        ("Comments from citizens are shared with the city hall.", ENGLISH, "en"),
        ("Members are given advice.", CARE, "en"),
        ("研修を実施します", HELP, "ja"),
    ],
)
def test_the_same_parts_in_other_words_are_let_pass(
    claim: str, evidence: str, language: Language
) -> None:
    assert not exchanged(claim, [evidence], language)
