"""Which records a question can mean by its form, and how likely each kind is to be meant."""

from collections.abc import Callable

from assistant.understand.query import Aspect, Attribute, Query, Subject
from corpus import Kind, Record

STATEMENTS = (Kind.RULE, Kind.FACT)
# Kinds that any question can mean.
ALWAYS = (Kind.SILENCE, Kind.OUTSIDE)

# A question that names something of the text is hardly about something else.
_NAMED_INSIDE = 0.6
# A question for a skill is rarely one that the text is known not to answer.
_SKILL_WANTED = 0.8
# A skill does not say what is allowed.
_NO_PERMISSION = 0.85
# A statement that gives a date is hardly meant where no date is asked.
_DATE_UNASKED = 0.7
# The text is likelier to answer a question than not to.
_SILENT = 0.95
# A silence about the very sort of value asked for is likelier meant.
_ASKED_OF = 1.1
# A contact answers a question for one, and little else.
_CONTACT_UNASKED = 0.7
# Whether there is help of some sort: a programme of that name is the answer.
_OFFERED = 1.15
_NOT_OFFERED = 0.75
_DATES = frozenset({"fact/press/date", "fact/document/date"})
_OF_PROGRAMMES = frozenset(
    f"silence/{key}"
    for key in (
        "support-amount",
        "programme-eligibility",
        "programme-details",
        "programme-results",
        "work-time",
    )
)
_CONTACT = frozenset(
    {Attribute.PHONE, Attribute.PERSON, Attribute.PLACE, Attribute.ADDRESS, Attribute.NAME}
)


def likelihood(record: Record, query: Query) -> float:
    """How much less likely a record is to be meant because of the form of the question."""
    if record.kind is Kind.OUTSIDE and names_something(query):
        return _NAMED_INSIDE
    if Aspect.EXISTS in query.aspects and not query.attributes:
        if record.kind is Kind.PROGRAMME:
            return _OFFERED
        if record.kind is Kind.SILENCE and record.id in _OF_PROGRAMMES:
            return _NOT_OFFERED
    if record.kind is Kind.SILENCE and query.asks(Aspect.WHICH_ITEM, Aspect.WHICH_LEVEL):
        return _SKILL_WANTED
    if record.kind is Kind.SILENCE:
        return _ASKED_OF if not query.attributes.isdisjoint(record.asks) else _SILENT
    if (
        record.group == "contact"
        and "contact" not in query.topics
        and not query.attributes & _CONTACT
    ):
        return _CONTACT_UNASKED
    if record.id in _DATES and Attribute.DATE not in query.attributes:
        return _DATE_UNASKED
    if record.kind is Kind.REQUIRED_SKILL and Aspect.PERMITTED in query.aspects:
        return _NO_PERMISSION
    return 1.0


def names_something(query: Query) -> bool:
    """Whether a question names a thing, a kind of thing or a place of the text."""
    named = (Subject.SKILL, Subject.TRAINING, Subject.RECOMMENDED)
    return bool(
        query.levels
        or query.facets
        or query.layers
        or query.subject in named
        or any(not mention.weak for mention in query.mentions)
    )


def fits(query: Query) -> Callable[[Record], bool]:
    """The kinds of record that can answer a question of this form."""
    if query.subject is Subject.RECOMMENDED and query.asks(Aspect.WHICH_ITEM):
        kinds: tuple[Kind, ...] = (Kind.RECOMMENDED_SKILL,)
    elif query.subject is Subject.TRAINING and query.asks(Aspect.WHICH_LEVEL):
        kinds = (Kind.TRAINING_ITEM,)
    elif query.subject is Subject.TRAINING and not query.attributes:
        kinds = (Kind.TRAINING_ITEM, Kind.PROGRAMME, *STATEMENTS)
    elif query.asks(Aspect.WHICH_ITEM) and query.subject is Subject.SKILL:
        kinds = (Kind.REQUIRED_SKILL, Kind.RECOMMENDED_SKILL)
    elif query.asks(Aspect.WHICH_LEVEL) and query.subject is Subject.SKILL:
        # The rules of levels speak of all skills alike; a skill told in other words is one of them.
        kinds = (Kind.REQUIRED_SKILL, Kind.RECOMMENDED_SKILL)
        kinds += () if query.content else STATEMENTS
    elif query.asks(Aspect.WHICH_LEVEL) and Subject.ROLE in query.subjects:
        kinds = (Kind.ROLE_CELL, Kind.LEVEL, *STATEMENTS)
    elif query.asks(Aspect.WHICH_LEVEL):
        kinds = (Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM, Kind.ROLE_CELL, Kind.LEVEL, *STATEMENTS,
)  # fmt: skip
    else:
        return lambda record: True
    allowed = frozenset((*kinds, *ALWAYS))
    return lambda record: record.kind in allowed
