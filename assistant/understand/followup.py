"""Follow-ups: completing a short question from what the conversation was about."""

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.conversation import Conversation
from assistant.types import Language
from assistant.understand import pointing
from assistant.understand.carry import (
    CARRIED,
    OF_SHOWN,
    Step,
    Turn,
    about,
    again,
    beside,
    is_placed,
    merge,
    names_things,
    other_kind,
    own_words,
    same_elsewhere,
    same_of_another,
)
from assistant.understand.cues import load_cues
from assistant.understand.further import (
    FURTHER_STEPS,
    REPEATED,
    asks_a_value_alone,
    in_place,
    relative_level,
)
from assistant.understand.going_back import Which, going_back
from assistant.understand.pointed import POINTED_STEPS
from assistant.understand.query import Aspect, Query, Subject
from assistant.understand.shown import SUBJECT_OF, last_list, level_in_view
from corpus import Corpus, Kind

Read = Callable[[str, Language], Query]

# What the text is about: a question for a value that names one of these needs nothing more.
_OF_THE_TEXT = re.compile(
    r"育成|認定|戦略|プロジェクト|問い?合わせ|(?:どこ|だれ|誰|どちら)(?:に|へ)(?:聞|尋|連絡)|電話|策定|発表|公表"
    r"|\btrain|\bcertif|\bstrategy\b|\bpublish|\bcontact\b|\bcall\b"
)
_KINDS = frozenset({Subject.SKILL, Subject.RECOMMENDED, Subject.TRAINING, Subject.PROGRAMME})
_SINGLE_THINGS = frozenset(
    {Kind.REQUIRED_SKILL, Kind.RECOMMENDED_SKILL, Kind.TRAINING_ITEM, Kind.PROGRAMME}
)
# A question with so many words of its own stands by itself, whatever it seems to point to.
_ENOUGH_WORDS = 4


class FollowUps:
    """Completes questions from the conversation before them.

    Args:
        corpus: The records that were shown.
        read: Reads a question by itself.
    """

    def __init__(self, corpus: Corpus, read: Read) -> None:
        self._corpus = corpus
        self._read = read

    def complete(self, query: Query, conversation: Conversation) -> Query:
        """Complete a question from the conversation, or return it as it is."""
        if not conversation.turns or query.invalid_levels:
            return query
        if back := self._gone_back(query, conversation):
            return back
        asked = self._written_out(query, conversation)
        turn = Turn(asked, conversation, self._corpus, pointing.is_pointing(query.folded))
        for step in STEPS:
            done = step(turn)
            if done is not None:
                return replace(done, text=query.text) if done.elliptical else done
        return query

    def _gone_back(self, query: Query, conversation: Conversation) -> Query | None:
        """「さっきの一覧に戻ります」: completed from the turn that is gone back to."""
        back = going_back(query.folded)
        place = _meant(back.which, conversation, self._corpus) if back else None
        if back is None or place is None:
            return None
        earlier = conversation.up_to(place)
        rest = self._read(back.rest, query.language) if back.rest else None
        if rest is None or not _asks_something(rest):
            return again(earlier.turns[-1].query, query)
        done = self.complete(rest, earlier)
        return replace(done, text=query.text, elliptical=True)

    def _written_out(self, query: Query, conversation: Conversation) -> Query:
        """「そのレベルだと」「2は？」「一番下は」: the level said, where one was in view."""
        told = conversation.turns[-1]
        level = level_in_view(self._corpus, told)
        if (
            level
            and not query.levels
            and not query.aspects & {Aspect.HIGHER, Aspect.LOWER}
            and not names_things(query)
        ):
            picked = told.query.asks(Aspect.MOST, Aspect.LEAST, Aspect.WHICH_LEVEL)
            written = pointing.with_level(query.folded, level, picked=picked)
            more = query.aspects - {Aspect.SAME, Aspect.WHICH_LEVEL} or own_words(query)
            if written and (more or query.subject is not Subject.LEVEL):
                again_read = self._read(written, query.language)
                return replace(again_read, text=query.text, elliptical=True)
        number = pointing.bare_number(query.folded)
        leveled = bool(told.query.levels or told.query.layers) or level is not None
        if number is not None and not query.levels and leveled:
            return self._read(f"Lv.{number}", query.language)
        end = pointing.bare_end(query.folded)
        if end and not query.levels:
            levels = [r.level for r in self._corpus.of(Kind.LEVEL) if r.level]
            return self._read(f"Lv.{max(levels) if end > 0 else min(levels)}", query.language)
        return query


def _meant(which: Which, conversation: Conversation, corpus: Corpus) -> int | None:
    """The turn that is gone back to."""
    turns = conversation.turns
    if which is Which.FIRST:
        return 0
    if which is Which.FIRST_LIST:
        lists = (n for n in range(len(turns)) if last_list(corpus, turns[n : n + 1], loosely=False))
        return next(lists, 0)
    if which is Which.LIST:
        found = last_list(corpus, turns, loosely=False)
        return found[0] if found else None
    told = [n for n, turn in enumerate(turns[:-1]) if turn.told]
    return told[-1] if told else len(turns) - 1


def _asks_something(query: Query) -> bool:
    return bool(
        own_words(query)
        or query.aspects - {Aspect.LIST, Aspect.HIGHER, Aspect.LOWER}
        or query.attributes
        or query.subject
        or is_placed(query)
        or query.mentions
        or pointing.ordinal(query.folded) is not None
        or pointing.other_of_two(query.folded)
        or pointing.rest(query.folded)
    )


def _already_complete(turn: Turn) -> Query | None:
    """A level written out beside what is asked of it."""
    query = turn.query
    if not query.elliptical or not query.levels:
        return None
    described = query.aspects & {Aspect.DEFINITION, Aspect.OVERVIEW} and not own_words(query)
    if described and query.subject in (None, Subject.LEVEL) and not query.facets:
        # The people of a level: the text describes them in a sentence.
        levels = (f"level/{level}" for level in query.levels)
        return replace(about(query, levels, turn.last), levels=())
    if query.subject or query.facets:
        return query
    return None


def _alone(turn: Turn) -> Query | None:
    return turn.query if _stands_alone(turn) else None


def _stands_alone(turn: Turn) -> bool:
    """Whether the question names enough by itself."""
    query = turn.query
    if names_things(query) and (query.aspects & CARRIED or query.attributes or query.subject):
        return True
    placed = bool(query.levels or query.all_levels or query.facets or query.layers)
    compared = len(set(query.subjects) & _KINDS) > 1 or len(query.levels) > 1
    if Aspect.COMPARE in query.aspects and compared:
        return True
    if query.subject is Subject.RECOMMENDED and Aspect.LIST in query.aspects:
        return True
    if query.subject and placed and not turn.pointing:
        return query.subject is not Subject.LEVEL
    words = own_words(query)
    if len(words) >= _ENOUGH_WORDS and not query.aspects & OF_SHOWN:
        return True
    if turn.pointing:
        return False
    if query.attributes and words and load_cues().value_words.issuperset(words):
        return False
    if query.attributes and _OF_THE_TEXT.search(query.folded):
        return True
    if query.topics and (query.aspects or words):
        return True
    if placed and query.aspects & {Aspect.OVERVIEW, Aspect.AIM}:
        return True
    if query.subject in _KINDS:
        which = Aspect.WHICH_ITEM in query.aspects and bool(words)
        return which or Aspect.COUNT in query.aspects or len(words) >= 2
    return len(words) >= 2


def _of_another(turn: Turn) -> Query | None:
    return same_of_another(turn.query, turn.last) if names_things(turn.query) else None


def _elsewhere(turn: Turn) -> Query | None:
    """Another level, facet, layer or category alone."""
    query = turn.query
    narrowed = bool(query.levels or query.facets or query.layers or query.categories)
    if not narrowed or query.aspects & OF_SHOWN - {Aspect.COMPARE}:
        return None
    return same_elsewhere(query, _place_asked(turn))


def _place_asked(turn: Turn) -> Query:
    """The last question, or the one for the list of which it picked something."""
    if not turn.told.query.focus:
        return turn.told.query
    found = last_list(turn.corpus, turn.conversation.turns)
    return turn.conversation.turns[found[0]].query if found else turn.told.query


def _aspect_of_shown(turn: Turn) -> Query | None:
    """Only an aspect is asked, of whatever was shown (「どのレベル？」)."""
    query, shown = turn.query, turn.conversation.record_ids
    if not shown or own_words(query) or query.levels or query.facets or query.attributes:
        return None
    asked = query.asks(Aspect.RELATION, Aspect.SAME) or (
        query.aspects & OF_SHOWN and query.subject in (None, Subject.LEVEL, Subject.FACET)
    )
    return about(replace(query, content=()), shown, turn.last) if asked else None


def _another_kind(turn: Turn) -> Query | None:
    """「育成項目は？」: another kind at the same place, or beside the thing shown."""
    query, shown = turn.query, turn.conversation.record_ids
    # 「そのスキルの例は？」 names a kind only to point at what was shown.
    if not query.subject or (turn.pointing and query.aspects & OF_SHOWN):
        return None
    single = len(shown) == 1 and turn.corpus.get(shown[0]).kind in _SINGLE_THINGS
    if single and not turn.last.levels and query.subject in _KINDS:
        return about(query, shown, turn.last)
    return other_kind(query, in_place(turn))


def _of_shown(turn: Turn) -> Query | None:
    """「それの中身の説明は？」, or something else of what was shown."""
    query, shown = turn.query, turn.conversation.record_ids
    if not shown:
        return None
    contents = not query.aspects and pointing.asks_contents(query.folded)
    if contents and turn.pointing and not query.attributes and _are_things(turn):
        asked = frozenset({Aspect.DEFINITION})
        return about(replace(query, aspects=asked, content=()), shown, turn.last)
    if query.aspects & OF_SHOWN or (turn.pointing and not query.attributes):
        if is_placed(query):
            return same_elsewhere(query, turn.last)
        return about(query, shown, turn.last)
    return None


def _are_things(turn: Turn) -> bool:
    kinds = {turn.corpus.get(record_id).kind for record_id in turn.conversation.record_ids}
    return kinds <= set(SUBJECT_OF)


def _counted_or_listed(turn: Turn) -> Query | None:
    query = turn.query
    counted = query.aspects & {Aspect.COUNT, Aspect.LIST, Aspect.CUMULATIVE}
    return (
        merge(turn.last, query, aspects=query.aspects) if counted and not query.attributes else None
    )


def _beside(turn: Turn) -> Query | None:
    query = turn.query
    if query.attributes and turn.last.attributes and asks_a_value_alone(turn.last):
        return query  # 「じゃあ人数は？」 after 「予算は？」
    if turn.pointing or query.attributes or len(query.content) <= 1:
        return beside(query, turn.last)
    return None


def _next_level(turn: Turn) -> Query | None:
    """The level next to the one in view, then the same as for any other level."""
    done = relative_level(turn)
    if done is None or done.elliptical or done.invalid_levels:
        return done
    there = replace(turn, query=done)
    return next((query for step in STEPS[1:] if (query := step(there)) is not None), done)


# The first that completes the question does.
STEPS: tuple[Step, ...] = (
    _next_level,
    _already_complete,
    *FURTHER_STEPS,
    *POINTED_STEPS,
    *REPEATED,
    _alone,
    _of_another,
    _elsewhere,
    _aspect_of_shown,
    _another_kind,
    _of_shown,
    _counted_or_listed,
    _beside,
)
