"""What is asked of a named thing and the text says of no thing of its kind.

A name outweighs what is asked of it (a book on critical thinking): a search finds the thing.
Asked with the kind in place of the name, the same question finds what the text is silent on.
"""

from assistant.retrieve import Retriever
from assistant.understand.query import Aspect, Query
from assistant.understand.select import Named
from corpus import Kind, Record

_KIND_NAMES = {
    Kind.REQUIRED_SKILL: {"ja": "必須スキル", "en": "a required skill"},
    Kind.RECOMMENDED_SKILL: {"ja": "推奨スキル", "en": "a recommended skill"},
    Kind.TRAINING_ITEM: {"ja": "育成項目", "en": "a training item"},
    Kind.PROGRAMME: {"ja": "研修・施策・制度", "en": "a programme"},
}
# What the text does tell of the things it names.
_TOLD = frozenset(
    {
        Aspect.DEFINITION,
        Aspect.EXAMPLE,
        Aspect.SAME,
        Aspect.RELATION,
        Aspect.WHICH_LEVEL,
        Aspect.WHICH_FACET,
        Aspect.WHICH_ITEM,
    }
)
# A silence must be this near, and nearer by so much than everything that the text says.
_NEAR = 0.4
_CLEARLY = 1.1


def silence_of_its_kind(query: Query, named: Named, retriever: Retriever) -> Record | None:
    """The silence that a question asks for of any thing of the kind that it names.

    Args:
        query: The question; what it asks must be in words of its own.
        named: What it names.
        retriever: Searched with the kinds in place of the names.
    """
    general = with_kinds(query, named) if query.content else None
    if general is None or query.asks(*_TOLD):
        return None
    evidence = retriever.retrieve(general)
    best = evidence.best
    # How things relate is told by their place in the tables.
    if best is None or best.record.kind is not Kind.SILENCE or "relation" in best.record.asks:
        return None
    said = max(
        (c.score for c in evidence.candidates if c.record.kind is not Kind.SILENCE), default=0
    )
    return best.record if best.score >= max(_NEAR, _CLEARLY * said) else None


def with_kinds(query: Query, named: Named) -> str | None:
    """The question with the kind in place of each name; None where it names nothing of a kind."""
    kinds = {thing.id: thing.kind for thing in named.things}
    asked, found = query.folded, False
    for mention in sorted(query.mentions, key=lambda m: -m.start):
        kind = next((kinds[i] for i in mention.record_ids if i in kinds), None)
        if kind in _KIND_NAMES:
            kind_name = _KIND_NAMES[kind][query.language]
            asked = asked[: mention.start] + kind_name + asked[mention.end :]
            found = True
    return asked if found else None
