"""The catalogue of texts for users."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import assistant
from assistant.messages import LANGUAGES, catalogue, text, variables
from assistant.types import Language

# Keys as the code writes them; those built with an f-string are covered by the language test.
_WRITTEN = re.compile(r'\b(?:text|_say)\(\s*"([a-z_]+\.[a-z_0-9]+)"')
_SAID = re.compile(r'\b(?:say|title)\(\s*"([a-z_0-9]+)"')


def test_both_languages_have_the_same_texts() -> None:
    japanese, english = (set(catalogue(language)) for language in ("ja", "en"))
    # What only one language needs is listed here, so that nothing is forgotten by chance.
    assert japanese ^ english == set()


def test_a_text_has_the_same_variables_in_both_languages() -> None:
    differing = [
        key
        for key, template in catalogue("ja").items()
        if variables(template) != variables(catalogue("en").get(key, template))
    ]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_filled_in(language: Language) -> None:
    for key, template in catalogue(language).items():
        filled = text(key, language, **dict.fromkeys(variables(template), "甲"))
        assert [v for v in variables(template) if f"{{{v}}}" in filled] == [], key
        assert filled.count("甲") >= len(variables(template)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_but_the_separator_that_is_none(language: Language) -> None:
    empty = {key for key, template in catalogue(language).items() if not template.strip()}
    assert empty <= {"answer.scope_join"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_variables_are_plain_names(language: Language) -> None:
    """No positions, attributes or formats: a translator must be able to move them."""
    for key, template in catalogue(language).items():
        for _, name, spec, conversion in string.Formatter().parse(template):
            if name is not None:
                assert re.fullmatch(r"[a-z_]+", name), key
                assert not spec, key
                assert not conversion, key


def test_english_texts_are_english_and_japanese_ones_japanese() -> None:
    japanese = re.compile(r"[\u3041-\u3096]")
    # Quoted terms of the strategy may stand in English texts; kana endings mark a whole sentence.
    sentence = re.compile(r"(?:です|ます|ません|ください)[。？]?$")
    assert [k for k, v in catalogue("en").items() if sentence.search(v)] == []
    long = {k: v for k, v in catalogue("ja").items() if len(variables(v)) == 0 and len(v) > 20}
    assert [k for k, v in long.items() if not japanese.search(v)] == []


def test_every_key_that_the_code_names_exists() -> None:
    keys = set(catalogue("ja"))
    missing = set()
    for path in Path(assistant.__file__).parent.rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        missing |= {(path.name, k) for k in _WRITTEN.findall(code) if k not in keys}
        if "answer" in path.parts:
            said = {f"answer.{k}" for k in _SAID.findall(code)}
            missing |= {(path.name, k) for k in said if k not in keys}
    assert missing == set()


def test_an_unknown_text_is_refused() -> None:
    with pytest.raises(KeyError, match="no_such_text"):
        text("answer.no_such_text", "ja")


def test_a_missing_variable_is_refused() -> None:
    with pytest.raises(KeyError, match="too_long"):
        text("answer.too_long", "ja")


def test_a_variable_that_the_text_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError, match="empty"):
        text("answer.empty", "ja", limit=3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_with_braces_is_shown_as_it_is(language: Language) -> None:
    shown = text("answer.item", language, label="{x}")
    assert "{x}" in shown
