"""Which statement holds the value that a question asks for."""

from collections.abc import Sequence

from assistant.answer.values import FIRM, held
from assistant.retrieve import Candidate
from assistant.understand.query import Attribute, Query
from assistant.understand.select import Named
from corpus import Kind, Record

# A second statement this near to the first is quoted as well.
BESIDE = 0.93
# Another statement must come this near to the best to be preferred for holding the value asked.
INSTEAD = 0.6
# A statement that holds the value asked for overrules a silence when it comes this near.
_OVERRULING = 0.82
# A silence about something else than when gives way sooner to what tells when.
_OF_ANOTHER_SORT = 0.72
# So does any other statement that holds it and comes this near.
_AS_NEAR = 0.95
# A silence this near is what is asked, whatever else holds a value.
_CERTAIN = 1.0


def value_told(
    telling: Sequence[Candidate], best: Candidate, query: Query, named: Named
) -> Record | None:
    """The statement that holds the value asked for, if it fits well enough beside the best."""
    if best.record.kind is Kind.SILENCE:
        # A silence gives way to what it lies near to, and to a contact when one is asked.
        telling = [
            c
            for c in telling
            if not named.things
            and (
                (
                    query.attributes & FIRM
                    and c.score >= best.score * _yielding(best.record, c.record, query)
                )
                # 「認定はいつ」: a silence would be about more than the part of the text.
                or (not query.content and c.record.group in query.topics and best.score < _CERTAIN)
                or (c.record.group == "contact" and c.score >= INSTEAD * best.score)
            )
        ]
    else:
        near = INSTEAD if query.attributes & FIRM else BESIDE
        # Of the contact, the statement that holds what is asked.
        telling = [
            c
            for c in telling
            if c.score
            >= best.score * (INSTEAD if c.record.group == best.record.group == "contact" else near)
        ]
    if not telling:
        return None
    # Of statements that hold a value, the one that holds most of what was asked.
    return max(telling, key=lambda c: (held(c.record, query.attributes), c.score)).record


def _yielding(silence: Record, statement: Record, query: Query) -> float:
    """How near to a silence a statement must come that holds the value asked for."""
    if statement.id not in silence.near:
        return _AS_NEAR
    when = Attribute.DATE in query.attributes and Attribute.DATE not in silence.asks
    return _OF_ANOTHER_SORT if when else _OVERRULING
