"""A question of hardly more than one word: all that goes by it, or the one thing that does."""

import re
from collections.abc import Sequence

from assistant.answer.ask import Ask
from assistant.answer.clarify import SHORTEST_WORD, ambiguous, sharing_a_word
from assistant.answer.draft import Draft
from assistant.answer.things import describe
from assistant.understand.cues import load_cues
from assistant.understand.query import Aspect, Query, Subject
from assistant.understand.select import KIND_TOPICS
from corpus import Kind, Record
from corpus.folding import fold

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
_HIRAGANA = re.compile(r"[\u3041-\u3096ー]+")
# A statement this near to a question of one word answers it.
_TOLD = 0.5


def shared_word(ask: Ask) -> Draft | None:
    """A word that is no full name but part of several names."""
    for word in ask.named.words or _lone_word(ask):
        if _is_clear(ask, word):
            continue
        found = _in_scope(sharing_a_word(ask.write, word), ask.query)
        if graded := _of_the_grade(ask.query, found):
            return describe(ask.write, graded, ask.query)
        if len({record.name for record in found}) > 1:
            return ambiguous(ask.write, ask.query, found, ask.query.as_written(word))
        if len(found) > 1 or (
            found and _stands_bare(ask, word)
        ):  # a skill and an item of one name: the answer on the skill names both
            return describe(ask.write, found[:1], ask.query)
    return None


def _of_the_grade(query: Query, found: Sequence[Record]) -> tuple[Record, ...]:
    """The one of the records that is for beginners, or for the advanced, where that is asked."""
    for asked, name in _GRADES:
        if asked.search(query.folded):
            graded = tuple(record for record in found if name in record.name)
            return graded if len(graded) == 1 else ()
    return ()


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
    skills = (
        (Kind.REQUIRED_SKILL,)
        if query.names_required
        else (Kind.REQUIRED_SKILL, Kind.RECOMMENDED_SKILL)
    )
    kinds = {
        Subject.TRAINING: (Kind.TRAINING_ITEM,),
        Subject.RECOMMENDED: (Kind.RECOMMENDED_SKILL,),
        Subject.SKILL: skills,
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
