import pytest

from assistant.types import Language
from assistant.verify.apportioned import said_of_another
from assistant.verify.mentions import Mentions
from corpus import load_corpus

LEVELS = Mentions(load_corpus()).levels
JAPANESE = "Lv.2は各職場でのDXの実行を、Lv.3はそれに加えて企画も担うことができるレベルです。"
ENGLISH = (
    "Lv.4 can take on overseeing a cross-organizational project, "
    "and Lv.5 can take on overseeing the city-wide strategy."
)


@pytest.mark.parametrize(
    ("claim", "evidence", "language"),
    [
        ("Lv.2は企画を、Lv.3は実行を担います", JAPANESE, "ja"),
        ("Lv.2は各職場でのDXの企画を担います", JAPANESE, "ja"),
        ("Lv.2は、DXの実行だけでなく、その企画も担います", JAPANESE, "ja"),
        ("Lv.4 oversees the city-wide strategy.", ENGLISH, "en"),
    ],
)
def test_what_belongs_to_another_level_is_found(
    claim: str, evidence: str, language: Language
) -> None:
    assert said_of_another(claim, [evidence], LEVELS, language)


@pytest.mark.parametrize(
    ("claim", "evidence", "language"),
    [
        ("Lv.2は各職場でDXを実行できるレベルです", JAPANESE, "ja"),
        ("Lv.3は実行に加えて企画も担います", JAPANESE, "ja"),
        ("実行を担うのがLv.2、企画も担うのがLv.3です", JAPANESE, "ja"),
        ("Lv.5 oversees the city-wide strategy.", ENGLISH, "en"),
        ("Lv.5 oversees the city-wide strategy.", "Lv.5 oversees projects.", "en"),
    ],
)
def test_what_belongs_to_the_level_itself_is_let_pass(
    claim: str, evidence: str, language: Language
) -> None:
    assert not said_of_another(claim, [evidence], LEVELS, language)
