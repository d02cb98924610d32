"""Follow-ups that point into what was shown: to one of it, to some of it, to the rest of it."""

from dataclasses import replace

from assistant.conversation import Shown
from assistant.understand import pointing
from assistant.understand.carry import (
    CARRIED,
    STEPS,
    Step,
    Turn,
    is_placed,
    merge,
    names_things,
    own_words,
    pointed,
    same_elsewhere,
)
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

# A question with more words of its own than this does not only point.
_MOST_OWN_WORDS = 2
_PLACED_KINDS = (Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM, Kind.ROLE_CELL)
_KINDS = (*_PLACED_KINDS, Kind.RECOMMENDED_SKILL, Kind.PROGRAMME)


def one_of_shown(turn: Turn) -> Query | None:
    """「3つ目をもう一度」「後のほうの活用例」「the other one」."""
    query, turns = turn.query, turn.conversation.turns
    if names_things(query) or len(turn.own_words) > _MOST_OWN_WORDS:
        return None
    if pointing.other_of_two(query.folded):
        other = _other_of_two(turn)
        return pointed(query, (other,), turn.last) if other else None
    if (step := pointing.neighbour(query.folded)) and (beside := _beside_last(turn, step)):
        return pointed(query, (beside,), turn.last)
    place = pointing.ordinal(query.folded)
    if place is None and not pointing.middle(query.folded):
        return None
    kind = KIND_OF.get(query.subject) if query.subject else None
    found = last_list(turn.corpus, turns, kind) or last_list(turn.corpus, turns)
    items = single_things(turn) if found is None else found[1]
    if place is None:
        place = len(items) // 2
    if len(items) < 2 or not -len(items) <= place < len(items):
        return None
    return pointed(query, (items[place],), turn.last)


def single_things(turn: Turn) -> tuple[Item, ...]:
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
    items = found[1] if found else single_things(turn)
    if len(items) != 2 or len(latest) != 1:
        return None
    return next((item for item in items if item.record != latest[0].record), None)


def _beside_last(turn: Turn, step: int) -> Item | None:
    """The one before or after the one shown last, in the list of which it is."""
    found = last_list(turn.corpus, turn.conversation.turns, loosely=False)
    latest = items_of(turn.corpus, turn.conversation.turns[-1])
    if found is None or len(latest) != 1:
        return None
    records = [item.record for item in found[1]]
    if latest[0].record not in records:
        return None
    place = records.index(latest[0].record) + step
    return found[1][place] if 0 <= place < len(records) else None


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


POINTED_STEPS: tuple[Step, ...] = (one_of_shown, rest_of_shown, among_shown)
