"""Words that may stand for the text's own in a faithful paraphrase, authored for its vocabulary."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from assistant.types import Language
from assistant.verify.words import english_words, stem, words

_File = TypeAdapter(dict[str, str])


def substitutes(word: str, language: Language) -> frozenset[str]:
    """The dictionary forms (in English, the stems) that may stand for a word of the text.

    Args:
        word: Its dictionary form or stem.
        language: Of the word.
    """
    return _thesaurus(language).get(word, frozenset())


@cache
def _thesaurus(language: Language) -> dict[str, frozenset[str]]:
    file = Path(__file__).with_name(f"thesaurus.{language}.toml")
    entries = _File.validate_python(tomllib.loads(file.read_text(encoding="utf-8")))
    if language == "en":
        merged: dict[str, frozenset[str]] = {}
        for word, listed in entries.items():
            merged[stem(word)] = merged.get(stem(word), frozenset()) | set(english_words(listed))
        return merged
    return {word: _forms(listed) for word, listed in entries.items()}


def _forms(listed: str) -> frozenset[str]:
    """Each substitute as listed, and the words of meaning that Sudachi makes of it."""
    return frozenset(listed.split()) | {
        one.lemma for entry in listed.split() for one in words(entry) if one.says_something
    }
