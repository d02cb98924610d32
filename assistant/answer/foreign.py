"""Whether a question that names nothing of the text is about something else altogether."""

from assistant.answer.likely import names_something
from assistant.retrieve import Evidence, Retriever
from assistant.understand.query import Query
from corpus import Kind

# An outside record may stand behind the best of the text where the question's words are strange: by
# the second of these less the first times their familiarity (0 to 1). Fitted to the development
# questions and, for matters that nobody wrote down, to questions about an encyclopedia.
_PER_FAMILIARITY = 0.83
_STRANGE = 0.615


def is_foreign(query: Query, evidence: Evidence, retriever: Retriever) -> bool:
    """Whether a question is about something else than the text.

    Nobody can write down every matter outside the text, so an outside record need not come nearest:
    the less familiar the question's words are, the less near it must come.

    Args:
        query: The question; one that names a thing or a part of the text, or follows up on an
            answer, is about it.
        evidence: What was found for it.
        retriever: Knows how familiar its words are.
    """
    if query.focus or query.topics or names_something(query):
        return False
    outside = max((c.score for c in evidence.of(Kind.OUTSIDE)), default=0.0)
    inside = max(
        (c.score for c in evidence.candidates if c.record.kind is not Kind.OUTSIDE), default=0.0
    )
    familiarity = retriever.familiarity(query.standalone)
    return outside - inside > _PER_FAMILIARITY * familiarity - _STRANGE
