"""Follow-ups: completing a short question from what the conversation was about."""

import re
from dataclasses import replace

from assistant.conversation import Conversation
from assistant.understand.levels import VALID
from assistant.understand.query import Aspect, Query, Subject
from assistant.understand.select import KIND_TOPICS
from corpus.folding import fold

_POINTING = re.compile(
    r"^(?:じゃあ?|では|それ|その|そちら|これ|この|あの|そこ|そのうち|そのなか|うち|ほか|他|あと|なら|次|もっと"
    r"|and\b|what about|how about|of (?:these|those)|among (?:these|those|them)|then\b|which of)"
    r"|(?:それ|その|これ|この)(?:は|の|を|が|ら|うち|中|スキル|力|項目|レベル|例|定義)"
    r"|\b(?:it|its|that|this|these|those|them|they|their)\b"
)
_ORDINAL = re.compile(
    r"(?:^|の)\s?(\d|一|二|三|四|五|六)\s?(?:番目|つ目|個目|番)"
    r"|\b(first|second|third|fourth|fifth|last)(?: one)?\b(?! level)|(最後)の"
)
_NUMBERS = {
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
}  # fmt: skip
# What the text is about: a question for a value that names one of these needs nothing more.
_OF_THE_TEXT = re.compile(
    r"育成|認定|戦略|プロジェクト|問い?合わせ|電話|策定|発表|公表"
    r"|\btrain|\bcertif|\bstrategy\b|\bpublish|\bcontact\b|\bcall\b"
)
_CHOICE = re.compile(r"^\s*[(（]?\s*([1-4])\s*[)）.。]?\s*(?:番|です|で|番目)?\s*$")

# Aspects that carry over to another thing (「質問力の例は？」「説明力は？」).
_CARRIED = frozenset(
    {Aspect.DEFINITION, Aspect.EXAMPLE, Aspect.WHICH_LEVEL, Aspect.WHICH_FACET, Aspect.COUNT,
     Aspect.LIST, Aspect.CUMULATIVE, Aspect.COMPARE}
)  # fmt: skip
# Aspects that ask something of what was just shown.
_OF_SHOWN = frozenset(
    {Aspect.DEFINITION, Aspect.EXAMPLE, Aspect.WHICH_LEVEL, Aspect.WHICH_FACET, Aspect.RELATION,
     Aspect.ORDER, Aspect.COMPARE, Aspect.SPELLING}
)  # fmt: skip


_STEPS = frozenset({Aspect.HIGHER, Aspect.LOWER})
_KINDS = frozenset({Subject.SKILL, Subject.RECOMMENDED, Subject.TRAINING, Subject.PROGRAMME})


def chosen(text: str, conversation: Conversation) -> str | None:
    """The offered question that a bare number picks, if it does."""
    match = _CHOICE.match(fold(text))
    if not match or not conversation.choices:
        return None
    number = int(match[1])
    return conversation.choices[number - 1] if number <= len(conversation.choices) else None


def complete(query: Query, conversation: Conversation) -> Query:
    """Complete a question from the conversation, or return it as it is."""
    last = conversation.query
    if last is None or query.invalid_levels:
        return query
    level = _relative_level(query, last)
    if level is not None:
        if level not in VALID:
            return replace(query, invalid_levels=(f"Lv.{level}",))
        query = replace(
            query, levels=(level,), aspects=query.aspects - _STEPS - {Aspect.WHICH_LEVEL}
        )
    pointing = bool(_POINTING.search(query.folded))
    if last.subject is Subject.RECOMMENDED and query.categories and not query.levels:
        return _same_elsewhere(replace(query, mentions=()), last)
    if _compared_with_shown(query, conversation):
        return replace(query, focus=conversation.record_ids, elliptical=True)
    if _stands_alone(query, pointing):
        return query
    if (place := _ordinal(query.folded)) is not None and len(conversation.record_ids) > 1:
        if place < len(conversation.record_ids):
            return _about(query, (conversation.record_ids[place],), last)
        return query
    if _things(query):
        return _same_of_another(query, last)
    narrowed = bool(query.levels or query.facets or query.layers or query.categories)
    if narrowed and (not query.aspects & _OF_SHOWN - {Aspect.COMPARE}):
        return _same_elsewhere(query, last)
    if conversation.record_ids and _asks_of_shown(query):
        return _about(query, conversation.record_ids, last)
    if query.subject and not _means_shown(query, pointing):
        if not last.levels and len(conversation.record_ids) == 1 and query.subject in _KINDS:
            return _about(query, conversation.record_ids, last)
        return _other_kind(query, last)
    if conversation.record_ids and (
        query.aspects & _OF_SHOWN or (pointing and not query.attributes)
    ):
        shown = conversation.record_ids
        if narrowed:
            return _same_elsewhere(query, last)
        return _about(query, shown, last)
    if query.aspects & {Aspect.COUNT, Aspect.LIST, Aspect.CUMULATIVE} and not query.attributes:
        return _merge(last, query, aspects=query.aspects)
    if pointing or query.attributes or len(query.content) <= 1:
        return _beside(query, last)
    return query


def _stands_alone(query: Query, pointing: bool) -> bool:
    """Whether the question names enough by itself."""
    if _things(query) and (query.aspects & _CARRIED or query.attributes or query.subject):
        return True
    placed = bool(query.levels or query.all_levels or query.facets or query.layers)
    compared = len(set(query.subjects) & _KINDS) > 1 or len(query.levels) > 1
    if Aspect.COMPARE in query.aspects and compared:
        return True
    if query.subject is Subject.RECOMMENDED and Aspect.LIST in query.aspects:
        return True
    if query.subject and placed and not pointing:
        return query.subject is not Subject.LEVEL
    if pointing:
        return False
    if query.attributes and _OF_THE_TEXT.search(query.folded):
        return True
    if query.topics and (query.aspects or query.content):
        return True
    if placed and query.aspects & {Aspect.OVERVIEW, Aspect.AIM}:
        return True
    if query.subject in (Subject.SKILL, Subject.TRAINING, Subject.RECOMMENDED, Subject.PROGRAMME):
        which = Aspect.WHICH_ITEM in query.aspects and bool(query.content)
        return which or Aspect.COUNT in query.aspects or len(query.content) >= 2
    return len(query.content) >= 2


def _asks_of_shown(query: Query) -> bool:
    """Whether only an aspect is asked, of whatever was shown (「どのレベル？」)."""
    if query.content or query.levels or query.facets or query.attributes:
        return False
    if query.asks(Aspect.RELATION, Aspect.SAME):
        return True
    return bool(query.aspects & _OF_SHOWN) and query.subject in (None, Subject.LEVEL, Subject.FACET)


def _compared_with_shown(query: Query, conversation: Conversation) -> bool:
    """「批判的思考との違いは？」 after one other thing was shown."""
    if Aspect.COMPARE not in query.aspects or len(conversation.record_ids) != 1:
        return False
    things = [m for m in query.mentions if not KIND_TOPICS.issuperset(m.record_ids)]
    return len(things) == 1 and not query.levels


def _things(query: Query) -> bool:
    """Whether the question names more than a kind of thing."""
    return any(not KIND_TOPICS.issuperset(mention.record_ids) for mention in query.mentions)


def _means_shown(query: Query, pointing: bool) -> bool:
    """Whether a kind is named only to point at what was shown (「そのスキルの例は？」)."""
    return pointing and bool(query.aspects & _OF_SHOWN)


def _relative_level(query: Query, last: Query) -> int | None:
    """The level one above or below that of the last question; may be one that does not exist."""
    step = (Aspect.HIGHER in query.aspects) - (Aspect.LOWER in query.aspects)
    if not step or query.levels or len(last.levels) != 1 or _things(query):
        return None
    return last.levels[0] + step


def _ordinal(folded: str) -> int | None:
    match = _ORDINAL.search(folded)
    if not match:
        return None
    word = match[1] or match[2] or match[3]
    if word in ("last", "最後"):
        return -1
    return (int(word) if word.isdigit() else _NUMBERS[word]) - 1


def _same_of_another(query: Query, last: Query) -> Query:
    """「説明力は？」 after 「質問力の活用例は？」: the same aspect of another thing."""
    if query.aspects & _CARRIED or not last.aspects & _CARRIED:
        return query
    return replace(
        query,
        standalone=f"{last.standalone} {query.text}",
        aspects=query.aspects | (last.aspects & _CARRIED),
        subject=query.subject or last.subject,
        elliptical=True,
    )


def _same_elsewhere(query: Query, last: Query) -> Query:
    """「じゃあLv.4は？」「外部影響だけ」: the same question for another level or facet."""
    if Aspect.COMPARE in query.aspects and query.levels and last.levels:
        # 「Lv.2との違いは？」 after Lv.1: both.
        query = replace(query, levels=tuple(sorted({*last.levels, *query.levels})))
    return _merge(
        last,
        query,
        levels=query.levels or (() if query.all_levels or query.layers else last.levels),
        all_levels=query.all_levels or (last.all_levels and not query.levels),
        facets=query.facets or last.facets,
        layers=query.layers or (() if query.levels else last.layers),
        categories=query.categories or last.categories,
        subject=query.subject
        if query.subject not in (None, Subject.LEVEL, Subject.FACET)
        else last.subject,
        aspects=(last.aspects | query.aspects) - {Aspect.ONLY},
    )


def _other_kind(query: Query, last: Query) -> Query:
    """「育成項目は？」 after the skills of a level: another kind in the same place."""
    return _merge(
        last,
        query,
        subject=query.subject,
        subjects=query.subjects,
        mentions=query.mentions,
        facets=query.facets or last.facets,
        levels=query.levels or last.levels,
        layers=query.layers or (() if query.levels else last.layers),
        aspects=query.aspects,
    )


def _about(query: Query, record_ids: tuple[str, ...], last: Query) -> Query:
    """「その活用例は？」: something of what was just shown."""
    return replace(
        query,
        focus=record_ids,
        levels=query.levels,
        aspects=query.aspects or (last.aspects & _CARRIED),
        elliptical=True,
    )


def _beside(query: Query, last: Query) -> Query:
    """Something else about the same matter: both texts together are searched."""
    return replace(
        query,
        standalone=f"{last.standalone} {query.text}",
        folded=f"{last.folded} {query.folded}",
        levels=query.levels or last.levels,
        mentions=last.mentions,
        content=last.content + query.content,
        elliptical=True,
    )


def _merge(last: Query, query: Query, **changes: object) -> Query:
    """The last question with some parts replaced by the new one's."""
    return replace(
        last,
        text=query.text,
        standalone=f"{last.standalone} {query.text}",
        folded=query.folded,
        language=query.language,
        attributes=query.attributes,
        content=query.content,
        focus=(),
        elliptical=True,
        **changes,  # type: ignore[arg-type]
    )
