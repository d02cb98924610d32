"""Which language a question is in."""

import re

from assistant.types import Language

_HIRAGANA = re.compile(r"[\u3041-\u3096]")
JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_ENGLISH_WORD = re.compile(
    r"\b(?:the|is|are|what|which|who|when|where|why|how|does|do|can|could|should|would|will|my|i|"
    r"me|a|an|of|for|to|in|with|as|at|that|this|it|on|list|show|tell|explain|define|compare|and|about|give|please)\b",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[A-Za-z]{2,}")
# This many function words make an English sentence, if Latin letters outweigh hiragana so far.
_SENTENCE = 2
_MOSTLY = 3
_LEVEL = re.compile(r"(?i)\b(?:lv|l|level)\.?\s?\d+|\b(?:lv|dx|ai|it|kpi|kgi|pm|ojt|off)\b\.?")


def detect_language(text: str, default: Language = "ja") -> Language:
    """The language of the sentence, not of the names in it.

    `ja` with hiragana, unless most of it is an English sentence with a Japanese name inside; `en`
    with English function words; else by the letters; else `default`.
    """
    hiragana = len(_HIRAGANA.findall(text))
    if hiragana:
        latin = sum(map(len, _LATIN.findall(text)))
        english = len(_ENGLISH_WORD.findall(text)) >= _SENTENCE and latin > _MOSTLY * hiragana
        return "en" if english else "ja"
    if _ENGLISH_WORD.search(text):
        return "en"
    if JAPANESE.search(text):
        return "ja"
    return "en" if _LATIN.search(_LEVEL.sub("", text)) else default
