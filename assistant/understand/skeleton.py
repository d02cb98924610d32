"""Skeletons: a form of a name that spelling habits do not change.

Hiragana becomes katakana, long-vowel marks and separators go, small kana become large, and letters
that look or sound alike (力 and カ, ロ and 口, ヅ and ズ) become one. Names with one skeleton are
taken for the same.
"""

import unicodedata
from functools import lru_cache

_DROP = set("ー-・/／ 　「」『』（）()\"'“”’‘_&＆,、.")
_SMALL = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")
_ALIKE = str.maketrans("力口工二卜夕八千ヴヅヂ", "カロエニトタハチブズジ")
_MARKS = {"\u3099", "\u309a"}


def skeleton(folded: str) -> tuple[str, tuple[int, ...]]:
    """The skeleton of a folded text, and for each of its letters the offset it came from."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(folded):
        if char in _DROP or char in _MARKS:
            continue
        letters.append(_letter(char))
        offsets.append(offset)
    return "".join(letters), tuple(offsets)


@lru_cache(maxsize=8192)
def _letter(char: str) -> str:
    code = ord(char)
    if 0x3041 <= code <= 0x3096:  # hiragana block, 0x60 below katakana
        char = chr(code + 0x60)
    return unicodedata.normalize("NFKC", char).translate(_SMALL).translate(_ALIKE).lower()
