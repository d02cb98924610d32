import pytest

from assistant.types import Language
from assistant.verify.bounds import keeps_to, leaves

TOOLS = "既存のツールや手法にとらわれず解決策を検討する。"
DEPARTMENT = "Exerts influence beyond one's own department so that DX advances."


@pytest.mark.parametrize(
    ("claim", "kept"),
    [
        ("既存のツールや手法を使って解決策を検討します", True),
        ("既存のツールや手法に縛られないで解決策を検討します", False),
        ("解決策を検討します", False),
    ],
)
def test_what_the_evidence_leaves_behind_is_not_said_to_be_kept_to(claim: str, kept: bool) -> None:
    assert bool(keeps_to(claim, [TOOLS], "ja")) is kept


@pytest.mark.parametrize(
    ("claim", "kept"),
    [
        ("Exerts influence within one's own department.", True),
        ("Exerts influence outside one's own department.", False),
        ("Exerts influence so that DX advances.", False),
    ],
)
def test_english_goes_beyond_what_its_rendering_goes_beyond(claim: str, kept: bool) -> None:
    assert bool(keeps_to(claim, [DEPARTMENT], "en")) is kept


@pytest.mark.parametrize(
    ("claim", "evidence", "language", "moved"),
    [
        ("制約や条件にとらわれず解決策を検討します", TOOLS, "ja", True),
        ("既存の手法にとらわれず解決策を検討します", TOOLS, "ja", False),
        ("制約にとらわれず検討します", "制約を踏まえて検討する。", "ja", False),
        ("Advances DX beyond the budget.", DEPARTMENT, "en", True),
        ("Advances DX beyond the department.", DEPARTMENT, "en", False),
    ],
)
def test_a_leaving_behind_is_not_moved_to_something_else(
    claim: str, evidence: str, language: Language, moved: bool
) -> None:
    assert bool(leaves(claim, [evidence], language)) is moved
