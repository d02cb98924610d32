"""Words that point: to what was shown, to one of it, to the rest of it, or back to an earlier turn.

All functions read a folded question by its words alone; what they point to is looked up elsewhere.
"""

import re
from enum import StrEnum

_DEMONSTRATIVE = r"(?:それ|その|そいつ|そちら|そっち|そげ|これ|この|こいつ|あれ|あの|あいつ)"
_POINTING = re.compile(
    r"^(?:じゃあ?|ほんなら|ほな|なら|では|そこ|うち[、,はでの]|(?:そ|こ|あ)の?うち|(?:そ|こ"
    r"|あ)のなか|ほか|他|あと|次|もっと"
    rf"|{_DEMONSTRATIVE}(?!で(?:は|も)|なら|じゃ)"
    r"|and\b|so\b|what about|how about|of (?:these|those)|among (?:these|those|them)|then\b"
    r"|which of)"
    rf"|{_DEMONSTRATIVE}(?:は|の|を|が|も|って|ら|うち|中|なか|スキル|力|項目|レベル|例|定義|人"
    rf"|層|段階|なん|に|、)"
    r"|(?<![a-z])(?:it|its|that|this|these|those|them|they|their|former|latter)\b"
)
# 「うちの課は」 speaks of the office, not of what was shown.
_OUR_OFFICE = re.compile(r"(?:^|[、。\s])うち(?:は|の(?!どれ|中)|で(?:は)?)")

_NUMBERS = {
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "ひと": 1, "ふた": 2, "み": 3, "よ": 4, "いつ": 5,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
_LEVEL_NOUN = r"(?:レベル|れべる|段階|lv|levels?\b)"
_ORDINAL = re.compile(
    r"(?:^|[の、。\s]|じゃあ?|では|その|あの|上から)\s?(?P<number>\d|[一二三四五六七八]|ひと"
    r"|ふた|(?<![一-龠])み(?=っつ)|よ(?=っつ)|いつ(?=つ目))"
    rf"\s?(?:番目|っ?つ目|っ?つめ|個目|本目|項目目|番(?=[はのを?。]|って|$))(?!の?{_LEVEL_NOUN})"
    r"|\b(?P<word>first|second|third|fourth|fifth|sixth)(?: one)?\b(?! level)"
    r"|(?:\bnumber |#)(?P<digit>[1-8])\b"
)
_LAST = re.compile(
    r"最後(?:の(?!方法)|は|に(?:出|挙|並))|一番(?:後ろ|うしろ|あと)|後者|(?:後|あと)の(?:ほう"
    r"|方)|\blatter\b|\blast(?: one)?\b(?! (?:year|month|level))"
)
_FIRST = re.compile(
    r"最初の(?:ほう|方|やつ|もの|一つ|1つ|スキル|項目|は|$)|(?<![市])前者|(?<!名)(?:前"
    r"|先)の(?:ほう|方)|\bformer\b"
)
_FROM_THE_END = re.compile(
    rf"(?:後ろ|うしろ|下|最後)から\s?(?P<number>\d|[二三四五])\s?(?:番目|つ目"
    rf"|個目)(?!の?{_LEVEL_NOUN})"
)
# 「後者じゃなくて前者」: the one named first is not meant.
_NOT_THAT = re.compile(r"^[^、。?]{1,12}(?:じゃな(?:くて?|い)|では?な(?:くて?|い))、?(?:て)?")
_MIDDLE = re.compile(r"真ん中|まんなか|中央の|\bmiddle\b")
_NEXT = re.compile(
    r"(?:^|[、\s])(?:じゃあ?|では)?、?(?:その)?次の(?:やつ|もの|スキル|項目|は)|(?:^"
    r"|[、\s])(?:その)?次は"
    r"|\b(?:the )?next one\b(?! up| down)"
)
_PREVIOUS = re.compile(
    r"(?:一つ|ひとつ|1つ|その)前の?(?:やつ|もの|スキル|項目|は)|\bthe one before\b|\bprevious one\b"
)
_OTHER_OF_TWO = re.compile(
    r"もう(?:一|1|ひと|片)(?:方|つ(?!の?例|上|下|高|低|の?レベル)|ほう|個)(?!だけ)"
    r"|残りの?(?:一方|片方|ほう|方)|逆の(?:ほう|方)|反対(?:側|の)"
    r"|\bthe other(?: one)?\b(?!\s(?:levels|facets|skills|categories))|\bother end\b"
)

_SMALL_TALK = (
    r"(?:じゃあ?|では|なら|ほんなら|それなら|次は?|で、?|あと|and|then|so|what about|how about)?"
)
_BARE_LEVEL = re.compile(
    rf"^{_SMALL_TALK}[、,\s]*(?P<number>[1-9]|[一二三四五])"
    r"\s?(?:は|だと|なら|では|も|の(?:ほう|方|場合)(?:は|だと)?|って|について(?:は)?"
    r"|だったら)?\s*[?。.!]*$"
)
_BARE_TOP = re.compile(
    rf"^{_SMALL_TALK}[、,\s]*(?:一番|いちばん|最)(?P<end>上|下)(?:の(?:ほう|方|やつ|奴))?"
    r"(?:は|だと|なら|って|も)?\s*[?。.!]*$|^(?:and )?(?:the )?(?P<english>top|highest|bottom"
    r"|lowest)(?: one)?\s*[?.]*$"
)
_HIGHER = re.compile(
    r"^(?:じゃあ?|では)?、?次は?\?*$|(?:その|これの|それの|さらに|もっと|もう(?:少し|ちょっと)?)上(?!手|司)|上(?:の(?:レベル"
    r"|段階))?(?:は|だと|なら)\?*$"
    r"|\b(?:the )?(?:one|level) above\b|\bnext (?:one )?up\b|\bhigher one\b"
)
_LOWER = re.compile(
    r"(?:その|これの|それの|さらに|もっと|もう(?:少し|ちょっと)?)下(?!さ|記)"
    r"|(?<!以)下(?:の(?:レベル|段階))?(?:は|だと|なら)\?*$"
    r"|\b(?:the )?(?:one|level) below\b|\bnext (?:one )?down\b|\blower one\b"
)
_THAT_LEVEL = re.compile(
    r"(?:その|この|あの)(?:[^、。のはがを]{1,6}(?:の)?)?(?:レベル|段階)(?!を?上げ|アップ|認定|別)"
    r"|\b(?:at |of |for )?(?:that|this|the same)(?: \w+)? level\b"
)
_THERE = re.compile(r"(?:そこ|そちら)(?=の|で|には|に)|\b(?:at|of|for) (?:it|that one)\b|\bthere\b")

_AMONG = re.compile(
    r"(?:その|この|あの|それらの|これらの|今の|いまの|出てきた|挙がった)(?:うち|中|なか|一覧"
    r"|リスト)|(?<![一-龠])うち(?:で|、|どれ|$)|(?:の中|のなか)で(?:は|、)?(?:どれ|どの|何)"
    r"|\b(?:among|of|out of|from) (?:these|those|them|that list|the list|this list)\b"
    r"|\bwhich (?:of|ones?)\b"
)
_REST = re.compile(
    r"残り|(?:^|[、。\s])(?:ほか|他)(?:に(?:も|は)?|の(?!市|自治体|部署|課|都市)|は|も)|(?:それ"
    r"|これ|その|あれ)以外|その(?:他|ほか)|あとは(?:\?|何|どれ|$)"
    r"|\b(?:the )?(?:rest|remaining)\b|\b(?:what|which|any(?:thing)?|who) (?:else|others?)\b"
    r"|\bthe others\b|\bother (?:than (?:that|those|these|this)|ones?)\b"
    r"|\b(?:the )?other (?:levels|facets|skills|categories|columns|tiers|items|programmes"
    r"|programs)\b"
)
_SOURCE = re.compile(
    r"(?:どの|どこ|どちら|何|なに|どんな)[^。?]{0,12}(?:そう|それ|そんな|その(?:話|こと|内容"
    r"|記述)|これ|この(?:話|こと))[^。?]{0,8}(?:決ま|決め|定め|書|載|言って|いって|なって|根拠)"
    r"|(?:それ|そう|これ|その(?:話|こと|内容|文|根拠|記述))[^。?]{0,8}(?:どこ|どの"
    r"|何)[^。?]{0,10}(?:書|載|記載|決ま|決め|定め|根拠|出典|ページ|文)"
    r"|^(?:その|それの|これの)?(?:根拠|出典|出どころ|ソース|引用元)(?:は|を|って|も)"
    r"|^どこに(?:書いて|載って|そう)"
    r"|\bwhere (?:does|is) (?:it|that|this) (?:say|said|written|stated|come from|from)"
    r"|\bwhere in the (?:text|document)"
    r"|\b(?:what'?s|what is|the) source\b|\bwhich (?:plan|page|part|section)s? (?:says?"
    r"|decided?|states?|set)"
)
_AGAIN = re.compile(
    r"もう(?:一|1|いっ)(?:度|回|ぺん|ど)|再度|繰り返|くり返|\bagain\b|\brepeat\b|\bonce more\b"
)
_CONTENTS = re.compile(
    r"(?:中身|内容|説明(?!力)|詳細|詳しい(?:こと|説明))|くわしく|詳しく|\bcontents?\b"
    r"|\bdetails?\b|\bdescri"
)
_PAIR = re.compile(
    r"二つ|2つ|ふたつ|両方|両者|どっちも|どちらも|それぞれ|これら|それら|並べ|前の(?:と|もの)"
    r"|さっきの|\bboth\b|\bthe two\b|\bthey\b|\bthem\b|\bthose\b|\bthese\b"
)
_TOGETHER = re.compile(
    r"合わせ|足(?:す|し|せ)|合計|合算|トータル|\b(?:together|combined|in total|altogether|sum)\b"
)
_REQUIRED = re.compile(
    r"必須(?:な(?:の|ん)|です|でしょう|か[?。]*$|だ|じゃ|では|と(?:い|言)|扱|ですか|\?|$)"
    r"|(?:全員|みんな|誰もが)[^。?]{0,6}(?:必要|身に)"
    r"|\b(?:required|mandatory|compulsory|obligatory)\s*\??$"
)
_SAME_COLUMN = re.compile(
    r"同じ(?:列|欄|カテゴリー?|区分|観点|分野|ところ|枠|縦)|\bsame (?:facet|column|category|area)\b"
)

# Content words that only point or go on; they add nothing to what is looked for.
POINTING_WORDS = frozenset(
    {
        "さっき", "先程", "先ほど", "戻る", "奴", "やつ", "欄", "列", "残り", "残る", "一度",
        "回", "番", "番目", "両者", "そげえ", "そげ", "合わせる", "足す", "最高", "後", "前",
        "逆", "中身",
        "もう一度", "再度", "後者", "前者", "一方", "片方", "此方", "其方", "此奴", "其奴",
        "彼の", "彼れ", "あれ", "並ぶ", "乗る",
        "載る", "真ん中", "並び", "最後", "後ろ", "以外", "其の他", "続き", "貰う", "くれる",
        "呉れる", "欲しい", "ほしい", "反対",
        "lower", "higher", "same", "rest", "remaining", "other", "others", "else", "former",
        "latter", "above", "below",
        "again", "repeat", "middle", "once", "more", "back", "original", "earlier", "top",
        "bottom", "up", "down",
        "then", "okay", "ok", "both",
    }
)  # fmt: skip


class Dimension(StrEnum):
    """What a part of the tables is counted by."""

    LEVELS = "levels"
    FACETS = "facets"
    LAYERS = "layers"
    CATEGORIES = "categories"


_NOUNS = (
    (Dimension.LEVELS, re.compile(r"レベル|段階|\blevels?\b")),
    (Dimension.LAYERS, re.compile(r"層|\blayers?\b|\btiers?\b")),
    (
        Dimension.FACETS,
        re.compile(r"列|欄|カテゴリ|区分|観点|側面|\bfacets?\b|\bcolumns?\b|\bcategor"),
    ),
    (Dimension.CATEGORIES, re.compile(r"分野|領域|\bareas?\b|\bfields?\b")),
)


def is_pointing(folded: str) -> bool:
    """Whether a word points to what was said before."""
    return bool(_POINTING.search(_OUR_OFFICE.sub(" ", folded)))


def ordinal(folded: str) -> int | None:
    """The place pointed to, from 0; negative from the end."""
    folded = _NOT_THAT.sub("", folded)
    if match := _FROM_THE_END.search(folded):
        return -_number(match["number"])
    if match := _ORDINAL.search(folded):
        return _number(match["number"] or match["word"] or match["digit"]) - 1
    if _LAST.search(folded):
        return -1
    return 0 if _FIRST.search(folded) else None


def neighbour(folded: str) -> int:
    """1 for the next of a list, -1 for the one before, else 0."""
    return bool(_NEXT.search(folded)) - bool(_PREVIOUS.search(folded))


def middle(folded: str) -> bool:
    """Whether the one in the middle is meant."""
    return bool(_MIDDLE.search(folded))


def other_of_two(folded: str) -> bool:
    """Whether the other one of two is meant."""
    return bool(_OTHER_OF_TWO.search(folded))


def bare_number(folded: str) -> int | None:
    """The number that is all of a question (「2は？」)."""
    match = _BARE_LEVEL.match(folded)
    return _number(match["number"]) if match else None


def bare_end(folded: str) -> int:
    """1 when only the top is asked for (「一番上は」), -1 for the bottom, else 0."""
    match = _BARE_TOP.match(folded)
    if not match:
        return 0
    return 1 if match["end"] == "上" or match["english"] in ("top", "highest") else -1


def step(folded: str) -> int:
    """1 for the one above what was shown, -1 for the one below, else 0."""
    return bool(_HIGHER.search(folded)) - bool(_LOWER.search(folded))


def with_level(folded: str, level: int, *, picked: bool = False) -> str | None:
    """The question with 「そのレベル」 written out; None when it does not say so.

    Args:
        folded: The question.
        level: The level in view.
        picked: Whether a level was asked for, so that 「そこの」 points to it.
    """
    pattern = _THERE if picked and _THERE.search(folded) else _THAT_LEVEL
    if not pattern.search(folded):
        return None
    return pattern.sub(f" Lv.{level} " if folded.isascii() else f"Lv.{level}", folded)


def among(folded: str) -> bool:
    """Whether only what was shown is to be looked through."""
    return bool(_AMONG.search(_OUR_OFFICE.sub(" ", folded)))


def rest(folded: str) -> bool:
    """Whether what was not shown of a kind is meant."""
    return bool(_REST.search(folded))


def dimension(folded: str) -> Dimension | None:
    """What the rest is counted by, where a noun says so."""
    return next((dim for dim, noun in _NOUNS if noun.search(folded)), None)


def asks_source(folded: str) -> bool:
    """Whether the question is where what was said stands."""
    return bool(_SOURCE.search(folded))


def asks_again(folded: str) -> bool:
    """Whether the same is to be said once more."""
    return bool(_AGAIN.search(folded))


def asks_contents(folded: str) -> bool:
    """Whether the contents of what was shown are asked for."""
    return bool(_CONTENTS.search(folded))


def asks_whether_required(folded: str) -> bool:
    """Whether the question is if what was shown is required."""
    return bool(_REQUIRED.search(folded))


def together(folded: str) -> bool:
    """Whether what was counted apart is to be added up."""
    return bool(_TOGETHER.search(folded))


def pair(folded: str) -> bool:
    """Whether two things shown are meant together."""
    return bool(_PAIR.search(folded))


def same_column(folded: str) -> bool:
    """Whether the facet of what was shown is meant."""
    return bool(_SAME_COLUMN.search(folded))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]
