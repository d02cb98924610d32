import pytest

from assistant.types import Language
from assistant.verify.opposites import opposite_of

SIMPLE = "簡易な課題を自力で解決するための行動を起こす力。"
FLEXIBLE = "Responds flexibly and produces quantitative results."


@pytest.mark.parametrize(
    ("claim", "evidence", "language"),
    [
        ("難しい課題を自力で解決します", SIMPLE, "ja"),
        ("Responds rigidly.", FLEXIBLE, "en"),
    ],
)
def test_the_opposite_of_what_the_evidence_says_is_found(
    claim: str, evidence: str, language: Language
) -> None:
    assert opposite_of(claim, [evidence], language)


@pytest.mark.parametrize(
    ("claim", "evidence", "language"),
    [
        ("簡単な課題を自力で解決します", SIMPLE, "ja"),
        ("難しくない課題を自力で解決します", SIMPLE, "ja"),
        ("難しい課題ではなく簡易な課題を解決します", SIMPLE, "ja"),
        ("難しい課題に取り組みます", "課題に取り組む。", "ja"),
        ("Does not respond rigidly.", FLEXIBLE, "en"),
    ],
)
def test_what_is_denied_or_has_no_opposite_there_is_let_pass(
    claim: str, evidence: str, language: Language
) -> None:
    assert not opposite_of(claim, [evidence], language)
