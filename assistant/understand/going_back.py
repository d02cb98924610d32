"""Words that go back to an earlier turn (「さっきの一覧に戻ります」, "back to the first list")."""

import re
from dataclasses import dataclass
from enum import StrEnum

_BACK = re.compile(
    r"(?P<first>最初|はじめ|初め)?(?P<some>さっき|先ほど|先程|前|元|もと|一つ前|ひとつ前|前回"
    r"|始め)?"
    r"(?:に(?:見た|聞いた|出た|出して(?:もらった)?)|で?見せて(?:もらった|くれた))?の?"
    r"(?P<list>[^、。?]{0,8}?(?:一覧|リスト|表|スキルたち|並び))?(?P<noun>の?(?:話題?|質問|件"
    r"|ほう|方|答え|回答|内容|ところ|やつ|続き))?"
    r"(?:に|へ)(?:話を)?(?:戻|もど)(?:り|る|して|し|って|ろう|す)[^、。?]*(?:[、。]|が、"
    r"|けど、?|$)\s*"
)
_BACK_TOPIC = re.compile(
    r"(?P<first>最初|はじめ|初め)?(?P<some>さっき|先ほど|先程|一つ前|ひとつ前)?の"
    r"(?P<list>一覧|リスト|表|並び)?(?P<noun>話題?|質問|件|答え|回答)?"
    r"(?:(?:なん)?(?:だけど|ですが|ですけど|やけど|だが|で言うと|でいうと|だと|では"
    r"|について(?:は|です)?)[、。,]?|から|の(?:中で|うち|中の)?|で(?=[、。])|、)\s*"
)
_BACK_ENGLISH = re.compile(
    r"(?:ok(?:ay)?,?\s)?(?:(?:let'?s |let us |can we |to )?(?:go(?:ing)?|get(?:ting)?|com(?:e"
    r"|ing)|jump(?:ing)?|switch(?:ing)?) )?\b(?:back|return(?:ing)?) to (?:the |my |our |that )?"
    r"(?P<first>first|original)?\s?(?P<some>earlier|previous|last)?\s?(?P<list>list|table"
    r"|skills|items)?\s?"
    r"(?P<noun>question|one|topic|answer|point)?(?: (?:you (?:showed|gave)|we had|from before"
    r"|again))?(?:\s*[:,.;?!-]\s*|$)"
)


class Which(StrEnum):
    """Which earlier turn is meant."""

    FIRST = "first"
    LIST = "list"
    FIRST_LIST = "first_list"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Back:
    """A wish to go back.

    Attributes:
        which: The turn meant.
        rest: What is asked besides; empty when nothing is.
    """

    which: Which
    rest: str


def going_back(folded: str) -> Back | None:
    """The earlier turn that is gone back to, and what is asked of it."""
    for pattern in (_BACK, _BACK_TOPIC, _BACK_ENGLISH):
        match = pattern.search(folded)
        if not match or not any(match[name] for name in ("first", "some", "list", "noun")):
            continue
        if pattern is _BACK_TOPIC and not (match["list"] or match["noun"]):
            continue
        if pattern is _BACK_TOPIC and not (match["first"] or match["some"]):
            continue
        if match["first"]:
            which = Which.FIRST_LIST if match["list"] else Which.FIRST
        else:
            which = Which.LIST if match["list"] else Which.BEFORE
        return Back(which, (folded[: match.start()] + folded[match.end() :]).strip(" 、。,.?"))
    return None
