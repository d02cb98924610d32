"""Corruptions of what is denied and of how surely a thing is said."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from assistant.types import Language
from eval.corruptions.sentences import MARKER
from eval.corruptions.spots import Corrupted, Setting, Spot, spots
from eval.corruptions.types import Case

Rule = tuple[re.Pattern[str], str]


def _rules(*pairs: tuple[str, str]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), new) for pattern, new in pairs)


# `$` is the end of the sentence before its markers and its full stop. What is denied is affirmed
# before anything is denied, because a denial in the middle of a sentence is the harder case.
_AFFIRM = _rules(
    (r"なければならないものではありません", "なければならないものです"),
    (r"ものではありません", "ものです"),
    (r"必要はありません", "必要があります"),
    (r"わけではなく", "わけで"),
    (r"ではありません", "です"),
    (r"ありません", "あります"),
    (r"(行い|行われ|求められ|し|され|てい)ません", r"\1ます"),
    (r"とらわれることなく", "とらわれながら"),
    (r"恐れることなく", "恐れて"),
    (r"回避することなく", "回避しながら"),
    (r"(とらわれ|縛られ|恐れ)ずに?", r"\1て"),
    (r"固執せず", "固執して"),
    (r"こだわらず", "こだわって"),
    (r"責任から逃げず", "責任から逃げながら"),
    (r"とどまらず", "とどまり"),
    (r"慣れていない", "慣れている"),
    (r"不慣れな", "慣れた"),
    (r"足りない", "足りている"),
    (r"不足している", "足りている"),
    (r"置かれていません", "置かれています"),
    (r"はないとされて", "があるとされて"),
    (r"はないものの", "もあり"),
    (r"必須ではなく推奨", "推奨ではなく必須"),
    (r"必須スキルではなく推奨スキル", "推奨スキルではなく必須スキル"),
)
_DENY = _rules(
    (r"(習得|活用|確認|貢献|成長|イメージ)しましょう$", r"\1する必要はありません"),
    (r"使いましょう$", "使ってはいけません"),
    (r"(確認|具体化|イメージ)してください$", r"\1する必要はありません"),
    (r"であると(された|されます|しました)$", r"でないと\1"),
    (r"です$", "ではありません"),
    (r"である$", "ではない"),
    (r"ます$", "ません"),
    (r"ました$", "ませんでした"),
    (r"(?<=[さい])れる$", "れない"),
    (r"する$", "しない"),
    (r"いる$", "いない"),
    (r"(?<=[がに])ある$", "ない"),
)
_DENY_EN = _rules(
    (r"\b(is|are|was|were) not\b", r"\1"),
    (r"\b(does|do|did) not\b", r"\1"),
    (r"\bThere (is|are) no\b", r"There \1 a"),
    (r"\bno (?=skill|required|certification|level)", "a "),
    (r"\bnot required\b", "required"),
    (r"\bwithout being\b", "while being"),
    (r"\b(is|are|was|were|can|must|should|will|has been|have been)\b(?! not| only)", r"\1 not"),
    (r"\b(oversees|plans|carries|uses|sets|takes|keeps|builds|leads)\b", r"never \1"),
)
_HARDEN = _rules(
    (r"適用を受けられる可能性があります", "適用を必ず受けられます"),
    (r"適用を受けられる可能性がある", "適用を受けられる"),
    (r"適用を受けられるかもしれません", "適用を受けられます"),
    (r"変更になる可能性があります", "必ず変更されます"),
    (r"変更になる可能性があるため", "必ず変更になるため"),
    (r"変更になる可能性がある", "変更される"),
    (r"変更される可能性がある", "必ず変更される"),
    (r"変更されるかもしれません", "変更されます"),
    (r"変わることがあり得ます", "変わります"),
    (r"の可能性が広がり", "が約束され"),
    (r"築く可能性が広がります", "築けます"),
    (r"大幅に更新する予定です", "大幅に更新しました"),
    (r"大きく更新する予定で", "大きく更新済みで"),
    (r"更新される予定である", "更新された"),
    (r"予定されています", "完了しています"),
    (r"毎年6月頃になると", "毎年6月1日には必ず"),
    (r"毎年6月頃に?", "毎年必ず6月中に"),
    (r"(約|およそ)(?=3分の1|、?3分の1)", "ちょうど"),
    (r"全職員のおよそ", "全職員のちょうど"),
    (r"(習得|活用|確認|貢献)しましょう", r"\1しなければなりません"),
    (r"使いましょう", "使わなければなりません"),
    (r"(習得|成長)することが勧められています", r"\1する義務があります"),
    (r"ことが勧められています", "ことが義務付けられています"),
    (r"よう勧められています", "よう義務付けられています"),
    (r"身につけることが推奨されています", "身につけることが必須とされています"),
    (r"考慮されます", "必ず優先されます"),
    (r"見込まれる", "保証された"),
    (r"期待できる", "保証された"),
    (r"影響しそうな", "必ず影響する"),
    (r"必要になりそうな", "必ず必要になる"),
    (r"担うことができる", "担わなければならない"),
    (r"担え(ます|る)", r"担うことが義務付けられてい\1"),
    (r"することが重要です", "することが義務です"),
    (r"確認できます", "確認しなければなりません"),
)
_HARDEN_EN = _rules(
    (r"\bmay be able to\b", "will certainly"),
    (r"\bmay\b", "will always"),
    (r"\bmight\b", "will"),
    (r"\bcan (?=also plan|oversee|use|be checked)", "must "),
    (r"\bshould\b", "must"),
    (r"\bit is possible that\b", "it is certain that"),
    (r"\b(is|are) planned\b", r"\1 completed"),
    (r"\bplans to\b", "is obliged to"),
    (r"\b(?:around|about) June\b", "on 1 June without fail"),
    (r"\b(?:about|roughly|around) (?=one third|a third|one-third)", "exactly "),
    (r"\b(is|are) (encouraged|asked|advised) to\b", r"\1 legally required to"),
    (r"\b(is|are) recommended\b", r"\1 mandatory"),
    (r"\bwidens the possibility of\b", "guarantees"),
    (r"\bopens up the possibility of\b", "guarantees"),
    (r"\bis expected to\b", "is guaranteed to"),
    (r"\bis taken into account\b", "always comes first"),
)


# An ability told as a duty: it fits every definition, so only some of them are told so.
_DUTY = _rules(
    (r"(?<=[るくむすつう])力(です|である|とされています)$", "ことが義務付けられています"),
    (r"\bthe ability to\b", "a duty to"),
)
_DUTY_SHARE = 0.2


def flip_negation(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Affirm what a sentence denies, or deny what it states."""
    rules = {"ja": (*_AFFIRM, *_DENY), "en": _DENY_EN}[case.language]
    yield from _applied(case, setting, rules)


def harden_modality(case: Case, setting: Setting, rng: Random) -> Iterator[Corrupted]:
    """Make certain, done or compulsory what a sentence says may be, is planned or is advised."""
    rules = {"ja": _HARDEN, "en": _HARDEN_EN}[case.language]
    duty = _DUTY if rng.random() < _DUTY_SHARE else ()
    yield from _applied(case, setting, (*rules, *duty))


def _applied(case: Case, setting: Setting, rules: Sequence[Rule]) -> Iterator[Corrupted]:
    """One changed text for each sentence in which a rule fits, the first rules before the last."""
    for spot in spots(case):
        body, ending = _parts(spot, case.language)
        masked = spot.open_text(setting)[: len(body)]
        for pattern, new in rules:
            found = pattern.search(masked)
            if found is None:
                continue
            changed = body[: found.start()] + found.expand(new) + body[found.end() :]
            if changed != body:
                yield spot.rewritten(changed + ending)
                break


def _parts(spot: Spot, language: Language) -> tuple[str, str]:
    """A sentence without, and only, its last markers and full stop."""
    stop = {"ja": "。", "en": r"\."}[language]
    found = re.search(rf"(?:\s|{stop}|{MARKER.pattern})*$", spot.text)
    end = found.start() if found else len(spot.text)
    return spot.text[:end], spot.text[end:]
