"""Dialects in standard Japanese, so that a question has the text's words and is heard as one.

Words and endings stand in `dialect.toml`. What no list can hold is asked of the tokenizer's
dictionary: 難しか is 難しい because there is such an adjective, 可能か stays for want of one.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from index.tokenizer import is_adjective

_END = r"(?=[?？。、!！\s]|$)"
_NOUN = r"[0-9ァ-ヶー略割目度定修力層感像]"
_TAIL = (
    r"[。、?？!！]|$|け[どん]|の(?!う)|です|とき|場合|ので|と[?？ねよ]|かった|ん[?？だで]"
    r"|[一-鿿ァ-ヶー]|こと|もん"
)
_PARTS = ("asking", "ongoing", "must", "words", "requests", "verbs", "endings")

_JAPANESE = re.compile(r"[ぁ-ん]")
# An adjective in its western form (難しか), before what may follow one.
_ADJECTIVE = re.compile(
    r"(?<![一-鿿])([一-鿿]+[ぁ-ん]{0,2})か(?=と[?？ねよ]|[?？。、]|けん|ばい|です|もん|とき|とこ|こと|$)"
)
# Particles in their spoken forms: スキルば (を), 仕事ん段取り (の), アイデアさ出す (を, に).
_OBJECT = re.compile(r"(?<=[一-鿿ァ-ヶー0-9])(?<!半)ば(?=[一-鿿])|(?<=[ァ-ヶー])ば(?=[ぁ-ん])")
_OF = re.compile(
    r"(?<=[一-鿿ァ-ヶーA-Za-z0-9])(?<!真)ん(?=[一-鿿ァ-ヶー]|こと|もん|とき|ため|なか|とこ)"
)
_TO = re.compile(
    r"([一-鿿ァ-ヶー何]*)(?<=[一-鿿ァ-ヶー何])さ(?=[一-鿿や]|す[るれぐ]|いる|な[るっ]|ある|あ[りっ])"
)


def standard(text: str) -> str:
    """The text in standard Japanese; what is in it already stays as it is."""
    if not _JAPANESE.search(text):
        return text
    for pattern, form in _forms():
        text = pattern.sub(form, text)
    text = _ADJECTIVE.sub(_western, text)
    text = _OBJECT.sub("を", text)
    text = _OF.sub("の", text)
    return _TO.sub(_northern, text)


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    path = Path(__file__).with_name("dialect.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    places = {"{end}": _END, "{noun}": _NOUN, "{tail}": _TAIL}
    forms = []
    for part in _PARTS:
        for pattern, form in table[part]:
            for place, meant in places.items():
                pattern = pattern.replace(place, meant)
            forms.append((re.compile(pattern), form))
    return tuple(forms)


def _western(found: re.Match[str]) -> str:
    adjective = found[1] + "い"
    return adjective if is_adjective(adjective) else found[0]


def _northern(found: re.Match[str]) -> str:
    """The particle さ as に; the さ of an adjective's noun (高さ) stays."""
    return found[0] if is_adjective(found[1][-1:] + "い") else found[1] + "に"
