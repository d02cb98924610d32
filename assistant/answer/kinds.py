"""Whether a thing is of the kind that the question takes it for (「傾聴力は必須スキル？」)."""

import re

from assistant.answer.ask import Ask
from assistant.answer.beside import beside
from assistant.answer.draft import Draft, Writer, answered
from assistant.messages import text
from assistant.types import Statement
from assistant.understand.query import Aspect, Query
from corpus import Kind, Record

# 「…は必須スキルですか」「…って推奨？」「…は育成項目に入る？」, of what was named before.
_IS_ONE = re.compile(
    r"(?:は|って|も|が|、)\s?(?:lv\.?\s?[1-5]\s?の)?(?P<kind>必須|推奨|育成項目|スキル)(?:の)?(?:スキル|項目)?"
    r"(?:です(?!が)|でしょ|だ(?:よ|っけ|ろ)|な(?:の|ん)|に(?:も)?(?:入|含|当た|あた|載)|として|か(?:な|\?|。|$)|\?|。|$)"
)
_IS_ONE_EN = re.compile(
    r"^(?:so,? |and |but )?(?:is|are|isn't|aren't)\b[^?]{1,60}?\b"
    r"(?P<kind>required|mandatory|compulsory|obligatory|recommended|training items?)\b"
)
# 「全員が覚えないといけない？」: whether something is required, without the word.
_MUST = re.compile(
    r"ない(?:と|ては|ば)(?:、)?(?:いけ|だめ|駄目|なら|まず|あか|いか)|なきゃ|なければ|ねば|にゃ(?:いけ|なら)|せな(?:あか|いけ|いか)"
    r"|必ず|義務|マスト|(?:習得|覚え|学|身につけ)[^、。?]{0,6}必要(?:です|が|は|か|\?|$)"
    r"|\b(?:must|have to|need to|obliged to|mandatory|compulsory)\b"
)
_KINDS = {
    "必須": (Kind.REQUIRED_SKILL,),
    "推奨": (Kind.RECOMMENDED_SKILL,),
    "育成項目": (Kind.TRAINING_ITEM,),
    "スキル": (Kind.REQUIRED_SKILL, Kind.RECOMMENDED_SKILL),
    "recommended": (Kind.RECOMMENDED_SKILL,),
    "training item": (Kind.TRAINING_ITEM,),
    "training items": (Kind.TRAINING_ITEM,),
}
_REQUIRED = (Kind.REQUIRED_SKILL,)
_THINGS = frozenset({Kind.REQUIRED_SKILL, Kind.RECOMMENDED_SKILL, Kind.TRAINING_ITEM})
_OF_A_THING = (Aspect.DEFINITION, Aspect.EXAMPLE, Aspect.COMPARE, Aspect.RELATION, Aspect.SAME)


def kind_asked(ask: Ask) -> Draft | None:
    """That a thing named is of another kind than the question takes it for."""
    query, write, things = ask.query, ask.write, ask.named.things
    if not things or query.asks(*_OF_A_THING) or any(t.kind not in _THINGS for t in things):
        return None
    kinds = _asked(query, things)
    others = [thing for thing in things if thing.kind not in kinds]
    if not kinds or len(others) < len(things):
        return None
    if len(others) == 1 and others[0].kind is Kind.TRAINING_ITEM and Kind.REQUIRED_SKILL in kinds:
        lead = _other_kind(write, others[0], kinds)
        return beside(write, others[0], Kind.REQUIRED_SKILL, lead=lead)
    lines = [_other_kind(write, thing, kinds) for thing in others]
    if kinds == _REQUIRED and any(t.kind is Kind.RECOMMENDED_SKILL for t in others):
        lines.append(write.quote(write.corpus.get("rule/r7"), "text"))
    return answered(*lines, about=others)


def _asked(query: Query, things: tuple[Record, ...]) -> tuple[Kind, ...]:
    """The kinds that the things are asked to be of; empty when no such question is asked."""
    end = max((m.end for m in query.mentions if _names(m.record_ids, things)), default=0)
    pattern, text = (
        (_IS_ONE, query.folded[end:]) if query.language == "ja" else (_IS_ONE_EN, query.folded)
    )
    if match := pattern.search(text):
        return _KINDS.get(match["kind"], _REQUIRED)
    recommended = all(thing.kind is Kind.RECOMMENDED_SKILL for thing in things)
    return _REQUIRED if recommended and _MUST.search(query.folded) else ()


def _names(record_ids: tuple[str, ...], things: tuple[Record, ...]) -> bool:
    return any(thing.id in record_ids for thing in things)


def _other_kind(write: Writer, thing: Record, kinds: tuple[Kind, ...]) -> Statement:
    asked = text(f"answer.one_{kinds[0].value if len(kinds) == 1 else 'skill'}", write.language)
    evidence = (thing, thing.quote("name"))
    if thing.kind is Kind.RECOMMENDED_SKILL:
        return write.say(
            "other_kind_recommended",
            evidence,
            name=write.name(thing),
            asked=asked,
            category=write.group_name(Kind.CATEGORY, thing.group or ""),
        )
    return write.say(
        "other_kind_placed",
        evidence,
        name=write.name(thing),
        asked=asked,
        kind=text(f"answer.one_{thing.kind.value}", write.language),
        level=thing.level,
        facet=write.facet(thing.facet or ""),
    )
