"""Whether a piece of the text holds the sort of value that a question asks for."""

import re
from collections.abc import Collection, Iterable, Sequence

from assistant.understand.query import Attribute
from corpus import Quote, Record

# What each sort of value looks like in this text. A sort without a pattern stands nowhere in it.
_HELD: dict[Attribute, re.Pattern[str]] = {
    Attribute.AMOUNT: re.compile(r"\d円"),
    Attribute.DATE: re.compile(r"令和\d|\d月|年度|毎年"),
    Attribute.PEOPLE_COUNT: re.compile(r"\d[人名]"),
    Attribute.RATE: re.compile(r"分の1|\d割|\d%"),
    Attribute.PERSON: re.compile(r"課長|係長|職員|人材|政策局|スペシャリスト|企業|大学"),
    Attribute.PLACE: re.compile(r"ホームページ|室$|政策局|案内"),
    Attribute.PHONE: re.compile(r"TEL"),
    Attribute.DURATION: re.compile(r"\d年間|\d年度から"),
    Attribute.NAME: re.compile(r"[課係]長："),
    Attribute.NTH: re.compile(r"第\d"),
    Attribute.METHOD: re.compile(r"案内|ホームページ|プロセス|募ります|応募|調べて"),
}
# Sorts that a statement must hold itself; the others may come from any statement nearby.
STRICT = frozenset(
    {
        Attribute.CONDITIONS,
        Attribute.NTH,
        Attribute.DECIDER,
        Attribute.AMOUNT,
        Attribute.SPLIT,
        Attribute.ADDRESS,
        Attribute.NAME,
    }
)
# A question for one of these is a question for that value, whatever else it names; the others also
# occur as everyday words (「誰に」「どこで」).
FIRM = frozenset(
    {
        Attribute.AMOUNT,
        Attribute.DATE,
        Attribute.SPLIT,
        Attribute.ADDRESS,
        Attribute.DURATION,
        Attribute.PEOPLE_COUNT,
        Attribute.RATE,
        Attribute.NAME,
        Attribute.DECIDER,
        Attribute.CONDITIONS,
        Attribute.NTH,
        Attribute.AGE,
    }
)


def held(record: Record, attributes: Iterable[Attribute]) -> int:
    """Of how many of the sorts the record's quotes hold a value."""
    return _values("\n".join(quote.text for quote in record.quotes), attributes)


def telling_first(quotes: Sequence[Quote], attributes: Collection[Attribute]) -> list[Quote]:
    """Quotes with those first that hold most of the sorts of value asked for."""
    return sorted(quotes, key=lambda quote: -_values(quote.text, attributes))


def _values(text: str, attributes: Iterable[Attribute]) -> int:
    return sum(bool(a in _HELD and _HELD[a].search(text)) for a in attributes)


_DAY_ASKED = re.compile(
    r"何日(?!間|か[かけ]|くらい|ぐらい|ほど|も|必要)|何曜|日にち|何時(?!間|代|に?も)"
    r"|\b(?:which|what|exact) (?:day|date)\b|\bday of the week\b|\bwhat time\b"
)
_DAY = re.compile(r"\d日")


def tells_the_day(record: Record, folded: str) -> bool:
    """Whether the record's quotes name a day, where a question asks for no less."""
    if not _DAY_ASKED.search(folded):
        return True
    return any(_DAY.search(quote.text) for quote in record.quotes)


# How, where or with which form one applies: the text says it of nothing.
_APPLYING_ASKED = re.compile(
    r"(?:申し?込み?|申込み?|申請|応募|手続き?|提出|届出?)(?:書|先|方法|の(?:方法|仕方|やり方|手順))"
    r"|(?:申し?込み?|申込み?|申請|応募|提出)(?:って|は|を)?(?:どう|どこ(?:[にへでかだ]|\?|$)|誰に|だれに)"
    r"|\bhow (?:do|can|should|to) ?(?:i|we|one|you)? ?(?:apply|sign up|register|enrol)"
    r"|\bapplication (?:form|proc)"
)


def asks_how_to_apply(folded: str) -> bool:
    """Whether a question asks how, where or with what to apply."""
    return _APPLYING_ASKED.search(folded) is not None


_WHOM_TO_ASK = re.compile(
    r"(?:どこ|だれ|誰|どちら|どなた|どの(?:課|部署))(?:に|へ|さ)(?:聞|き[けい]|尋|たず|問い?合わせ|連絡|電話(?!番号))"
    r"(?![^。?]{0,14}(?:わから|分から|迷|か[、。]))"
    r"|\bwh(?:om?|ere) (?:do|can|should|to) ?(?:i|we)? ?(?:ask|contact)"
)


def asks_whom_to_ask(folded: str) -> bool:
    """Whether a question asks to whom one turns."""
    return _WHOM_TO_ASK.search(folded) is not None


_YEAR = re.compile(r"(?:令和|平成)\s?\d+|(?:19|20)\d\d(?=\s?年|年度|\b)")


def names_years(record: Record, folded: str) -> bool:
    """Whether the record's quotes name every year that a question names."""
    told = "\n".join(quote.text for quote in record.quotes)
    return all(year.replace(" ", "") in told for year in _YEAR.findall(folded))
