"""Names that hold certain words (「名前に『管理』が付くスキル」), and names of two kinds."""

import re
from collections.abc import Callable

from assistant.answer.ask import Ask
from assistant.answer.clarify import candidate
from assistant.answer.counts import records_in
from assistant.answer.draft import Draft, answered
from assistant.answer.scope import scope_of
from assistant.answer.skills import place_of, same_name
from assistant.understand.query import Subject
from corpus import Kind, Record
from corpus.folding import fold

_HOLDS = re.compile(
    r"(?:名前|名称|名)に[「『\"]?(?P<in>[^「」『』\"、。?]{1,12}?)[」』\"]?(?:という(?:文字|言葉|語|単語))?"
    r"(?:が|の|を)?(?:入|含|付|つ[いく]|ある)"
    r"|[「『\"](?P<called>[^「」『』\"]{1,12})[」』\"](?:と(?:いう)?名(?:前)?の?|という(?:言葉|文字)が|が|の)"
    r"(?:付|つ)[くい]"
    r"|\b(?:contain(?:s|ing)?|includ(?:e|es|ing)|with|ha(?:s|ve))\b(?: the)?(?: word| term)?"
    r" [\"'“「](?P<english>[^\"'”」]{1,20})[\"'”」]"
)
# 「育成項目のうち、AIに関するもの」: told by the names, which is said.
_ABOUT = re.compile(
    r"(?:のうち|の中で|の中から|のなかで|の中の)、?(?P<about>[^\s、。?のはがを]{1,12}?)"
    r"(?:に関する|に関わる|に関連する|にまつわる|関連の?|関係の?|系の?)(?:もの|やつ|の|スキル|項目|科目|$|\?)"
    r"|\b(?:which|what|those) of .{3,60}? (?:are|is|have to do|deal)s?"
    r" (?:about|with|related to|on) (?P<on>[a-z]{2,20})\b"
    r"|\b(?:which|what) (?:\w+ ){0,2}?(?:skills|items|programmes|programs)"
    r" (?:are|have to do|deal|relate) (?:about|with|to|related to|on) (?P<to>[a-z]{2,20})\b"
)
_SHARED = re.compile(
    r"(?:名前|名称|名)が?(?:同じ|共通|一致|重な|かぶ)|同じ名(?:前|称)?|同名|共通の名(?:前|称)"
    r"|\b(?:same|identical|shared?|common) names?\b|\bnamed the same\b"
    r"|\bshar(?:e|es|ing) (?:a|the|their) name"
)
_KINDS = {
    Subject.SKILL: Kind.REQUIRED_SKILL,
    Subject.RECOMMENDED: Kind.RECOMMENDED_SKILL,
    Subject.TRAINING: Kind.TRAINING_ITEM,
    Subject.PROGRAMME: Kind.PROGRAMME,
}


def names_containing(ask: Ask) -> Draft | None:
    """Every record of the kinds asked for whose name holds the words, in the document's order."""
    folded = ask.query.folded
    match = _HOLDS.search(folded) or _ABOUT.search(folded)
    if match is None:
        return None
    words = fold(next(group for group in match.groups() if group))
    holds = _in_english(words) if words.isascii() else _in_japanese(words)
    required = any(topic.id == "topic/skills" for topic in ask.named.topics)
    kinds = [
        _KINDS[subject]
        for subject in ask.query.subjects
        if subject in _KINDS
        # 「推奨スキル」 says スキル as well.
        and (subject is not Subject.SKILL or required or not _recommended(ask))
    ]
    if kinds == [Kind.REQUIRED_SKILL] and not required and not ask.query.levels:
        kinds.append(Kind.RECOMMENDED_SKILL)
    found = [
        record
        for kind in kinds
        for record in ask.write.corpus.of(kind)
        if holds(record) and (not ask.query.levels or record.level in ask.query.levels)
    ]
    if not found:
        return None
    lead = [ask.write.title("names_with", word=words.upper() if words.isascii() else words)]
    named = (candidate(ask.write, record) for record in found)
    return answered(*(lead if match.re is _ABOUT else ()), *named, about=found)


def shared_names(ask: Ask) -> Draft | None:
    """「必須スキルと育成項目で名前が同じものは」: each skill with the item called like it."""
    if not _SHARED.search(ask.query.folded) or ask.named.things or {*ask.query.content} - {"share"}:
        return None
    if not {Subject.SKILL, Subject.TRAINING} <= {*ask.query.subjects}:
        return None
    write = ask.write
    pairs = [
        (skill, lines)
        for skill in records_in(write, Kind.REQUIRED_SKILL, scope_of(write, ask.query))
        if (lines := same_name(write, skill))
    ]
    if not pairs:
        return None
    told = (line for skill, lines in pairs for line in (place_of(write, skill), *lines))
    return answered(*told, about=[skill for skill, _ in pairs])


def _in_japanese(words: str) -> Callable[[Record], bool]:
    return lambda record: words in fold(record.name)


def _in_english(words: str) -> Callable[[Record], bool]:
    """Words in Latin letters stand whole in an English name, or as they are in the Japanese one."""
    whole = re.compile(rf"\b{re.escape(words)}\b")
    return lambda record: bool(whole.search(fold(record.name_en))) or words in fold(record.name)


def _recommended(ask: Ask) -> bool:
    return Subject.RECOMMENDED in ask.query.subjects
