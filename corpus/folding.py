"""Text folding: one form for matching, with the way back to the raw text.

Folding is for search and linking only. What is shown or cited is always the raw text.
"""

import re
import unicodedata
from functools import lru_cache

# 步 (U+6B65) stands once in the text where it means 歩; エキスバート and プロジエクト are slips in
# the one row of spaced vertical text.
_VARIANTS = str.maketrans(
    {
        "步": "歩",
        "奬": "奨",
        "髙": "高",
        "﨑": "崎",
        "逹": "達",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "～": "~",
        "〜": "~",
    }
)
_SLIPS = (("エキスバート", "エキスパート"), ("プロジエクト", "プロジェクト"))

# Categories Cc (control), Cf (format: zero-width, bidi marks), Cs, Co, Cn carry nothing to read.
_UNREADABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_CJK = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff々〆ヶ]"
_SPACE_IN_JAPANESE = re.compile(rf"(?<={_CJK})\s+(?={_CJK})")
_SPACES = re.compile(r"\s+")
_SPACED_LETTERS = re.compile(r"(?:(?<=\s)|^)(\S)(?:\s(\S)(?=\s|$)){2,}")


def clean(text: str) -> str:
    """Drop control, format and unassigned characters; newlines and tabs become spaces."""
    kept = (
        " " if char in "\n\r\t\u2028\u2029" else char
        for char in text
        if char in "\n\r\t\u2028\u2029" or unicodedata.category(char) not in _UNREADABLE
    )
    return _SPACES.sub(" ", "".join(kept)).strip()


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The matching form: NFKC, lower case, variants unified, no spaces between Japanese letters.

    Idempotent. Not reversible: match on it, never show it.
    """
    folded = unicodedata.normalize("NFKC", clean(text)).translate(_VARIANTS).lower()
    folded = _SPACE_IN_JAPANESE.sub("", _SPACES.sub(" ", folded)).strip()
    # A sound mark set apart by a space now stands by its letter and makes one with it.
    folded = unicodedata.normalize("NFKC", folded)
    for slip, meant in _SLIPS:
        folded = folded.replace(slip, meant)
    return folded


def closed_up(text: str) -> str:
    """The matching form without any space: the text spaces words where nobody else does."""
    return _SPACES.sub("", fold(text))


def close_up(text: str) -> str:
    """Join text set one letter at a time (`D X ア カ デ ミ ー`), leaving ordinary text alone."""
    if not _SPACED_LETTERS.fullmatch(text.strip()):
        return text
    return text.replace(" ", "")
