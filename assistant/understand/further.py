"""Follow-ups that ask more of what was shown: two turns compared, the next level, the source."""

from dataclasses import replace

from assistant.understand import pointing
from assistant.understand.carry import (
    CARRIED,
    STEPS,
    Step,
    Turn,
    about,
    again,
    is_placed,
    merge,
    names_things,
    own_words,
    same_elsewhere,
)
from assistant.understand.levels import VALID
from assistant.understand.pointed import single_things
from assistant.understand.pointing import Dimension
from assistant.understand.query import Aspect, Query, Subject
from assistant.understand.shown import (
    KIND_OF,
    SUBJECT_OF,
    facet_in_view,
    items_of,
    last_list,
    level_in_view,
    records_of,
    values,
)
from corpus import Kind

_COUNTED_KINDS = frozenset(
    {Subject.SKILL, Subject.RECOMMENDED, Subject.TRAINING, Subject.PROGRAMME}
)
_PLACED_KINDS = (Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM, Kind.ROLE_CELL)
_COLUMNS = frozenset({Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM})
# What the text says of skills that are recommended and not required.
_NOT_REQUIRED = "rule/r7"
# Words in which it is asked whether something is required.
_OF_DUTY = frozenset({"mandatory", "compulsory", "obligatory", "全員", "誰", "義務"})


def two_compared(turn: Turn) -> Query | None:
    """「二つを並べると何が違う」「差は」: what the last turns asked, side by side."""
    query = turn.query
    summed = pointing.together(query.folded) and Aspect.COMPARE not in query.aspects
    if not (summed or Aspect.COMPARE in query.aspects) or names_things(query) or own_words(query):
        return None
    if is_placed(query) or query.subject not in (None, Subject.LEVEL):
        return None
    told = [shown for shown in turn.conversation.turns if shown.told]
    if len(told) < 2 or len(told[-1].query.levels) > 1:
        return None
    if len(items_of(turn.corpus, told[-1])) == 2 and not told[-1].query.elliptical:
        return None
    before, last = told[-2].query, told[-1].query
    if summed and not (before.asks(Aspect.COUNT) and last.asks(Aspect.COUNT)):
        return None
    compared = frozenset({Aspect.COUNT if summed else Aspect.COMPARE})
    singles = single_things(turn)
    if len(singles) == 2 and singles[0].record.kind not in (Kind.ROLE_CELL, Kind.LEVEL):
        ids = (item.record.id for item in singles)
        aspects = last.aspects & {Aspect.DEFINITION, Aspect.EXAMPLE}
        return about(replace(query, aspects=compared | aspects), ids, last)
    both = {
        dim: tuple(dict.fromkeys((*values(before, dim), *values(last, dim)))) for dim in Dimension
    }
    differing = [dim for dim in Dimension if set(values(before, dim)) != set(values(last, dim))]
    if not any(values(before, dim) and values(last, dim) for dim in differing):
        return None
    return merge(
        last,
        query,
        levels=tuple(sorted(level for level in both[Dimension.LEVELS] if isinstance(level, int))),
        facets=both[Dimension.FACETS],
        layers=both[Dimension.LAYERS],
        categories=both[Dimension.CATEGORIES],
        aspects=compared | ((before.aspects | last.aspects) & {Aspect.COUNT}),
    )


def column_elsewhere(turn: Turn) -> Query | None:
    """「じゃあLv.4は？」 after a skill of Lv.3: what stands in its column at that level."""
    query, shown = turn.query, turn.conversation.record_ids
    thing = turn.corpus.get(shown[0]) if len(shown) == 1 else None
    if thing is None or thing.kind not in _COLUMNS or len(query.levels) != 1:
        return None
    if thing.level in query.levels or query.facets or own_words(query) or names_things(query):
        return None
    if query.subject not in (None, Subject.LEVEL) or query.aspects - {Aspect.OVERVIEW}:
        return None
    subject = SUBJECT_OF[thing.kind]
    return replace(
        query,
        facets=(thing.facet,) if thing.facet else (),
        subject=subject,
        subjects=(subject,),
        aspects=turn.last.aspects & {Aspect.DEFINITION, Aspect.EXAMPLE},
        elliptical=True,
    )


def source(turn: Turn) -> Query | None:
    """「どの計画でそう決まっている」: what was shown, which says where it stands."""
    query, shown = turn.query, turn.conversation.record_ids
    if not shown or names_things(query) or is_placed(query) or query.subject:
        return None
    if not pointing.asks_source(query.folded):
        return None
    plain = replace(
        query, aspects=frozenset(), content=(), attributes=frozenset(), topics=frozenset()
    )
    return about(plain, shown, turn.told.query)


def said_again(turn: Turn) -> Query | None:
    """「もう一度」: the same answer once more."""
    query = turn.query
    if not pointing.asks_again(query.folded) or names_things(query) or is_placed(query):
        return None
    if own_words(query) or query.subject or query.aspects & (CARRIED - {Aspect.LIST}):
        return None
    return again(turn.last, query)


def whether_required(turn: Turn) -> Query | None:
    """「それらは必須なの？」 of recommended skills: the sentence that says they are not."""
    query = turn.query
    if not pointing.asks_whether_required(query.folded) or names_things(query):
        return None
    words = set(own_words(query)) - _OF_DUTY
    shown = records_of(turn.corpus, turn.told)
    if is_placed(query) or words or query.attributes or not shown:
        return None
    plain = replace(
        query,
        aspects=frozenset(),
        subject=None,
        subjects=(),
        mentions=(),
        topics=frozenset(),
        content=(),
    )
    if {record.kind for record in shown} <= {Kind.RECOMMENDED_SKILL, Kind.CATEGORY}:
        return replace(about(plain, (_NOT_REQUIRED,), turn.last), aspects=frozenset())
    if {record.kind for record in shown} == {Kind.REQUIRED_SKILL} and len(shown) == 1:
        which = replace(plain, aspects=frozenset({Aspect.WHICH_LEVEL}))
        return about(which, (shown[0].id,), turn.last)
    return None


def relative_level(turn: Turn) -> Query | None:
    """「一つ上は？」「同じ列でもう一段上」: the level next to the one in view."""
    query = turn.query
    up = (Aspect.HIGHER in query.aspects) - (Aspect.LOWER in query.aspects)
    up = up or (pointing.step(query.folded) if not own_words(query) else 0)
    if not up or query.levels or names_things(query):
        return None
    shown = records_of(turn.corpus, turn.told)
    level = level_in_view(turn.corpus, turn.told)
    if level is None:
        return None
    if level + up not in VALID:
        return replace(query, invalid_levels=(f"Lv.{level + up}",))
    column = pointing.same_column(query.folded)
    kind = shown[0].kind if len(shown) == 1 else None
    asked = (
        query.subject if query.subject in KIND_OF and query.subject is not Subject.FACET else None
    )
    aspects = query.aspects - STEPS - {Aspect.WHICH_LEVEL}
    there = replace(query, levels=(level + up,), aspects=aspects)
    alone = not turn.told.query.levels and last_list(turn.corpus, turn.conversation.turns) is None
    column = column or alone or kind is Kind.ROLE_CELL
    if kind in _PLACED_KINDS and kind is not None and column:
        subject = asked or SUBJECT_OF[kind]
        return merge(
            turn.told.query,
            replace(there, content=()),
            levels=there.levels,
            facets=query.facets or facet_in_view(turn.corpus, turn.told),
            layers=(),
            mentions=(),
            subject=subject,
            subjects=(subject,),
            aspects=aspects - {Aspect.SAME, Aspect.DEFINITION},
        )
    if not turn.told.query.levels:
        return None
    return there


def most_of_counted(turn: Turn) -> Query | None:
    """「一番多い分野は？」 after a kind was counted or listed: the row of it that holds most."""
    query, last = turn.query, turn.last
    if not query.asks(Aspect.MOST, Aspect.LEAST) or last.subject not in _COUNTED_KINDS:
        return None
    if names_things(query) or is_placed(query) or own_words(query) or query.attributes:
        return None
    if query.subject not in (None, Subject.LEVEL, Subject.FACET, Subject.CATEGORY):
        return None
    subjects = tuple(dict.fromkeys((*last.subjects, *query.subjects)))
    aspects = query.aspects & {Aspect.MOST, Aspect.LEAST} | {Aspect.COUNT}
    return merge(last, query, subjects=subjects, aspects=aspects)


def elsewhere_in_recommended(turn: Turn) -> Query | None:
    """「セキュリティは？」 after the recommended skills: those of a category."""
    query = turn.query
    if query.names_required and query.categories:
        return query  # 「必須スキルにもセキュリティの話ある？」
    if turn.last.subject is Subject.RECOMMENDED and query.categories and not query.levels:
        # The words that name the category are no words of its own.
        own = query.content if len(own_words(query)) > 1 else ()
        return same_elsewhere(replace(query, mentions=(), content=own), turn.last)
    return None


def compared_with_shown(turn: Turn) -> Query | None:
    """「批判的思考との違いは？」 after one other thing was shown."""
    query, shown = turn.query, turn.conversation.record_ids
    if Aspect.COMPARE not in query.aspects or len(shown) != 1 or query.levels:
        return None
    things = [m for m in query.mentions if names_things(replace(query, mentions=(m,)))]
    return replace(query, focus=shown, elliptical=True) if len(things) == 1 else None


def in_place(turn: Turn) -> Query:
    """The last question, put where its answer was: 「同じ区分のスキルは？」 names no place."""
    last = turn.told.query
    if Aspect.SAME not in last.aspects or is_placed(last):
        return last
    level = level_in_view(turn.corpus, turn.told)
    facets = facet_in_view(turn.corpus, turn.told)
    return replace(last, levels=(level,) if level else (), facets=facets)


def asks_a_value_alone(query: Query) -> bool:
    """Whether a question names nothing of which it asks a value."""
    return not (query.topics or query.subject or is_placed(query) or names_things(query))


FURTHER_STEPS: tuple[Step, ...] = (
    elsewhere_in_recommended,
    compared_with_shown,
    whether_required,
    two_compared,
    column_elsewhere,
)
# Asked only where nothing is pointed to.
REPEATED: tuple[Step, ...] = (source, said_again, most_of_counted)
