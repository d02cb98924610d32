"""Whether a question wants something done: a text written, a seat booked, a sentence translated.

An assistant that quotes does none of it, and the words of such a request say nothing about the
text: what is to be written is told at length, and would find whatever is told of in those words.
"""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_name("errands.toml").read_text(encoding="utf-8"))

# A request to the one spoken to: 「作ってと言われた」 tells of one and makes none.
_ASKING = (
    r"[てで](?:おい[てと]?|も?み[てと]?)?(?:ください|下さい|ちょうだい|頂戴|くれ[^。?!、]{0,8}"
    r"|(?:もら[えい]|貰え|ほしい|欲しい)[^。?!]{0,8}|(?:いただ[けき]|頂[けき])[^。?!]{0,14}"
    r"|[やねなよー])?(?:[。?!\s]|$)"
)
_PLEASE = (
    r"(?:^|[.!?,] )(?:(?:please|kindly|(?:can|could|would|will) you|help me(?: to)?"
    r"|i (?:need|want) you to) )*"
)
_THEIR_OWN = r"(?:my|this|these|the following)\b"


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_WORK = rf"(?:{_any(_WORDS['works'])}|(?<![一-龠])[{_WORDS['short_works']}])"
_TASK = _any(_WORDS["tasks"])
_WRITING = re.compile(
    "|".join(
        (
            rf"{_WORK}[^。?!]{{0,14}}{_any(_WORDS['making'])}{_ASKING}",
            rf"(?:[ァ-ヶー一-龠]{{1,6}}語|英文|和文)[にへ](?:訳し|翻訳し|直し|変換し|し){_ASKING}",
            rf"{_TASK}し{_ASKING}",
            rf"案を[^。?!]{{0,8}}出し{_ASKING}",
            rf"(?:この|次の|下の|以下の|貼[っる])[^。?!]{{0,16}}(?:要約し|まとめ|短くし){_ASKING}",
            rf"(?:{_TASK}|要約|文面|文案|原稿|下書き)(?:の?作成)?(?:を|の?ほど|、)?"
            r"(?:お願い|おねがい|頼[むみ])",
            rf"{_PLEASE}(?:write|draft|compose|draw|make up|come up with|think up)"
            r"(?: me| us)? (?:a|an|my|some|this|\d+|two|three|five|ten)\b"
            r"(?! (?:list|table|overview|summary|whole|full))",
            rf"{_PLEASE}(?:translate|proofread|transcribe|debug)\b",
            rf"{_PLEASE}(?:rewrite|rephrase|edit|fix|correct|shorten|summari[sz]e) {_THEIR_OWN}",
        )
    )
)
_ARRANGING = re.compile(
    "|".join(
        (
            rf"{_any(_WORDS['arranged'])}を?(?:し|取っ|とっ|入れ|やっ|済ませ){_ASKING}",
            rf"{_any(_WORDS['left'])}[てで]おい[てと]",
            rf"{_PLEASE}(?:book|order|reserve) (?:me|us|a|an|some|\d+)\b",
            rf"{_PLEASE}(?:remind|enroll?|sign) me\b",
            rf"{_PLEASE}(?:send|fill in) {_THEIR_OWN}",
        )
    )
)


def wants_writing(folded: str) -> bool:
    """Whether a text or another work is to be made, changed or translated."""
    return _WRITING.search(folded) is not None


def wants_arranging(folded: str) -> bool:
    """Whether something is to be booked, sent or handed in for the reader."""
    return _ARRANGING.search(folded) is not None
