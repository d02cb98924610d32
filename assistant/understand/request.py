"""The sentence that asks, where others only lead up to it (「お忙しいところ恐れ入ります。…」)."""

import re
from collections.abc import Callable

from assistant.understand.query import Aspect, Query, Subject
from assistant.understand.select import KIND_TOPICS

_SENTENCE_ENDS = re.compile(r"(?<=[。！!])\s*(?=\S)|(?<=[a-z0-9)][.!])\s+(?=[A-Z])")
# What points back needs the sentences before it.
_POINTING = re.compile(
    r"(?:その|それ|この|これ|あの|あれ|そこ|そう|そんな|こんな|こう)(?!は?そ?れ?ぞれ)"
    r"|\b(?:it|its|that|this|these|those|they|them|there)\b",
    re.IGNORECASE,
)


_WHAT_TO_DO = re.compile(
    r"どう(?:しな|すれ|する|動|対応|振る舞|ふるま|向き合|接|行動)|何をすべき|何をすれば|どうある(?:べき|もの)"
    r"|\bhow should (?:i|we|one|they)\b|\bwhat should (?:i|we|one|they) do\b"
)


def request_of(text: str, read: Callable[[str], Query]) -> Query:
    """The question as read from its last sentence, if that one stands alone; else from the whole.

    A situation is told in several sentences, and the last one alone (「何を直せばいい？」) names
    nothing; then the whole is the question.

    Args:
        text: One or more sentences.
        read: Reads a question that stands alone.
    """
    sentences = [part for part in _SENTENCE_ENDS.split(text) if part.strip()]
    if len(sentences) < 2 or _POINTING.search(sentences[-1]):
        return read(text)
    last, whole = read(sentences[-1]), read(text)
    return last if _stands_alone(last) and (_placed(last) or not _placed(whole)) else whole


def _placed(query: Query) -> bool:
    return bool(query.levels or query.facets or query.layers or query.categories)


def asks_what_to_do(query: Query) -> bool:
    """Whether a question names a level and asks what to do there (「Lv.1ならどう動く」), no more.

    The case for which it asks may have been told in the sentences before.
    """
    if query.facets or query.categories or query.all_levels or len(query.levels) != 1:
        return False
    if query.subject not in (None, Subject.ROLE) or query.attributes:
        return False
    return query.asks(Aspect.HOW, Aspect.RELATION) or _WHAT_TO_DO.search(query.folded) is not None


def _stands_alone(query: Query) -> bool:
    named = any(not (m.weak or KIND_TOPICS.issuperset(m.record_ids)) for m in query.mentions)
    placed = _placed(query) and not asks_what_to_do(query)
    cell = bool(query.levels and query.facets)
    asked = bool(query.subject or query.aspects - {Aspect.HOW} or query.attributes or cell)
    return bool((named or placed or (query.topics and query.attributes)) and asked)
