"""Follow-ups that point: to one of what was shown, to a part or the rest of it, to two turns."""

from collections.abc import Callable
from dataclasses import replace

from assistant.conversation import Shown
from assistant.understand import pointing
from assistant.understand.carry import (
    CARRIED,
    STEPS,
    Turn,
    about,
    again,
    is_placed,
    merge,
    names_things,
    own_words,
    pointed,
    same_elsewhere,
)
from assistant.understand.levels import VALID
from assistant.understand.pointing import Dimension
from assistant.understand.query import Aspect, Query, Subject
from assistant.understand.shown import (
    KIND_OF,
    SUBJECT_OF,
    Item,
    all_values,
    facet_in_view,
    items_of,
    last_list,
    level_in_view,
    placed,
    records_of,
    values,
    worded,
)
from corpus import Kind

Step = Callable[[Turn], Query | None]

# A question with more words of its own than this does not only point.
_MOST_OWN_WORDS = 2
_PLACED_KINDS = (Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM, Kind.ROLE_CELL)
_KINDS = (*_PLACED_KINDS, Kind.RECOMMENDED_SKILL, Kind.PROGRAMME)
# What the text says of skills that are recommended and not required.
_NOT_REQUIRED = "rule/r7"


def one_of_shown(turn: Turn) -> Query | None:
    """「3つ目をもう一度」「後のほうの活用例」「the other one」."""
    query, turns = turn.query, turn.conversation.turns
    if names_things(query) or len(turn.own_words) > _MOST_OWN_WORDS:
        return None
    if pointing.other_of_two(query.folded):
        other = _other_of_two(turn)
        return pointed(query, (other,), turn.last) if other else None
    place = pointing.ordinal(query.folded)
    if place is None and not pointing.middle(query.folded):
        return None
    kind = KIND_OF.get(query.subject) if query.subject else None
    found = last_list(turn.corpus, turns, kind) or last_list(turn.corpus, turns)
    items = _single_things(turn) if found is None else found[1]
    if place is None:
        place = len(items) // 2
    if len(items) < 2 or not -len(items) <= place < len(items):
        return None
    return pointed(query, (items[place],), turn.last)


def _single_things(turn: Turn) -> tuple[Item, ...]:
    """What the last two turns showed, where each showed one thing: 「前者」, 「後者」."""
    told = [shown for shown in turn.conversation.turns if shown.told][-2:]
    lists = [items_of(turn.corpus, shown) for shown in told]
    return tuple(items[0] for items in lists) if all(len(i) == 1 for i in lists) else ()


def _other_of_two(turn: Turn) -> Item | None:
    """Of two shown, the one that was not picked last."""
    turns = turn.conversation.turns
    latest = items_of(turn.corpus, turns[-1])
    if len(latest) == 2:
        return latest[1]
    found = last_list(turn.corpus, turns)
    items = found[1] if found else _single_things(turn)
    if len(items) != 2 or len(latest) != 1:
        return None
    return next((item for item in items if item.record != latest[0].record), None)


def rest_of_shown(turn: Turn) -> Query | None:
    """「残りは？」「ほかには？」「それ以外の列」: what of its kind was not shown."""
    query = turn.query
    if not pointing.rest(query.folded) or Aspect.SAME in query.aspects:
        return None
    if names_things(query) or query.attributes:
        return None
    base = turn.told.query
    if (named := pointing.dimension(query.folded)) and (done := _other_values(turn, named)):
        return done
    if own_words(query) and not _same_kind(turn):
        return None
    if left := _left_of_list(turn):
        return left
    for dim in (Dimension.LAYERS, Dimension.CATEGORIES):
        if values(base, dim) and (done := _other_values(turn, dim)):
            return done
    shown = records_of(turn.corpus, turn.told)
    if not shown or shown[0].kind not in SUBJECT_OF:
        for dim in (Dimension.FACETS, Dimension.LEVELS):
            if values(base, dim) and (done := _other_values(turn, dim)):
                return done
        return None
    subject = SUBJECT_OF[shown[0].kind]
    if query.subject not in (None, subject, Subject.LEVEL, Subject.FACET):
        return None
    level = level_in_view(turn.corpus, turn.told) if len(shown) == 1 else None
    group = shown[0].group if shown[0].kind is Kind.RECOMMENDED_SKILL else None
    return merge(
        base,
        query,
        subject=subject,
        subjects=(subject,),
        mentions=(),
        levels=query.levels or ((level,) if level else ()),
        facets=query.facets,
        categories=(group,) if group and len(shown) == 1 else (),
        aspects=frozenset({Aspect.LIST}),
    )


def _same_kind(turn: Turn) -> bool:
    """Whether the question names the very kind that was shown (「ほかにはどんな仕組みが」)."""
    kinds = {record.kind for record in records_of(turn.corpus, turn.told)}
    subject = turn.query.subject
    return subject in KIND_OF and KIND_OF[subject] in kinds and len(own_words(turn.query)) <= 1


def _other_values(turn: Turn, dim: Dimension) -> Query | None:
    """The last question for all levels (facets, layers, categories) that it was not asked for."""
    query, used = turn.query, set[int | str]()
    base = turn.told.query
    for shown in reversed(turn.conversation.turns):
        if shown.told and not values(shown.query, dim):
            break
        used.update(values(shown.query, dim))
    if not used and dim is Dimension.FACETS:
        used.update(facet_in_view(turn.corpus, turn.told))
    if not used and dim is Dimension.LEVELS:
        level = level_in_view(turn.corpus, turn.told)
        used.update((level,) if level else ())
    if dim is Dimension.FACETS and Subject.SKILL in (base.subject, query.subject):
        used.add("mission")  # no skill stands there
    left = tuple(value for value in all_values(turn.corpus, dim) if value not in used)
    if not used or not left:
        return None
    levels = query.levels or (base.levels if dim is not Dimension.LEVELS else ())
    if not levels and dim is Dimension.FACETS and not base.layers:
        level = level_in_view(turn.corpus, turn.told)
        levels = (level,) if level else ()
    changes: dict[str, object] = {
        "levels": levels,
        "facets": query.facets or base.facets,
        "layers": () if query.levels else base.layers,
        "categories": base.categories,
        "all_levels": False,
        "mentions": (),
        dim.value: left,
    }
    shown_kinds = {record.kind for record in records_of(turn.corpus, turn.told)}
    kind_shown = next((SUBJECT_OF[k] for k in _KINDS if k in shown_kinds), None)
    own = query.subject if query.subject not in (None, Subject.LEVEL, Subject.FACET) else None
    subject = own or base.subject or kind_shown
    return merge(
        base,
        replace(query, content=()),
        subject=subject,
        subjects=(subject,) if subject else (),
        aspects=(base.aspects | query.aspects)
        & (CARRIED - {Aspect.WHICH_LEVEL, Aspect.WHICH_FACET, Aspect.COMPARE}),
        **changes,
    )


def _left_of_list(turn: Turn) -> Query | None:
    """The others of a list of which some were picked one by one."""
    turns = turn.conversation.turns
    found = last_list(turn.corpus, turns, loosely=False)
    if found is None or found[0] == len(turns) - 1:
        return None
    place, items = found
    picked = {item for shown in turns[place + 1 :] for item in items_of(turn.corpus, shown)}
    picked_records = {item.record for item in picked}
    left = [
        item
        for item in items
        if item not in picked and (item.field is not None or item.record not in picked_records)
    ]
    if not left or len(left) == len(items):
        return None
    return pointed(turn.query, left, turn.last)


def among_shown(turn: Turn) -> Query | None:
    """「そのうち統計っぽいのはどれ」「あの中で思考・認識に入るのは」: some of the last list."""
    query = turn.query
    said = pointing.among(query.folded)
    if not said and not (Aspect.WHICH_ITEM in query.aspects and query.subject is None):
        return None
    found = last_list(turn.corpus, turn.conversation.turns, loosely=False)
    if found is None or names_things(query):
        return None
    place, items = found
    list_turn = turn.conversation.turns[place]
    if is_placed(query):
        fitting = placed(turn.corpus, items, query)
        if not fitting:
            return query if said else None
        if items[0].record.kind in _PLACED_KINDS and _listed_by_place(list_turn):
            plain = replace(query, aspects=query.aspects - {Aspect.WHICH_ITEM, Aspect.LIST})
            return same_elsewhere(plain, list_turn.query)
        return pointed(query, fitting, list_turn.query)
    words = own_words(query)
    fitting = worded(items, words) if words else ()
    if not fitting or len(fitting) == len(items):
        return query if said and words and not query.aspects & STEPS else None
    return replace(pointed(query, fitting, list_turn.query), content=())


def _listed_by_place(shown: Shown) -> bool:
    return not shown.query.focus and (is_placed(shown.query) or bool(shown.query.subject))


def two_compared(turn: Turn) -> Query | None:
    """「二つを並べると何が違う」「差は」: what the last turns asked, side by side."""
    query = turn.query
    summed = pointing.together(query.folded) and Aspect.COMPARE not in query.aspects
    if not (summed or Aspect.COMPARE in query.aspects) or names_things(query) or own_words(query):
        return None
    if is_placed(query) or query.subject not in (None, Subject.LEVEL):
        return None
    told = [shown for shown in turn.conversation.turns if shown.told]
    if len(told) < 2 or len(items_of(turn.corpus, told[-1])) == 2 or len(told[-1].query.levels) > 1:
        return None
    before, last = told[-2].query, told[-1].query
    if summed and not (before.asks(Aspect.COUNT) and last.asks(Aspect.COUNT)):
        return None
    compared = frozenset({Aspect.COUNT if summed else Aspect.COMPARE})
    singles = _single_things(turn)
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
    if is_placed(query) or own_words(query) or query.attributes:
        return None
    shown = records_of(turn.corpus, turn.told)
    if not shown:
        return None
    plain = replace(
        query, aspects=frozenset(), subject=None, subjects=(), mentions=(), topics=frozenset()
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
    if kind in _PLACED_KINDS and kind is not None and (column or kind is Kind.ROLE_CELL):
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


POINTED_STEPS: tuple[Step, ...] = (
    whether_required,
    two_compared,
    one_of_shown,
    rest_of_shown,
    among_shown,
    source,
    said_again,
)
