"""Choosing among what was found nearly as near: which record, which sentence, thing or silence."""

from assistant.retrieve import Candidate, Evidence
from assistant.understand.query import Aspect, Query, Subject
from corpus import Kind, Record

# A case told in many words may speak of a date or a mail in passing: a thing that the classifier
# takes it for this surely, and for no silence nearly as much, is what is asked for.
_CLEAR = 0.35
# What the text describes needs less for it than what it only names.
_CLEAR_DESCRIBED = 0.28
_DESCRIBED = (Kind.REQUIRED_SKILL, Kind.ROLE_CELL)
# Skills this near to the best are as likely meant.
_EQUALLY = 0.98
# One this near is shown beside the first: better two than the wrong one.
_LIKELY = 0.95
_WORDS_OF_A_CASE = 5
# A skill that shares the name of the best need only come this near.
_TWIN = 0.85
# What a case told by a reader is answered with.
_CASES = (Kind.REQUIRED_SKILL, Kind.RECOMMENDED_SKILL, Kind.TRAINING_ITEM, Kind.ROLE_CELL)
# The rule of certification answers most of what is asked of one.
_CERTIFICATION = "rule/r3"
_AS_GOOD = 0.8
# A silence less likely than this, beside the best, does not come near it.
_MUCH_LESS = 0.6


def lowest(evidence: Evidence, best: Candidate, query: Query) -> Record:
    """The best record, or of skills equally near the one that the text has learnt first.

    A skill that is called like the training item found, and as near, is told: it has a definition.
    """
    if best.record.kind is Kind.TRAINING_ITEM and Subject.TRAINING not in query.subjects:
        twins = (
            c.record
            for c in evidence.of(Kind.REQUIRED_SKILL)
            if c.record.name == best.record.name and c.score >= _TWIN * best.score
        )
        return next(twins, best.record)
    if best.record.kind is not Kind.REQUIRED_SKILL:
        return best.record
    near = [c.record for c in evidence.of(best.record.kind) if c.score >= _EQUALLY * best.score]
    return min(near, key=lambda skill: skill.level or 0)


def as_likely(evidence: Evidence, best: Candidate, first: Record, query: Query) -> list[Record]:
    """The skill beside the first that a case may mean as well, if there is one.

    A short question means one thing; a case told in many words may well touch two.
    """
    if first.kind is not Kind.REQUIRED_SKILL or len(query.content) < _WORDS_OF_A_CASE:
        return []
    near = (c.record for c in evidence.of(first.kind) if c.score >= _LIKELY * best.score)
    return [record for record in near if record != first][:1]


def statement_meant(evidence: Evidence, best: Candidate, query: Query) -> Candidate:
    """The best statement, or the rule of certification where one is asked for and it is near."""
    if Aspect.CERTIFY not in query.aspects:
        return best
    rules = (c for c in evidence.of(Kind.RULE) if c.record.id == _CERTIFICATION)
    return next((rule for rule in rules if rule.score >= _AS_GOOD * best.score), best)


def decisive(query: Query) -> tuple[str, ...]:
    """The words of a question for yes or no: the sentence with them decides it."""
    return query.content if Aspect.CONDITION in query.aspects else ()


def is_clearly_a_thing(evidence: Evidence) -> bool:
    """Whether a skill, an item or a role cell is found, clearly, and no silence comes near it."""
    best, silences = evidence.best, evidence.of(Kind.SILENCE)
    if best is None or best.record.kind not in _CASES:
        return False
    if best.classified < (_CLEAR_DESCRIBED if best.record.kind in _DESCRIBED else _CLEAR):
        return False
    return all(silence.classified < _MUCH_LESS * best.classified for silence in silences)
