"""Levels in every notation: `Lv.3`, `レベル三`, `L3`, `level three`, `Lv.1～3`, `Lv.2以下`."""

import re
from dataclasses import dataclass

VALID = (1, 2, 3, 4, 5)

_WORDS = {
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "零": 0, "〇": 0, "壱": 1, "弐": 2, "参": 3,
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6,
}  # fmt: skip
_DIGITS = r"\d{1,4}"
_KANJI = "[一二三四五六七八九十零〇壱弐参]"
_ENGLISH = r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|iii|ii|iv|vi|i|v)(?![a-z])"
_NUMBER = rf"(?:{_DIGITS}|{_KANJI}|{_ENGLISH})"
# `れべる`, `レヴェル`, `lv`, `lvl`, `lebel`; a lone `l` only before a digit.
_NAME = (
    r"(?:れべる|レベル|レヴェル|レべル|lvl?s?|levels?|lebel|revel|(?<![a-z])l(?=\s?[1-9](?!\d))"
    r"|\b(?:step|stage|tier|grade|rank)(?=\s?[1-5]\b)|(?:ステップ|段階|ランク|ステージ)(?=[1-5](?!\d|つ)))"
)
_SIGN = r"(?:マイナス|minus\s?|-(?=\s?\d))"
_LEVEL = re.compile(
    rf"{_NAME}\s?[.．:]?\s?(?P<sign>{_SIGN})?\s?(?P<number>{_NUMBER})(?:\.(?P<fraction>\d))?"
)
_LEVEL_AFTER = re.compile(
    rf"(?:第\s?)?(?P<number>{_DIGITS}|{_KANJI})\s?(?:番目の|つ目の|段階目の?|級の?)?\s?"
    rf"(?:レベル|れべる|lv)(?!\s?[.．]?\s?{_NUMBER}|(?:分|ぶん|全部|全て|すべて|とも))"
    r"|第\s?(?P<stage>[1-5]|[一二三四五])\s?段階"
    r"|(?<![\d.])(?P<bare>[1-5])の(?=人(?![数材])|ひと|役割|者(?:は|が|に))"
    r"|(?P<ordinal>first|second|third|fourth|fifth)\s+level"
)
_MORE = re.compile(
    rf"\s?(?P<join>[~\-]|から|ー|to|through|thru|→|と|・|,|、|/|および|及び|and|or|または|vs\.?|対|&)\s?"
    rf"(?:{_NAME}\s?[.．:]?\s?)?(?P<number>{_NUMBER})(?![\d年月日人個つ%])"
)
_RANGE_JOINS = {"~", "-", "から", "ー", "to", "through", "thru", "→"}
_BELOW_OR_EQUAL = re.compile(r"\s?(?:以下|まで(?!\s?何)|迄|and below|or below|or lower|and lower)")
_AT_LEAST = re.compile(r"\s?(?:以上|and above|or above|or higher|and up)")
_BELOW = re.compile(r"\s?(?:未満|より下|より低い|より前|の下(?:の|位)|より手前)")
_ABOVE = re.compile(r"\s?(?:より上|より高い|超|の上(?:の|位))")
_EXCEPT = re.compile(r"\s?(?:以外|を除|除く|を抜い)")
_EXCEPT_BEFORE = re.compile(r"(?:except(?: for)?|other than|excluding|besides)\s?$")
_UP_TO_BEFORE = re.compile(r"(?:up to|until|through)\s?$")
_BELOW_BEFORE = re.compile(r"(?:below|under|lower than)\s?$")
_ABOVE_BEFORE = re.compile(r"(?:above|over|higher than|beyond)\s?$")
_ALL = re.compile(
    r"(?:全|すべての|全ての|各|それぞれの|5つの|五つの|5段階の)(?:レベル|段階)(?:で|の|に|ごと|分|は|を|$)"
    r"|どの(?:レベル|段階)(?:でも|にも)"
    r"|[5五](?:つの)?(?:レベル|段階)(?:分|ぶん|全部|全て|すべて|とも)"
    r"|(?:レベル|lv\.?)(?:別|ごと|毎)|(?:all|each|every|five|5|per)\s?(?:the\s)?(?:of the\s)?"
    r"(?:five\s|5\s)?levels?|by level|5段階(?:の)?レベル|五段階|全段階"
)
# 「上位2つのレベル」, "the top two levels", 「上から2番目のレベル」.
_TOP = re.compile(
    rf"(?:上位|上から|上の|高い方から)(?:の)?\s?(?P<count>{_DIGITS}|{_KANJI})(?P<nth>番目|段目)?"
    rf"(?:つ|段階|個)?(?:の)?(?:レベル|段階)?|\b(?:top|highest|upper)\s(?P<word>{_ENGLISH}|\d)\s(?:levels|tiers)"
)
_BOTTOM = re.compile(
    rf"(?:下位|下から|下の|低い方から)(?:の)?\s?(?P<count>{_DIGITS}|{_KANJI})(?P<nth>番目|段目)?"
    rf"(?:つ|段階|個)?(?:の)?(?:レベル|段階)?|\b(?:bottom|lowest|lower)\s(?P<word>{_ENGLISH}|\d)\s(?:levels|tiers)"
)
# A level spelt as it is spoken; に and し are also particles, so they are left out.
_SPOKEN = re.compile(r"(?:れべる|レベル)(いち|さん|よん|ご)(?=[のはがで、。?\s]|$)")
_SPOKEN_DIGITS = {"いち": "1", "さん": "3", "よん": "4", "ご": "5"}
_HIGHEST = re.compile(
    r"(?:一番|最も|もっとも|いちばん)(?:上|高い|高度な|偉い)(?:の)?(?:レベル|段階|ランク)?"
    r"|最(?:高|上位)(?:の)?(?:レベル|段階|位|ランク)"
    r"|(?:highest|top|topmost)\s(?:level|tier)(?! (?:at which|where|that|in which))"
    r"|at the (?:very )?top\b"
)
_LOWEST = re.compile(
    r"(?:一番|最も|もっとも|いちばん)(?:下|低い|やさしい|簡単な|基礎的な|基本的な)(?:の)?(?:レベル|段階|ランク)"
    r"|最(?:低|下位)(?:の)?(?:レベル|段階|位|ランク)"
    r"|(?:lowest|bottom|entry|beginner)\s(?:level|tier)(?! (?:at which|where|that|in which))"
    r"|at the (?:very )?bottom\b"
)


@dataclass(frozen=True, slots=True)
class LevelMention:
    """The levels that a question names.

    Attributes:
        levels: Valid levels meant, ascending; a range or bound is written out.
        named: Valid levels written as such, in the order of the question.
        invalid: Levels that do not exist, as written.
        all_levels: Whether every level is meant.
        up_to: Whether a bound or range beginning at the first level was given (cumulative).
        spans: Where the notations stand in the folded question.
    """

    levels: tuple[int, ...]
    named: tuple[int, ...]
    invalid: tuple[str, ...]
    all_levels: bool
    up_to: bool
    spans: tuple[tuple[int, int], ...]


def find_levels(folded: str) -> LevelMention:
    """Read every level notation in a folded question."""
    folded = _SPOKEN.sub(_digit_of_equal_length, folded)
    levels: set[int] = set()
    named: list[int] = []
    invalid: list[str] = []
    spans: list[tuple[int, int]] = []
    up_to = False
    position = 0
    while match := _next(folded, position):
        start, end = match.span()
        numbers = [_value(match)]
        if not 1 <= numbers[0] <= 5 or match.groupdict().get("fraction"):
            invalid.append(match.group().strip())
            numbers = []
        ranged = False
        while more := _MORE.match(folded, end):
            value = _number(more["number"])
            # A bare number after と or ・ may count something else; after a level it is a level.
            if not 1 <= value <= 5:
                if more["number"].isdigit() and value <= 10:
                    invalid.append(more.group().strip())
                    end = more.end()
                break
            ranged = ranged or more["join"] in _RANGE_JOINS
            numbers.append(value)
            end = more.end()
        named.extend(numbers)
        if ranged and len(numbers) >= 2:
            low, high = min(numbers), max(numbers)
            up_to = up_to or low == 1
            numbers = list(range(low, high + 1))
        elif len(numbers) == 1:
            numbers, end, bounded = _bound(folded, start, end, numbers[0])
            up_to = up_to or bounded
        levels.update(numbers)
        spans.append((start, end))
        position = max(end, match.end())
    if not levels and (counted := _counted(folded)):
        levels.update(counted[0])
        named.extend(counted[0])
        spans.append(counted[1])
    for pattern, level in ((_HIGHEST, 5), (_LOWEST, 1)):
        if (extreme := pattern.search(folded)) and not levels:
            levels.add(level)
            named.append(level)
            spans.append(extreme.span())
    everything = _ALL.search(folded)
    if everything:
        spans.append(everything.span())
    return LevelMention(
        levels=tuple(sorted(levels)),
        named=tuple(dict.fromkeys(named)),
        invalid=tuple(invalid),
        all_levels=bool(everything),
        up_to=up_to,
        spans=tuple(spans),
    )


def _digit_of_equal_length(match: re.Match[str]) -> str:
    digit = _SPOKEN_DIGITS[match[1]]
    return match[0][: -len(match[1])] + digit + " " * (len(match[1]) - 1)


def _counted(folded: str) -> tuple[tuple[int, ...], tuple[int, int]] | None:
    """Levels counted from the top or the bottom, with the place of the words."""
    for pattern, ordered in ((_TOP, VALID[::-1]), (_BOTTOM, VALID)):
        match = pattern.search(folded)
        if match is None:
            continue
        number = _number(match["count"] or match["word"])
        if not 1 <= number <= len(ordered):
            continue
        if match["nth"]:
            return (ordered[number - 1],), match.span()
        if number > 1 and re.search(r"レベル|段階|levels|tiers", folded):
            return tuple(sorted(ordered[:number])), match.span()
    return None


def _next(folded: str, position: int) -> re.Match[str] | None:
    found = [m for p in (_LEVEL, _LEVEL_AFTER) if (m := p.search(folded, position))]
    return min(found, key=lambda match: match.start(), default=None)


def _value(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("ordinal"):
        return _WORDS[groups["ordinal"]]
    if digits := groups.get("stage") or groups.get("bare"):
        return _number(digits)
    value = _number(groups["number"])
    return -value if groups.get("sign") else value


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS[text]


def _bound(folded: str, start: int, end: int, level: int) -> tuple[list[int], int, bool]:
    """Apply 以下, 以上, まで and the like; returns levels, the new end, and whether cumulative."""
    before = folded[:start]
    if match := _EXCEPT.match(folded, end):
        return [other for other in VALID if other != level], match.end(), False
    if _EXCEPT_BEFORE.search(before):
        return [other for other in VALID if other != level], end, False
    if match := _BELOW_OR_EQUAL.match(folded, end):
        return list(range(1, level + 1)), match.end(), True
    if match := _AT_LEAST.match(folded, end):
        return list(range(level, 6)), match.end(), False
    if match := _BELOW.match(folded, end):
        return list(range(1, level)), match.end(), True
    if match := _ABOVE.match(folded, end):
        return list(range(level + 1, 6)), match.end(), False
    if _UP_TO_BEFORE.search(before):
        return list(range(1, level + 1)), end, True
    if _BELOW_BEFORE.search(before):
        return list(range(1, level)), end, True
    if _ABOVE_BEFORE.search(before):
        return list(range(level + 1, 6)), end, False
    return [level], end, False
