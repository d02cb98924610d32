"""Steps for questions that name things: comparisons, orders, aims, the things themselves."""

import re
from dataclasses import replace

from assistant.answer.ask import Ask, Step
from assistant.answer.beside import beside
from assistant.answer.clarify import (
    nothing_understood,
)
from assistant.answer.compare import (
    compare_layers,
    compare_levels,
    compare_skills,
    required_and_recommended,
)
from assistant.answer.draft import Draft, answered
from assistant.answer.facts import (
    EXPERT_LEVEL,
    expert_from,
    how_to_reach,
    how_to_train,
    quote_records,
    silent,
)
from assistant.answer.kinds import kind_asked
from assistant.answer.one_word import shared_word
from assistant.answer.order import order
from assistant.answer.place import from_its_place
from assistant.answer.programmes import describe_programmes, programmes_of_words
from assistant.answer.quoted import quoted_words, written_forms
from assistant.answer.roles import describe_roles, level_head, level_overview
from assistant.answer.things import describe, layer_of, one_by_one
from assistant.understand.query import Aspect, Subject
from corpus import Kind, Record
from corpus.folding import fold

# A silence this near, about a statement that is named beside a thing, is what is asked.
_NEAR = 0.2
_MOST_DESCRIBED = 8
# A term explained stands alone, or all but alone.
_MOST_WORDS_BESIDE = 2
# What a programme may teach; the text does not say which it does.
_TAUGHT = frozenset({Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM, Kind.RECOMMENDED_SKILL})
# Candidates are invited for these; Bronze is all staff.
_CERTIFIED = frozenset({"gold", "silver"})
# 「そのレベルはどんな人材」: the people of the level where a thing stands.
_PEOPLE_THERE = re.compile(
    r"(?:レベル|段階)[^。?]{0,8}(?:どんな|どういう)(?:人|職員|方)"
    r"|(?:どんな|どういう)(?:人材|人|職員|方)の(?:レベル|段階)"
    r"|\bwhat (?:kind|sort|type) of (?:person|people|staff)\b"
)
_NUMBER = re.compile(r"\d+")
_MOST_COMPARED = 6
# What is different from one level to the next.
_CHANGES = re.compile(
    r"(?:どう|何が|なにが|どこが|どれくらい|どのくらい|どれだけ)[^。、?]{0,6}(?:変わ|変化|広が|増え|伸び)"
    r"|\bhow (?:does|do) .{1,40}\b(?:change|grow|widen)|\bwhat changes\b"
)
# Words of a question rarely tell of more programmes than this.
_MOST_TOLD = 3


def comparison(ask: Ask) -> Draft | None:
    """Two or more things, levels, layers or facets side by side."""
    query, named, write = ask.query, ask.named, ask.write
    if query.asks(Aspect.COMPARE, Aspect.SPELLING) and len(named.statements) >= 2:
        return one_by_one(write, named.statements, query)
    placed = len(query.levels) > 1 or (query.facets and not query.levels)
    changing = placed and _CHANGES.search(query.folded)
    if changing and not query.levels and query.subject not in (Subject.SKILL, Subject.TRAINING):
        return describe_roles(write, query)  # 「外部影響は上に行くほどどう変わる」
    if Aspect.COMPARE not in query.aspects and not changing:
        return None
    if {Subject.SKILL, Subject.RECOMMENDED} <= ask.subjects() and not named.things:
        return required_and_recommended(write)
    if 2 <= len(named.skills) <= _MOST_COMPARED:
        return compare_skills(write, named.skills, query)
    if query.elliptical and len(named.things) > _MOST_COMPARED:
        return nothing_understood(write)
    if len(named.things) >= 2:
        return one_by_one(write, named.things[:_MOST_DESCRIBED], query)
    if len(query.levels) >= 2:
        return compare_levels(write, query.levels, query, ask.finder.cells(query))
    if len(query.layers) >= 2:
        return compare_layers(write, query.layers, query)
    if len(query.facets) >= 2 and not query.levels:
        return one_by_one(write, [write.corpus.facets[key] for key in query.facets], query)
    return None


def aim(ask: Ask) -> Draft | None:
    """「Lv.2の私がデジタルエキスパートを目指すには」「Lv.4になるには」."""
    query, named, write = ask.query, ask.named, ask.write
    expert = any(topic.id == "topic/expert" for topic in named.topics)
    if expert and query.subject is Subject.SKILL:
        return expert_from(write, min(query.levels) if query.levels else EXPERT_LEVEL - 1)
    if Aspect.AIM not in query.aspects or named.things or not query.levels:
        return None
    if expert:
        return expert_from(write, min(query.levels))
    if named.statements_beside_kinds or query.asks(Aspect.COUNT, Aspect.CUMULATIVE):
        return None
    if query.subject in (Subject.TRAINING, Subject.PROGRAMME):
        return how_to_train(write, query)
    if query.subject in (Subject.ROLE, Subject.RECOMMENDED):
        return None
    start = min(query.levels) if len(query.levels) > 1 else None
    return how_to_reach(write, max(query.levels), start)


def term_explained(ask: Ask) -> Draft | None:
    """「黒字は何を表す」: the statement that goes by the word, though a silence lies near to it."""
    query, facts = ask.query, [r for r in ask.named.statements if r.kind is Kind.FACT]
    if Aspect.DEFINITION not in query.aspects or ask.named.things or len(facts) != 1:
        return None
    if query.asks(Aspect.COUNT, Aspect.WHICH_ITEM, Aspect.LIST, Aspect.WHICH_LEVEL):
        return None
    if len(query.content) > _MOST_WORDS_BESIDE:
        return None
    silence = ask.finder.overriding_silence(query)
    if silence is None or facts[0].id not in silence.near or query.attributes:
        return None
    numbers = _NUMBER.findall(query.folded)
    words = [m.surface for m in query.mentions if facts[0].id in m.record_ids and not m.weak]
    told = [
        quote
        for quote in facts[0].quotes
        if any(fold(quote.text).startswith(word) for word in words)
        and all(number in quote.text for number in numbers)
    ]
    if not told:
        return None
    return answered(*(ask.write.quote(facts[0], q.field) for q in told), about=facts)


def programmes_told(ask: Ask) -> Draft | None:
    """「資格や動画の制度」: programmes, each told by a word that is in its name alone."""
    query, named = ask.query, ask.named
    if query.subject is not Subject.PROGRAMME or query.attributes or query.levels:
        return None
    if any(thing.kind is not Kind.PROGRAMME for thing in named.things):
        return None
    told = programmes_of_words(ask.write.corpus, query.content)
    found = tuple(dict.fromkeys((*named.things, *told)))
    if not 1 < len(found) <= _MOST_TOLD or ask.finder.overriding_silence(query):
        return None
    words = replace(query, content=())
    return describe_programmes(ask.write, found, words)


def things(ask: Ask) -> Draft | None:
    """The things named, in the aspects asked."""
    query, named, write = ask.query, ask.named, ask.write
    if not named.things:
        return None
    first = named.things[0]
    # What stands in the same cell is in the tables, even where the text links one to no other.
    beside_it = Aspect.SAME in query.aspects and first.level is not None
    if not beside_it and (silence := ask.finder.overriding_silence(query)):
        return silent(write, silence, named.things)
    if silence := ask.finder.silence_of_its_kind(query, named):
        return silent(write, silence, named.things)
    if silence := _about_both(ask):
        return silent(write, silence, named.things)
    if first.level and (Subject.LAYER in query.subjects or len(query.layers) > 1):
        return layer_of(write, first)
    kinds = {thing.kind for thing in named.things}
    if Kind.PROGRAMME in kinds and kinds & _TAUGHT and not query.parts:
        silence = ask.write.corpus.get("silence/programme-details")
        return silent(write, silence, named.things)
    if place := from_its_place(ask, first):
        return place
    if first.kind is Kind.REQUIRED_SKILL and (
        query.subject in (Subject.TRAINING, Subject.PROGRAMME) or query.asks(Aspect.RELATION)
    ):
        return beside(write, first, Kind.TRAINING_ITEM)
    if first.kind is Kind.TRAINING_ITEM and (
        Subject.SKILL in query.subjects or query.asks(Aspect.RELATION)
    ):
        return beside(write, first, Kind.REQUIRED_SKILL)
    groups: dict[Kind, list[Record]] = {}
    for record in named.things[:_MOST_DESCRIBED]:
        groups.setdefault(record.kind, []).append(record)
    draft, *rest = (describe(write, records, query) for records in groups.values())
    for other in rest:
        draft = draft.then(other)
    if first.level and _PEOPLE_THERE.search(query.folded):
        draft = draft.then(answered(*level_head(write, first.level)))
    return draft


def certified_layer(ask: Ask) -> Draft | None:
    """「ゴールドになるには」: how certification goes, and what the levels of the layer ask for."""
    query, named = ask.query, ask.named
    if Aspect.AIM not in query.aspects or query.levels or len(query.layers) != 1:
        return None
    if query.layers[0] not in _CERTIFIED or query.attributes or query.subject or named.things:
        return None
    if len(query.content) > 1:
        return None
    rules = [ask.write.corpus.get(f"rule/{key}") for key in ("r3", "r2")]
    process = quote_records(ask.write, rules)
    return process.then(level_overview(ask.write, query))


NAMED_STEPS: tuple[Step, ...] = (
    written_forms,
    quoted_words,
    comparison,
    order,
    aim,
    certified_layer,
    kind_asked,
    shared_word,
    term_explained,
    programmes_told,
    things,
)


def _about_both(ask: Ask) -> Record | None:
    """「説明力は国の標準にあるスキルか」: a silence about the statement named beside the thing."""
    statements = {r.id for r in ask.named.statements if r.kind in (Kind.FACT, Kind.RULE)}
    if not statements:
        return None
    return next(
        (
            candidate.record
            for candidate in ask.finder.evidence(ask.query).of(Kind.SILENCE)
            if candidate.score >= _NEAR and not statements.isdisjoint(candidate.record.near)
        ),
        None,
    )
