import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cli.language import hoist, interface_language


@pytest.mark.parametrize(
    ("arguments", "hoisted"),
    [
        (["ask", "x", "--lang", "en"], ["--lang", "en", "ask", "x"]),
        (["ask", "--lang=en", "x"], ["--lang=en", "ask", "x"]),
        (["--lang", "ja", "ask"], ["--lang", "ja", "ask"]),
        (["ask", "--", "--lang", "en"], ["ask", "--", "--lang", "en"]),
        (["ask", "--lang"], ["--lang", "ask"]),
        (["ask", "--lang", "--", "x"], ["--lang", "ask", "--", "x"]),
        (["ask", "--language"], ["ask", "--language"]),
        ([], []),
    ],
)
def test_the_language_moves_to_the_front(arguments: list[str], hoisted: list[str]) -> None:
    assert hoist(arguments) == hoisted


@given(st.lists(st.sampled_from(["ask", "--lang", "--lang=en", "en", "--", "x"])))
def test_moving_loses_and_adds_nothing(arguments: list[str]) -> None:
    assert sorted(hoist(arguments)) == sorted(arguments)


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "ja"),
        ([], {"LANG": "C.UTF-8"}, "ja"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "ja"),
        ([], {"LC_ALL": "ja_JP.UTF-8", "LANG": "en_US.UTF-8"}, "ja"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "ja_JP"}, "en"),
        (["--lang", "en", "ask"], {"LANG": "ja_JP.UTF-8"}, "en"),
        (["--lang=ja", "ask"], {"LANG": "en_US.UTF-8"}, "ja"),
        (["--lang", "fr"], {"LANG": "en_US.UTF-8"}, "en"),
        (["--lang"], {}, "ja"),
    ],
)
def test_the_option_goes_before_the_locale_and_japanese_is_the_rest(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert interface_language(arguments, environment) == language
