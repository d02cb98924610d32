"""Which levels, layers and facets a question is about, and how that is said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.draft import Writer
from assistant.messages import text
from assistant.types import Statement
from assistant.understand.query import Aspect, Query
from corpus import Kind, Record

FACETS = ("mission", "thinking", "execution", "organization", "influence")
ALL_LEVELS = (5, 4, 3, 2, 1)

# 「Lv.3まで終えた人がLv.5までに」: what is done is asked for no more.
_DONE = re.compile(
    r"(?:lv\.?|レベル)\s?([1-5])\s?まで(?:は|の[^、。?]{0,8}?(?:を|は))?(?:を)?(?:全部|すべて|ひととおり)?"
    r"(?:終|済|修了|習得[しず]|身[につ]|でき|マスター|完了|クリア)"
    r"|\b(?:done|finished|completed|have|has|mastered)\b.{0,24}(?:up to|through) level ([1-5])\b"
)
_UP_TO = re.compile(r"まで|\b(?:up to|until|by)\b")
# 「Lv.3は、Lv.1から足すといくつ」: every level from one to the other.
_ADDED_UP_FROM = re.compile(r"から(?:順に)?(?:足|積み上げ|積み重ね|累計|合計|合わせ|数え)")

# 「下から順に」「低い順」: the lowest level first.
_FROM_BELOW = re.compile(
    r"(?:下|低い(?:ほう|方)?|下位|初級)から(?:上|順)|(?:レベルの?)?(?:低い|下の?)順|昇順|下から(?:並|挙|列)"
    r"|\bfrom (?:the )?(?:lowest|bottom)\b|\blowest (?:level )?first\b"
    r"|\blow(?:est)? to high|\bascending\b"
)
# 「Lv.1から順に」: every level on the way from there.
_FROM_THERE = re.compile(
    r"(?:lv\.?|レベル)\s?([1-5])\s?から(?:順|上|下)"
    r"|\blevel ([1-5]) (?:upwards?|downwards?|onwards?)\b"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the level x facet table.

    Attributes:
        levels: In the order to show; all five when none was named.
        facets: In the document's order; all five when none was named.
        layers: Layer keys through which the levels were named.
        whole_levels: Whether no level was named.
        whole_facets: Whether no facet was named.
    """

    levels: tuple[int, ...]
    facets: tuple[str, ...]
    layers: tuple[str, ...] = ()
    whole_levels: bool = False
    whole_facets: bool = False


def scope_of(write: Writer, query: Query) -> Scope:
    """The scope a question names: the document's order, but ascending when levels add up."""
    levels = set(query.levels)
    layers = () if levels else query.layers
    for layer in layers:
        levels |= {r.level for r in write.corpus.of(Kind.LEVEL, group=layer) if r.level}
    done, start = _DONE.search(query.folded), _FROM_THERE.search(query.folded)
    if start and len(levels) == 1:
        levels = _on_the_way(int(start[1] or start[2]))
    elif done and max(levels, default=0) > int(done[1] or done[2]):
        levels = set(range(int(done[1] or done[2]) + 1, max(levels) + 1))
    elif query.asks(Aspect.ADDED) and len(levels) > 1:
        levels = set(range(min(levels) + 1, max(levels) + 1))  # 「Lv.3からLv.4で増えるスキル」
    elif Aspect.PRESUMED in query.aspects and len(levels) == 1 and min(levels) > 1:
        levels = set(range(1, max(levels)))  # 「Lv.4の前提になるスキル」
    elif layers and Aspect.CUMULATIVE in query.aspects and _UP_TO.search(query.folded):
        levels = set(range(1, max(levels) + 1))  # 「シルバーまでに合計いくつ」
    elif _ADDED_UP_FROM.search(query.folded) and len(levels) == 2:
        levels = set(range(min(levels), max(levels) + 1))
    elif Aspect.CUMULATIVE in query.aspects and len(levels) == 1:
        levels = set(range(1, max(levels) + 1))
    upwards = adds_up(query) or bool(start and min(levels) == int(start[1] or start[2]))
    upwards = upwards or bool(_FROM_BELOW.search(query.folded))
    chosen = tuple(sorted(levels or ALL_LEVELS, reverse=not upwards))
    facets = tuple(f for f in FACETS if f in query.facets) or FACETS
    return Scope(chosen, facets, layers, not levels, not query.facets)


def _on_the_way(start: int) -> set[int]:
    """The levels from one on: down from the highest, up from any other."""
    return set(ALL_LEVELS) if start == max(ALL_LEVELS) else set(range(start, max(ALL_LEVELS) + 1))


def adds_up(query: Query) -> bool:
    """Whether the levels of a question add up from the lowest on."""
    return query.asks(Aspect.CUMULATIVE, Aspect.PRESUMED) and not _DONE.search(query.folded)


def scope_text(write: Writer, scope: Scope) -> str:
    """The scope in words, ready to stand before what is counted or listed."""
    language = write.language
    parts = []
    if scope.layers:
        names = text("answer.separator", language).join(
            write.group_name(Kind.LAYER, layer) for layer in scope.layers
        )
        parts.append(
            text("answer.scope_layer", language, layer=names, levels=levels_text(scope.levels))
        )
    elif not scope.whole_levels:
        parts.append(text("answer.scope_level", language, levels=levels_text(scope.levels)))
    if not scope.whole_facets:
        facets = _bracketed(write, [write.facet(facet) for facet in scope.facets])
        parts.append(text("answer.scope_named", language, names=facets))
    if not parts:
        return text("answer.scope_all", language)
    return text("answer.scope_join", language).join(parts)


def category_text(write: Writer, categories: Sequence[Record]) -> str:
    """The categories in words, ready to stand before what is counted; all when none is given."""
    if not categories:
        return text("answer.scope_all", write.language)
    names = [write.name(category) for category in categories]
    return text("answer.scope_named", write.language, names=_bracketed(write, names))


def _bracketed(write: Writer, names: Sequence[str]) -> str:
    """Names one after the other, each in brackets of its own where the language has them."""
    if write.language == "ja":
        return "".join(f"「{name}」" for name in names)
    return text("answer.separator", write.language).join(names)


def levels_text(levels: Sequence[int]) -> str:
    """`Lv.3`, `Lv.1～Lv.3` for a run of three and more, `Lv.4・Lv.5` otherwise."""
    ordered = sorted(levels)
    if len(ordered) >= 3 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"Lv.{ordered[0]}～Lv.{ordered[-1]}"
    return "・".join(f"Lv.{level}" for level in ordered)


def layer_note(write: Writer, layers: Sequence[str]) -> tuple[Statement, ...]:
    """That the levels of a layer are read from merged cells; empty when no layer is involved."""
    return tuple(
        write.say(
            "layer_reading",
            (layer, layer.quote("name")),
            layer=write.name(layer),
            levels=levels_text(
                [r.level for r in write.corpus.of(Kind.LEVEL, group=key) if r.level]
            ),
        )
        for key in layers
        for layer in [write.corpus.get(f"layer/{key}")]
    )
