"""What a follow-up takes over from the question before it: the parts from which it is completed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from assistant.conversation import Conversation, Shown
from assistant.understand.pointing import POINTING_WORDS
from assistant.understand.query import Aspect, Query, Subject
from assistant.understand.select import KIND_TOPICS
from assistant.understand.shown import Item, last_told
from corpus import Corpus

# Aspects that carry over to another thing (「質問力の例は？」「説明力は？」).
CARRIED = frozenset(
    {Aspect.DEFINITION, Aspect.EXAMPLE, Aspect.WHICH_LEVEL, Aspect.WHICH_FACET, Aspect.COUNT,
     Aspect.LIST, Aspect.CUMULATIVE, Aspect.COMPARE}
)  # fmt: skip
# Aspects that ask something of what was just shown.
OF_SHOWN = frozenset(
    {Aspect.DEFINITION, Aspect.EXAMPLE, Aspect.WHICH_LEVEL, Aspect.WHICH_FACET, Aspect.RELATION,
     Aspect.ORDER, Aspect.COMPARE, Aspect.SPELLING}
)  # fmt: skip
STEPS = frozenset({Aspect.HIGHER, Aspect.LOWER})
# How a thing pointed to is asked for, which says nothing of it.
_POINTED = frozenset({Aspect.WHICH_ITEM, Aspect.ONLY, Aspect.LIST, Aspect.MEMBER, Aspect.HOW})


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that follows others.

    Attributes:
        query: The question as read by itself.
        conversation: What was said before; not empty.
        corpus: The records.
        pointing: Whether a word of the question points to what was said before.
    """

    query: Query
    conversation: Conversation
    corpus: Corpus
    pointing: bool

    @property
    def last(self) -> Query:
        """The last question."""
        return self.conversation.turns[-1].query

    @property
    def told(self) -> Shown:
        """The last turn that told something."""
        return last_told(self.conversation.turns)

    @property
    def own_words(self) -> tuple[str, ...]:
        """What the question adds, without words that only point."""
        return own_words(self.query)


# A way to complete a question; None where it does not apply.
Step = Callable[[Turn], Query | None]


def own_words(query: Query) -> tuple[str, ...]:
    """Content words without those that only point."""
    return tuple(word for word in query.content if word not in POINTING_WORDS)


def names_things(query: Query) -> bool:
    """Whether the question names more than a kind of thing."""
    return any(not KIND_TOPICS.issuperset(mention.record_ids) for mention in query.mentions)


def is_placed(query: Query) -> bool:
    """Whether the question names a place in the tables."""
    return bool(
        query.levels or query.all_levels or query.facets or query.layers or query.categories
    )


def about(
    query: Query, record_ids: Iterable[str], last: Query, *, fields: tuple[str, ...] = ()
) -> Query:
    """「その活用例は？」: something of what was shown.

    Args:
        query: The question.
        record_ids: What it is about.
        last: The question before; what it asked is asked again where this one asks nothing.
        fields: The quotes meant, where the record is a statement shown quote by quote.
    """
    return replace(
        query,
        focus=tuple(dict.fromkeys(record_ids)),
        focus_fields=fields,
        aspects=query.aspects or (last.aspects & CARRIED),
        elliptical=True,
    )


def pointed(query: Query, items: Iterable[Item], last: Query) -> Query:
    """「3つ目をもう一度」: some of what was shown, of which nothing else is named."""
    items = tuple(items)
    aspects = query.aspects - _POINTED - STEPS
    return replace(
        about(
            replace(query, aspects=aspects),
            (item.record.id for item in items),
            last,
            fields=tuple(item.field for item in items if item.field),
        ),
        aspects=aspects or (last.aspects & (CARRIED - {Aspect.LIST, Aspect.COUNT, Aspect.COMPARE})),
        levels=(),
        facets=(),
        layers=(),
        categories=(),
        mentions=(),
        subject=None,
        subjects=(),
        content=own_words(query),
    )


def merge(last: Query, query: Query, **changes: object) -> Query:
    """The last question with some parts replaced by the new one's."""
    taken: dict[str, object] = {
        "text": query.text,
        "standalone": f"{last.standalone} {query.text}",
        "folded": query.folded,
        "language": query.language,
        "attributes": query.attributes,
        "content": own_words(query),
        "focus": (),
        "focus_fields": (),
        "level_spans": (),
        "parts": (),
        "elliptical": True,
    }
    return replace(last, **(taken | changes))  # type: ignore[arg-type]


def again(last: Query, query: Query) -> Query:
    """「もう一度」「最初の質問に戻って」: the same question as before."""
    return replace(last, text=query.text, language=query.language, parts=(), elliptical=True)


def same_of_another(query: Query, last: Query) -> Query:
    """「説明力は？」 after 「質問力の活用例は？」: the same aspect of another thing."""
    if query.aspects & CARRIED or not last.aspects & CARRIED:
        return query
    # A part of the text is no skill or programme, unless it is counted as one (市独自は？).
    listed = last.asks(Aspect.COUNT, Aspect.LIST, Aspect.CUMULATIVE)
    return replace(
        query,
        standalone=f"{_without_names(last)} {query.text}",
        aspects=query.aspects | (last.aspects & CARRIED),
        subject=query.subject or (last.subject if listed or not query.topics else None),
        elliptical=True,
    )


def _without_names(query: Query) -> str:
    """A question without what it names, for which another thing takes the place."""
    if query.standalone != query.text:
        return query.standalone
    letters = list(query.folded)
    for mention in query.mentions:
        letters[mention.start : mention.end] = " " * (mention.end - mention.start)
    return " ".join("".join(letters).split())


def same_elsewhere(query: Query, last: Query) -> Query:
    """「じゃあLv.4は？」「外部影響だけ」: the same question for another level or facet."""
    if Aspect.COMPARE in query.aspects and query.levels and last.levels:
        # 「Lv.2との違いは？」 after Lv.1: both.
        query = replace(query, levels=tuple(sorted({*last.levels, *query.levels})))
    elif last.attributes:
        # 「シルバーも同じ？」 after 「ゴールドは誰が認定する」: who does it there.
        query = replace(query, aspects=query.aspects - {Aspect.COMPARE})
    return merge(
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
        aspects=(last.aspects | query.aspects) - {Aspect.ONLY, Aspect.MEMBER},
        attributes=query.attributes or last.attributes,
    )


def other_kind(query: Query, last: Query) -> Query:
    """「育成項目は？」 after the skills of a level: another kind in the same place."""
    return merge(
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


def beside(query: Query, last: Query) -> Query:
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
