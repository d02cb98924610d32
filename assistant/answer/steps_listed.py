"""Steps for questions about kinds and places: members, lists, counts, levels, parts of the text."""

import re
from dataclasses import replace

from assistant.answer.ask import Ask, Step
from assistant.answer.contact import contact_line
from assistant.answer.counts import records_in
from assistant.answer.draft import Draft, answered
from assistant.answer.facts import describe_topic, quote_records, silent
from assistant.answer.found import ANSWERABLE
from assistant.answer.left_open import LEFT_OPEN_STEPS
from assistant.answer.lists import (
    list_kind,
    list_placed,
    list_recommended,
    sum_of_skills,
)
from assistant.answer.overview import asks_for_the_whole
from assistant.answer.roles import (
    describe_cells,
    describe_roles,
    level_and_facet,
    level_in_brief,
    level_overview,
)
from assistant.answer.scope import scope_of
from assistant.answer.skills import describe_skills
from assistant.answer.things import describe, one_by_one
from assistant.retrieve import Candidate
from assistant.types import Status
from assistant.understand.query import Aspect, Query, Subject
from assistant.understand.request import asks_what_to_do
from corpus import Kind

_KIND = {
    Subject.RECOMMENDED: Kind.RECOMMENDED_SKILL,
    Subject.SKILL: Kind.REQUIRED_SKILL,
    Subject.TRAINING: Kind.TRAINING_ITEM,
    Subject.PROGRAMME: Kind.PROGRAMME,
    Subject.AXIS: Kind.AXIS,
    Subject.LAYER: Kind.LAYER,
    Subject.FACET: Kind.FACET,
    Subject.CATEGORY: Kind.CATEGORY,
    Subject.LEVEL: Kind.LEVEL,
}
_DOCUMENT = "topic/document"
_MOST_WORDS_OF_A_NAME = 2
# A kind, and nothing that is asked of it (「レベルについて」).
_BARE_KIND = re.compile(
    r"[「『]?(?:レベル|段階|カテゴリー?|区分|観点|軸|層|levels?|facets?|categor(?:y|ies)|layers?|axes)[」』]?"
    r"(?:の(?:こと|話|件|説明|一覧))?(?:(?:に|と)(?:ついて|は)|って|とは|は|を)?(?:何|なに|教えて|知りたい)?(?:ですか|です)?\s?[?。]*"
)
# Whether the first level is for some of the staff alone; the text says that it is for all.
_FOR_SOME = re.compile(
    r"(?:新人|新採|新規採用|新任|若手|若いもん|係員|一般職員|担当者?|窓口)[^。、?]{0,6}(?:だけ|のみ|に限|専用)"
    r"|\bonly for\b|\b(?:newcomers?|new (?:staff|hires|recruits)|juniors?) only\b"
)
# 「12個もあるのはなぜ」: a number is taken for granted, so the right one is told.
_CLAIMED = re.compile(
    r"\d+\s?(?:個|つ(?!目)|項目|件|種類)"
    r"|\b\d+ (?:required |recommended |training )?(?:skills|items)\b"
)
_EACH = re.compile(r"ごと|別に|それぞれ|各|\b(?:each|per|by category)\b")
# Besides how many sorts there are: how many of all.
_ALTOGETHER = re.compile(
    r"(?:全部|全体|合計|総数|全)(?:で|は|いくつ)|\b(?:altogether|in all|in total)\b"
)
# A statement named that is found so much less well than another is named in passing.
_MUCH_LESS = 0.6
# Named alone, these kinds ask for all there is.
_LISTED_WHOLE = (Subject.AXIS, Subject.PROGRAMME, Subject.LAYER)
# A level asked about as such, or the people of it.
_LEVELS_ROLE = (None, Subject.LEVEL, Subject.ROLE)
_PLACED = (Subject.TRAINING, Subject.SKILL)
_WITH_MEMBERS = (Subject.RECOMMENDED, Subject.SKILL, Subject.TRAINING, Subject.PROGRAMME)


def members_of_statement(ask: Ask) -> Draft | None:
    """「市独自のスキルはいくつ」: the number or members of what a statement is about."""
    query = ask.query
    if not ask.named.statements_beside_kinds or query.subject is None:
        return None
    if not query.asks(Aspect.COUNT, Aspect.WHICH_ITEM, Aspect.LIST):
        return None
    if Aspect.DEFINITION in query.aspects and not query.asks(Aspect.COUNT, Aspect.WHICH_ITEM):
        return None
    silence = ask.finder.silence_beside(query)
    return silent(ask.write, silence) if silence else None


def membership(ask: Ask) -> Draft | None:
    """「推奨スキルにPythonはありますか」: a name that the list asked about does not hold."""
    query = ask.query
    if query.subject not in _WITH_MEMBERS or Aspect.MEMBER not in query.aspects:
        return None
    if query.attributes or not 1 <= len(query.content) <= _MOST_WORDS_OF_A_NAME:
        return None
    if query.asks(Aspect.WHICH_ITEM, Aspect.LIST, Aspect.COUNT, Aspect.OVERVIEW, Aspect.CONDITION):
        return None
    if ask.finder.is_close(query, among=_KIND[query.subject]):
        return None
    everything = replace(ask, query=replace(query, content=(), aspects=frozenset()))
    draft = listed(everything)
    return draft and replace(
        draft,
        status=Status.NOT_IN_DOCUMENT,
        statements=(
            ask.write.title("not_among"),
            *draft.statements,
            contact_line(ask.write),
        ),
    )


def listed(ask: Ask) -> Draft | None:
    """A complete list or count of a kind of thing."""
    query, write, subject = ask.query, ask.write, ask.query.subject
    if subject is Subject.SKILL and query.facets == ("mission",):
        return list_placed(write, Kind.REQUIRED_SKILL, query)
    if subject is None or ask.named.statements_beside_kinds:
        return None
    counted = Aspect.COUNT in query.aspects or bool(_CLAIMED.search(query.folded))
    many = counted or Aspect.LIST in query.aspects
    parted = Subject.RECOMMENDED in query.subjects and _asks_for_categories(query)
    if Aspect.CONDITION in query.aspects and not (counted or parted):
        return None
    if Aspect.HOW in query.aspects and not (many or Aspect.SPELLING in query.aspects):
        return None
    if query.content and not ask.finder.prefers_list(query):
        return None
    if Subject.RECOMMENDED in query.subjects and _asks_for_categories(query):
        categories = list_kind(write, Kind.CATEGORY, query)
        together = Aspect.COUNT in query.aspects and _ALTOGETHER.search(query.folded)
        return categories.then(list_recommended(write, query)) if together else categories
    if Aspect.COUNT in query.aspects and not query.levels and _names_both_kinds(ask):
        return sum_of_skills(write, query)
    if subject is Subject.RECOMMENDED:
        return list_recommended(write, query) if _asks_for_many(query) else None
    if Subject.ROLE in query.subjects and Subject.SKILL in query.subjects and query.levels:
        return level_overview(write, query)
    if query.levels and set(query.subjects).issuperset(_PLACED):
        skills, training = (list_placed(write, _KIND[s], query) for s in _PLACED[::-1])
        return skills.then(training)
    if subject is Subject.SKILL and _quotes_each(query):
        skills_there = records_in(write, Kind.REQUIRED_SKILL, scope_of(write, query))
        return describe_skills(write, skills_there, query.aspects)
    if subject in _PLACED:
        return list_placed(write, _KIND[subject], query) if _asks_for_many(query) else None
    if subject is Subject.ROLE:
        if query.levels or query.layers or query.facets:
            return describe_roles(write, query)
        return list_kind(write, Kind.LEVEL, query) if query.all_levels or many else None
    return _listed_kind(ask)


def placed(ask: Ask) -> Draft | None:
    """A level, facet or layer named alone."""
    query, write = ask.query, ask.write
    if query.content and asks_what_to_do(query):
        cells = [c for c in ask.finder.evidence(query).of(Kind.ROLE_CELL) if _is_there(c, query)]
        return describe_cells(write, [cells[0].record]) if cells else describe_roles(write, query)
    if query.levels == (1,) and _FOR_SOME.search(query.folded):
        first = write.level(1)
        everyone = quote_records(write, [write.corpus.get("fact/press/three-layers")])
        return answered(write.quote(first, "skills_scope"), about=[first]).then(everyone)
    if _is_one_cell(ask):
        return level_and_facet(write, query)
    if len(query.levels) == 1 and not query.attributes:
        if Aspect.BRIEF in query.aspects and not query.facets and query.subject in _LEVELS_ROLE:
            return level_in_brief(write, query.levels[0])
        whole = query.subject in (None, Subject.LEVEL) and asks_for_the_whole(query)
        if Aspect.WHOLE in query.aspects or (whole and not query.facets):
            return level_overview(write, query)
    only = (
        Aspect.ONLY in query.aspects
        and not ask.named.statements
        and len(query.content) <= _MOST_WORDS_OF_A_NAME
    )
    if query.layers and only and not query.levels:
        return describe(write, write.corpus.of(Kind.LAYER), query)
    if query.content or query.attributes or ask.named.statements_beside_kinds:
        return None
    if query.layers and query.levels:
        # 「Lv.3はゴールド？」: the layers that the levels named are read to belong to.
        layers = dict.fromkeys(write.level(level).group for level in query.levels)
        return describe(write, [write.corpus.get(f"layer/{key}") for key in layers], query)
    if query.all_levels and not query.facets:
        return list_kind(write, Kind.LEVEL, query)
    if len(query.levels) == 1 and len(query.facets) == 1:
        return level_and_facet(write, query)
    if query.facets and (query.levels or query.layers):
        return describe_roles(write, query)
    if query.levels or (len(query.layers) == 1 and query.asks(Aspect.OVERVIEW)):
        return level_overview(write, query)
    if query.layers:
        return describe(write, [write.corpus.get(f"layer/{key}") for key in query.layers], query)
    if query.facets:
        return one_by_one(write, [write.corpus.facets[key] for key in query.facets], query)
    return None


def _is_there(candidate: Candidate, query: Query) -> bool:
    """Whether something found at the level that is asked about answers the question."""
    return candidate.record.level in query.levels and candidate.score >= ANSWERABLE


def _is_one_cell(ask: Ask) -> bool:
    """Whether a level and a facet are named, and nothing at that place answers more exactly."""
    query = ask.query
    if len(query.levels) != 1 or len(query.facets) != 1 or query.attributes or ask.named.things:
        return False
    return not query.content or not ask.finder.is_close(query, sure=True)


def part_of_text(ask: Ask) -> Draft | None:
    """A part of the document or a statement, asked about in general."""
    query, statements = ask.query, ask.named.statements
    if "document" in query.topics and Aspect.OVERVIEW in query.aspects and not query.levels:
        if silence := ask.finder.overriding_silence(query):
            return silent(ask.write, silence)
        return describe_topic(ask.write, ask.write.corpus.get(_DOCUMENT))
    if query.content or query.levels or query.attributes or not statements:
        return None
    # 「プロフェッショナルトラック制度」 says 制度 and asks for no list of them.
    explained = Aspect.DEFINITION in query.aspects and query.subject is Subject.PROGRAMME
    of_a_kind = query.subject and ask.named.statements_beside_kinds and not explained
    if of_a_kind or query.asks(Aspect.HOW, Aspect.CONDITION):
        return None
    evidence = None if query.elliptical else ask.finder.evidence(query)
    told = evidence.best if evidence else None
    if evidence and told and told.record.kind is Kind.FACT and told.record not in statements:
        scores = {c.record.id: c.score for c in evidence.candidates}
        if scores.get(statements[0].id, 0.0) < _MUCH_LESS * told.score:
            return quote_records(ask.write, [told.record])
    # A word that several parts of the text go by (キャリア) asks for each of them.
    first = len(query.mentions[0].record_ids) if query.mentions else 1
    return one_by_one(ask.write, statements[:first], query)


LISTED_STEPS: tuple[Step, ...] = (
    members_of_statement,
    membership,
    *LEFT_OPEN_STEPS,
    listed,
    placed,
    part_of_text,
)


def _names_both_kinds(ask: Ask) -> bool:
    """Whether required and recommended skills are both named, and not skills in general."""
    topics = {topic.id for topic in ask.named.topics}
    return "topic/skills" in topics and Subject.RECOMMENDED in ask.subjects()


def _listed_kind(ask: Ask) -> Draft | None:
    """Levels, facets, layers, axes, categories or programmes as a whole."""
    query, subject = ask.query, ask.query.subject
    if subject is None:
        return None
    if _BARE_KIND.fullmatch(query.folded) and not query.elliptical:
        return list_kind(ask.write, _KIND[subject], query)
    if subject is Subject.FACET and Aspect.WHOLE in query.aspects and not query.levels:
        return list_kind(ask.write, Kind.FACET, query)
    if query.levels or query.layers or (query.facets and subject is not Subject.AXIS):
        return None
    if (
        (subject is Subject.LEVEL and not query.aspects)
        or query.asks(Aspect.LIST, Aspect.COUNT, Aspect.WHICH_ITEM, Aspect.WHOLE)
        or query.all_levels
        or (subject in _LISTED_WHOLE and not query.asks(Aspect.ADDED))
    ):
        return list_kind(ask.write, _KIND[subject], query)
    return None


def _quotes_each(query: Query) -> bool:
    """「Lv.5のスキルの活用例を全部」: the texts of every skill of a level, not only names."""
    if len(query.levels) != 1:
        return False
    return Aspect.EXAMPLE in query.aspects or any(w in query.folded for w in ("定義", "definition"))


def _asks_for_categories(query: Query) -> bool:
    """「推奨スキルはどんな分野に分かれる」: the categories, not their members."""
    kinds = {Subject.FACET, Subject.CATEGORY}
    if query.asks(Aspect.MOST, Aspect.LEAST) or _EACH.search(query.folded):
        return False
    return not query.categories and bool(kinds & set(query.subjects))


def _asks_for_many(query: Query) -> bool:
    """Whether a kind is asked for as a whole or in a part of the table."""
    if query.levels or query.facets or query.layers or query.all_levels or query.categories:
        return True
    if query.asks(Aspect.LIST, Aspect.COUNT, Aspect.CUMULATIVE, Aspect.MOST, Aspect.LEAST):
        return True
    return not query.asks(Aspect.DEFINITION, Aspect.EXAMPLE, Aspect.WHICH_ITEM, Aspect.RELATION)
