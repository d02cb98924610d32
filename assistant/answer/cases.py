"""Cases told by a reader: the rule or the cell of a role that is meant, whatever else they name."""

import re

from assistant.answer.ask import Ask
from assistant.answer.draft import Draft
from assistant.answer.facts import quote_records
from assistant.answer.nearest import decisive
from assistant.answer.overview import asks_for_the_whole
from assistant.answer.roles import describe_cells
from assistant.understand.query import Aspect, Query, Subject
from corpus import Kind

# A rule that the classifier takes a case for this surely, and that comes this near, is what is
# asked, if nothing that the case names in passing comes as near.
_SURE = 0.3
_NEAR = 0.5
_BESIDE = 0.85
# A case has words of its own beside those of asking.
_FEWEST_WORDS = 2
# Cells of one level resemble each other: one as near as the best is shown beside it.
_LIKE = 0.85
_MOST_CELLS = 2
# Within one level, a cell this near is told by the words of a case.
_TOLD = 0.22
# Asked of a role, these ask for the whole of it, or for several.
_LISTED = (Aspect.LIST, Aspect.COUNT, Aspect.COMPARE, Aspect.WHOLE, Aspect.BRIEF, Aspect.SPELLING)
_PLAINLY = (Aspect.COUNT, Aspect.COMPARE, Aspect.CERTIFY, Aspect.EXAMPLE, Aspect.SPELLING)
_OF_A_THING = (*_LISTED, Aspect.DEFINITION, Aspect.WHICH_ITEM)
_ROLES = (None, Subject.ROLE, Subject.LEVEL)
# Whether somebody at a level has to do something, or what is expected of them.
_EXPECTED = re.compile(
    r"(?:役割|役目|務め|期待|求め|照らし|べき|心構え|望ま)|\b(?:role|expect\w*|supposed|should|must)\b"
)


def rule_of_case(ask: Ask) -> Draft | None:
    """「機械学習も全部できないといけないのか」: the rule, though the case names a thing."""
    query = ask.query
    if not (ask.named.things or query.subject) or query.attributes or query.facets:
        return None
    if len(query.content) < _FEWEST_WORDS or query.asks(*_PLAINLY):
        return None
    if query.asks(*_OF_A_THING) and not query.asks(Aspect.CONDITION, Aspect.WEAK):
        return None  # what is said in a case may sound like a request (「全部ですか」と聞かれた)
    evidence = ask.finder.evidence(query)
    best = evidence.best
    if best is None or best.record.kind is not Kind.RULE:
        return None
    if best.score < _NEAR or best.classified < _SURE:
        return None
    misplaced = any(thing.level not in (None, *query.levels) for thing in ask.named.things)
    if query.levels and misplaced and not query.asks(Aspect.ORDER, Aspect.WEAK):
        return None  # the place of the thing is what is wrong
    named = {thing.id for thing in ask.named.things}
    if any(c.score > _BESIDE * best.score for c in evidence.candidates if c.record.id in named):
        return None
    return quote_records(ask.write, [best.record], decisive=decisive(query))


def cell_of_case(ask: Ask) -> Draft | None:
    """「Lv.3の部下が…。役割では何が求められる」: the cells of the level that the case is about."""
    query = ask.query
    if len(query.levels) != 1 or query.facets or query.layers or query.attributes:
        return None
    if query.subject not in _ROLES or ask.named.things or ask.named.statements_beside_kinds:
        return None
    if not query.content or query.asks(*_LISTED) or asks_for_the_whole(query):
        return None
    if not _asks_of_the_role(query):
        return None
    cells = [
        c
        for c in ask.finder.evidence(query).of(Kind.ROLE_CELL)
        if c.record.level in query.levels and c.score >= _TOLD
    ]
    if not cells:
        return None
    near = [c.record for c in cells if c.score >= _LIKE * cells[0].score]
    return describe_cells(ask.write, near[:_MOST_CELLS])


def _asks_of_the_role(query: Query) -> bool:
    return query.subject is Subject.ROLE or _EXPECTED.search(query.folded) is not None
