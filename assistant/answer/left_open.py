"""What the text leaves open about whole kinds of things: contents, and who may take part."""

import re

from assistant.answer.ask import Ask, Step
from assistant.answer.draft import Draft
from assistant.answer.facts import silent
from assistant.understand.query import Aspect, Subject

_CONTENTS = (Aspect.DEFINITION, Aspect.EXAMPLE)
_WRITTEN = re.compile(
    r"(?:定義|説明|解説|活用例|中身|内容)(?:文)?(?:は|が|も|まで)?[^。?]{0,6}(?:書|載|あり|ある|記載|どこ)"
    r"|\b(?:defin|descri|explain)\w*\b.{0,20}\b(?:given|there|written|anywhere)\b"
)
# What the text names and does not describe, and the silence that says so.
_UNDESCRIBED = {
    Subject.TRAINING: "silence/training-item-contents",
    Subject.RECOMMENDED: "silence/recommended-definition",
}
_GAINED_BY = frozenset({"certification", "track", "expert"})
_GAINED = re.compile(
    r"(?:何|なに|なん)(?:が|か)[^。?]{0,8}(?:もら(?:え|う)|得られ|いいこと|良いこと|得(?:が|する|か)|変わ(?:って)?くれ)"
    r"|メリット|特典|見返り|ご褒美|ごほうび|うまみ"
    r"|\bwhat (?:do|does|will|would|can) (?:i|you|we|one|they) (?:get|gain|receive)\b"
    r"|\bbenefits? of\b|\brewards?\b|\bwhat's in it for\b|\bperks?\b"
)
_ATTENDED = (Subject.PROGRAMME, Subject.TRAINING)


def contents_of_items(ask: Ask) -> Draft | None:
    """「育成項目には定義が書いてありますか」: the text names them and describes none."""
    query = ask.query
    silence = _UNDESCRIBED.get(query.subject) if query.subject else None
    if silence is None or ask.named.things or not query.asks(*_CONTENTS):
        return None
    if query.content or not _WRITTEN.search(query.folded):
        return None
    return silent(ask.write, ask.write.corpus.get(silence))


def eligibility(ask: Ask) -> Draft | None:
    """「Lv.1の人がLv.3の研修を受けてもいい？」: the text does not say who may take part."""
    query = ask.query
    if Aspect.PERMITTED not in query.aspects or query.subject not in _ATTENDED:
        return None
    if ask.named.things or not (query.levels or query.layers):
        return None
    return silent(ask.write, ask.write.corpus.get("silence/programme-eligibility"))


def gains(ask: Ask) -> Draft | None:
    """「ゴールドになったら何がもらえる？」: the text names nothing that is gained by it."""
    query = ask.query
    if not _GAINED.search(query.folded) or ask.named.things:
        return None
    if not (query.levels or query.layers or query.topics & _GAINED_BY):
        return None
    return silent(ask.write, ask.write.corpus.get("silence/treatment"))


LEFT_OPEN_STEPS: tuple[Step, ...] = (contents_of_items, eligibility)
