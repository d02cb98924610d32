"""Names that are everyday words as well: whether the question means the name."""

import re
from collections.abc import Iterable

from assistant.understand.query import Mention

_COMPARED = re.compile(
    r"違|比べ|比較|差(?:は|を|が|$)|区別|使い分け|vs\b|versus|differ|compar|distinguish"
)
_JOINS_AFTER = re.compile(r"(?:と(?!は)|や|、|・|に?対|,|and\b|vs\b|versus\b|or\b|from\b|の違い)")
_JOINS_BEFORE = re.compile(
    r"(?:と|や|、|・|\b(?:and|vs\.?|versus|or|compare|between|from|does)(?: the)?|,)\s*$"
)
_QUOTED_BEFORE = re.compile(r"[「『\"“'【（(]\s*$")
_ABOUT_AFTER = re.compile(
    r"\s*[」』\"”'】）)]?\s*(?:とは|とか|(?:っち|って|と)(?:いう|ゆう|言う)|って(?:何|なに|どう|どん|\?|$)|の?(?:定義|意味|活用例|具体例|例(?:は|を|\?|$)"
    r"|説明|レベル|スキル|育成項目)|は\s?(?:何|なん|どの|どん)\s?(?:レベル|区分|カテゴリ|分野|観点|です|の|\?|$|な)|は\s*の(?:必須)?(?:スキル|力)(?:だ|で|な|よ)|について|を教え|に(?:つ|関)|\s(?:skill|training|mean)"
    r"|\?*$)"
)
_ABOUT_BEFORE = re.compile(
    r"(?:what is|what's|define|explain|describe|meaning of|example of|skill|item|called)"
    r"\s(?:the\s)?$"
)


def names_among(mentions: Iterable[Mention], folded: str) -> tuple[Mention, ...]:
    """The mentions without those whose words are only everyday words here.

    In a comparison a word counts as a name when it stands as one of the things compared, elsewhere
    when it is quoted, asked about, or opens the question.
    """
    is_name = _joined if _COMPARED.search(folded) else _meant
    return tuple(m for m in mentions if not m.weak or is_name(m, folded))


def compares(folded: str) -> bool:
    """Whether the question sets things against each other."""
    return _COMPARED.search(folded) is not None


def _joined(mention: Mention, folded: str) -> bool:
    """Whether a name stands in a comparison as one of the things compared."""
    before, after = folded[: mention.start].rstrip(" 「『"), folded[mention.end :].lstrip(" 」』")
    return bool(_JOINS_AFTER.match(after)) or bool(_JOINS_BEFORE.search(before))


def _meant(mention: Mention, folded: str) -> bool:
    before, after = folded[: mention.start], folded[mention.end :]
    if _QUOTED_BEFORE.search(before) or _ABOUT_BEFORE.search(before):
        return True
    opening = not before.strip() or before.rstrip().endswith(("の", "、", "と", ",", "and"))
    return opening and bool(_ABOUT_AFTER.match(after))
