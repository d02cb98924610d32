"""Which skill comes first: between levels the text has a rule, within one it is silent."""

import re

from assistant.answer.ask import Ask
from assistant.answer.draft import Draft
from assistant.answer.facts import order_of_skills, quote_records, silent
from assistant.understand.query import Aspect, Subject
from corpus import Kind, Record

# 「Lv.5のほうから」: an order between levels, not within one.
_FROM_A_LEVEL = re.compile(
    r"(?:lv\.?|レベル)\s?[1-5](?:の(?:ほう|方))?から|\bstart(?:ing)? (?:with|from|at) l"
)
# What one does with skills, where they are not spoken of by that name.
_LEARNING = re.compile(r"覚え|身に(?:つ|付)|習得|習わ|学(?:ば|べ|ぶ|び|んだら)|鍛え|\blearn")
# A question with more words of its own describes a case, for which a skill is looked up.
_MOST_OWN_WORDS = 3


def order(ask: Ask) -> Draft | None:
    """Which skill first, or what about a weak one on the way up: the rule of lower levels."""
    query, skills = ask.query, ask.named.skills or _skills_by_name(ask)
    if query.facets == ("mission",):
        return None  # no skill stands there, so none comes first
    if not (skills or ask.named.things) and query.asks(Aspect.ORDER, Aspect.WEAK):
        return _order_in_general(ask)
    if not skills or query.asks(Aspect.DEFINITION, Aspect.EXAMPLE):
        return None
    below = any((skill.level or 0) < max(query.levels, default=0) for skill in skills)
    if Aspect.ORDER in query.aspects or (Aspect.WEAK in query.aspects and below):
        return order_of_skills(ask.write, skills)
    return None


def _skills_by_name(ask: Ask) -> tuple[Record, ...]:
    """The required skills that go by the names of items, where skills are spoken of as well."""
    if Subject.SKILL not in ask.query.subjects:
        return ()
    named = (ask.write.corpus.get(i) for m in ask.query.mentions for i in m.record_ids)
    return tuple(record for record in named if record.kind is Kind.REQUIRED_SKILL)


def _order_in_general(ask: Ask) -> Draft | None:
    """What comes first where no skill is named: between levels a rule says, within one nothing."""
    query, corpus = ask.query, ask.write.corpus
    learning = Aspect.ORDER in query.aspects and _LEARNING.search(query.folded)
    if query.subject is not Subject.SKILL and not learning:
        return None
    if len(query.content) > _MOST_OWN_WORDS + bool(learning):
        return None
    if ask.finder.is_told(query):
        return None  # a statement of the text speaks of what is lacking (「国の一覧に足りない」)
    within = len(query.levels) == 1 and not _FROM_A_LEVEL.search(query.folded)
    if within and Aspect.WEAK not in query.aspects:
        return silent(ask.write, corpus.get("silence/order-within-level"))
    return quote_records(ask.write, [corpus.get("rule/r1")])
