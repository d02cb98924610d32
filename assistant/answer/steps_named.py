"""Steps for questions that name things: comparisons, orders, aims, the things themselves."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.ask import Ask, Step
from assistant.answer.beside import beside
from assistant.answer.clarify import (
    SHORTEST_WORD,
    ambiguous,
    nothing_understood,
    sharing_a_word,
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
    silent,
)
from assistant.answer.order import order
from assistant.answer.place import from_its_place
from assistant.answer.programmes import describe_programmes, programmes_of_words
from assistant.answer.quoted import quoted_words, written_forms
from assistant.answer.things import describe, layer_of, one_by_one
from assistant.understand.cues import load_cues
from assistant.understand.query import Aspect, Query, Subject
from assistant.understand.select import KIND_TOPICS
from corpus import Kind, Record
from corpus.folding import fold

# A silence this near, about a statement that is named beside a thing, is what is asked.
_NEAR = 0.2
_MOST_DESCRIBED = 8
# A short word may stand beside one other (「AIのやつ」) and still be what is asked about.
_MOST_WORDS_BESIDE = 2
# One word, with no more than words of asking behind it.
_BARE = re.compile(
    r"^[「『\"]?(?P<word>[^\s「」『』\"、。?]{2,12}?)[」』\"]?(?:の(?:やつ|とこ|こと|説明|話|件|項目))?"
    r"(?:は|とは|って|について|を|系|関係|関連|に関して)?"
    r"(?:(?:何|なに|どれ|どんな|教え|知りた|聞きた|お願い|説明|出てくるけど)[^\s?。!…]{0,8})?[\s?。!…]*$"
)
# The text names its training items for beginners and for the advanced alike.
_GRADES = (
    (re.compile(r"初歩|入門|初級|初心者|基礎|基本|\bbasic|\bbeginner|\bintroduct"), "基礎"),
    (re.compile(r"応用|発展|上級|\badvanced\b|\bapplied\b"), "応用"),
)
# What a programme may teach; the text does not say which it does.
_TAUGHT = frozenset({Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM, Kind.RECOMMENDED_SKILL})
_HIRAGANA = re.compile(r"[\u3041-\u3096ー]+")
# A statement this near to a question of one word answers it.
_TOLD = 0.5
_NUMBER = re.compile(r"\d+")
_MOST_COMPARED = 6
# Words of a question rarely tell of more programmes than this.
_MOST_TOLD = 3


def comparison(ask: Ask) -> Draft | None:
    """Two or more things, levels, layers or facets side by side."""
    query, named, write = ask.query, ask.named, ask.write
    if query.asks(Aspect.COMPARE, Aspect.SPELLING) and len(named.statements) >= 2:
        return one_by_one(write, named.statements, query)
    if Aspect.COMPARE not in query.aspects:
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


def shared_word(ask: Ask) -> Draft | None:
    """A word that is no full name but part of several names."""
    for word in ask.named.words or _lone_word(ask):
        if _is_clear(ask, word):
            continue
        found = _in_scope(sharing_a_word(ask.write, word), ask.query)
        if graded := _of_the_grade(ask.query, found):
            return describe(ask.write, graded, ask.query)
        if len({record.name for record in found}) > 1:
            return ambiguous(ask.write, ask.query, found, _as_written(ask.query, word))
        if len(found) > 1 or (
            found and _stands_bare(ask, word)
        ):  # a skill and an item of one name: the answer on the skill names both
            return describe(ask.write, found[:1], ask.query)
    return None


def term_explained(ask: Ask) -> Draft | None:
    """「黒字は何を表す」: the statement that goes by the word, though a silence lies near to it."""
    query, facts = ask.query, [r for r in ask.named.statements if r.kind is Kind.FACT]
    if Aspect.DEFINITION not in query.aspects or ask.named.things or len(facts) != 1:
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
    return draft


NAMED_STEPS: tuple[Step, ...] = (
    written_forms,
    quoted_words,
    comparison,
    order,
    aim,
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


def _of_the_grade(query: Query, found: Sequence[Record]) -> tuple[Record, ...]:
    """The one of the records that is for beginners, or for the advanced, where that is asked."""
    for asked, name in _GRADES:
        if asked.search(query.folded):
            graded = tuple(record for record in found if name in record.name)
            return graded if len(graded) == 1 else ()
    return ()


def _as_written(query: Query, word: str) -> str:
    """A folded word in the letters of the question."""
    at = query.text.lower().find(word)
    return query.text[at : at + len(word)] if at >= 0 else word


def _is_clear(ask: Ask, word: str) -> bool:
    """Whether a word is the whole name of the one thing that the question can mean."""
    whole = [
        record
        for record in ask.named.things
        if fold(word) in (fold(record.name), fold(record.name_en))
    ]
    if len(whole) != 1:
        return False
    wanted = {
        Subject.TRAINING: Kind.TRAINING_ITEM,
        Subject.RECOMMENDED: Kind.RECOMMENDED_SKILL,
        Subject.SKILL: Kind.REQUIRED_SKILL,
    }.get(ask.query.subject or Subject.LEVEL)
    if wanted is not None:
        return whole[0].kind is wanted
    defined = ask.query.asks(Aspect.DEFINITION, Aspect.EXAMPLE)
    return defined and whole[0].kind is Kind.REQUIRED_SKILL


def _lone_word(ask: Ask) -> tuple[str, ...]:
    """The word of its own that a short question has, when it names nothing for certain."""
    query = ask.query
    kinds = (None, Subject.SKILL, Subject.TRAINING, Subject.RECOMMENDED, Subject.LEVEL)
    if len(query.content) > _MOST_WORDS_BESIDE or query.attributes or query.subject not in kinds:
        return ()
    if query.asks(Aspect.HOW, Aspect.CONDITION):
        return ()
    named = [m for m in query.mentions if not KIND_TOPICS.issuperset(m.record_ids)]
    if not named and (bare := _BARE.match(query.folded)):
        word = _as_names_have_it(bare["word"])
        asked_about = query.content or word == query.folded.strip(" ?。")
        if (
            asked_about
            and not load_cues().find_subjects(word)
            and (_names_several(ask, word) or _stands_bare(ask, word))
        ):
            return (word,)
    words = [m.surface for m in named if not m.exact]
    if not named:
        words = [word for word in query.content if len(word) >= SHORTEST_WORD]
        if len(words) != 1:
            return ()
    # Searching comes last: most questions name what they mean and need none.
    return tuple(words) if words and not _is_told(ask) else ()


def _as_names_have_it(word: str) -> str:
    """A word in katakana where it is in hiragana (せきゅりてぃ)."""
    if not _HIRAGANA.fullmatch(word):
        return word
    return "".join(chr(ord(c) + 0x60) if c != "ー" else c for c in word)


def _names_several(ask: Ask, word: str) -> bool:
    return len(sharing_a_word(ask.write, word)) > 1


def _stands_bare(ask: Ask, word: str) -> bool:
    """Whether a question is one word, part of a name, to which search knows no answer."""
    bare = ask.query.folded.strip(" ?。") == word
    return bare and bool(sharing_a_word(ask.write, word)) and not _is_told(ask)


def _is_told(ask: Ask) -> bool:
    """Whether something in the text answers the question as it is."""
    best = ask.finder.evidence(ask.query).best
    silent_kinds = (Kind.SILENCE, Kind.OUTSIDE)
    return best is not None and best.record.kind not in silent_kinds and best.score >= _TOLD


def _in_scope(records: Sequence[Record], query: Query) -> tuple[Record, ...]:
    kinds = {
        Subject.TRAINING: (Kind.TRAINING_ITEM,),
        Subject.RECOMMENDED: (Kind.RECOMMENDED_SKILL,),
        Subject.SKILL: (Kind.REQUIRED_SKILL, Kind.RECOMMENDED_SKILL),
    }.get(query.subject or Subject.LEVEL)
    there = tuple(
        record
        for record in records
        if (not query.levels or record.level in query.levels)
        and (not query.facets or record.facet in query.facets)
    )
    within = tuple(record for record in there if kinds is None or record.kind in kinds)
    # 「セキュリティを勉強したい」 names no kind: one item is not all there is to learn of it.
    named = any(not KIND_TOPICS.isdisjoint(m.record_ids) for m in query.mentions)
    return within if named or query.subject is not Subject.TRAINING else there
