"""What a Japanese sentence says of its predicates: negated or not, possible, planned, recommended.

A sentence is read as a list of predicates. A negation or a modality belongs to the nearest word of
meaning before it: 求める in 「求めるものではありません」, 変更 in 「変更になる可能性があります」.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from assistant.verify.words import Word, words
from corpus.folding import fold

# A verbatim quote is taken out before the rest is read; this stands in its place.
QUOTED = "原文"


class Modality(StrEnum):
    """How firmly something is said."""

    POSSIBLE = "possible"
    PLANNED = "planned"
    RECOMMENDED = "recommended"
    CERTAIN = "certain"


@dataclass(frozen=True, slots=True)
class Predicate:
    """One word of meaning with how it is said.

    Attributes:
        lemma: Its dictionary form, or the class of words that say the same (`NEED`, `EXIST`).
        argument: For `EXIST`, what is said to be there or not; else empty.
        negated: Whether it is denied.
        modality: How firmly it is said, where that is marked.
        synonyms: Groups of synonyms that it belongs to.
    """

    lemma: str
    argument: str
    negated: bool
    modality: Modality | None
    synonyms: frozenset[int]

    def same_as(self, other: "Predicate") -> bool:
        """Whether both speak of the same thing, whatever they say of it."""
        if self.lemma == other.lemma:
            return self.argument == other.argument
        return not self.synonyms.isdisjoint(other.synonyms)


# What looks like a negation and is none, with what it says instead.
_IDIOMS = (
    (
        re.compile(
            r"(?:し)?(?:なければ|なくては|ないと|ねば)(?:なら(?:ない|ず|ぬ)|なりません|いけ(?:ない|ません))|ざるを得(?:ない|ません)"
        ),
        "必要だ",
    ),
    (re.compile(r"かもしれ(?:ない|ません)|かも知れ(?:ない|ません)"), "可能性がある"),
    (re.compile(r"欠かせ(?:ない|ません)|不可欠"), "必要"),
    (
        re.compile(
            r"(?:だけ|のみ)(?:では|じゃ)?(?:なく|ならず|でなく)|だけで(?:は)?なく|にとどまらず|にとどまらない"
        ),
        "も",
    ),
    (
        re.compile(
            r"にほか(?:なら)?(?:ない|なりません)|に過ぎ(?:ない|ません)|少なくない|間違い(?:なく|ない)|違いない"
        ),
        "",
    ),
    (re.compile(r"(?:では|じゃ)ない(?:か|でしょうか)"), ""),
)
# What stands in brackets is said beside the sentence.
_ASIDE = re.compile(r"\([^()]*\)")
_NEGATIVES = {"ない", "ず", "ぬ", "まい", "無い", "無し"}
_NEGATIVE_WORDS = {
    "不要": "NEED", "任意": "NEED", "無用": "NEED", "無料": "料", "不可": "可", "禁止": "可",
    "対象外": "対象", "除外": "対象", "免除": "NEED", "未定": "定める", "不問": "NEED",
}  # fmt: skip
_NEED = {"必要", "必須", "要る", "要する", "求める", "要求", "義務", "条件", "要件", "前提"}
_EXIST = {
    "有る",
    "存在",
    "該当",
    "設ける",
    "設定",
    "用意",
    "含む",
    "含める",
    "定める",
    "当たる",
    "属する",
}
# Verbs that only carry the noun before them: 認定を行う.
_LIGHT = {"行う", "実施", "為す", "致す", "成す", "図る"}
# Two words that name one thing: of these the first says nothing by itself.
_COMPOUNDS = {("必須", "スキル"): "必須スキル", ("推奨", "スキル"): "推奨スキル"}
_CLASSES = {**dict.fromkeys(_NEED, "NEED"), **dict.fromkeys(_EXIST, "EXIST")}

_POSSIBLE = re.compile(
    r"可能性|恐れが?あ|場合が?あ|場合もあ|こと(?:が|も)あ|得る$|ことがあり得|見込"
)
_PLANNED = re.compile(r"予定|目指|目標|方針|計画|ねらい|狙い|想定|めざ")
_RECOMMENDED = re.compile(r"推奨|望まし|期待|勧め|べき|ましょう|ください|下さい|重要|大切")
_CERTAIN = re.compile(
    r"必ず|確実に|絶対|常に|例外なく|一律|間違いなく|保証|すべての?|全ての?|全員|いつでも|誰でも|誰もが|直ちに|自動的に|のみ|だけ|限[らりる定]"
)


@lru_cache(maxsize=2048)
def predicates(text: str) -> tuple[Predicate, ...]:
    """The words of meaning of a text with what is said of each."""
    folded = _ASIDE.sub("", fold(text))
    for pattern, instead in _IDIOMS:
        folded = pattern.sub(instead, folded)
    return tuple(found for clause in _clauses(folded) for found in _of_clause(clause))


def modalities(text: str) -> frozenset[Modality]:
    """Every modality marked anywhere in a text."""
    folded = fold(text)
    for pattern, instead in _IDIOMS:
        folded = pattern.sub(instead, folded)
    return frozenset(_marked(folded))


def _marked(folded: str) -> Iterator[Modality]:
    for pattern, modality in (
        (_POSSIBLE, Modality.POSSIBLE),
        (_PLANNED, Modality.PLANNED),
        (_RECOMMENDED, Modality.RECOMMENDED),
        (_CERTAIN, Modality.CERTAIN),
    ):
        if pattern.search(folded):
            yield modality


def _clauses(folded: str) -> list[str]:
    return [
        part
        for part in re.split(r"[。！？!?;；\n]|(?<=[がでしりてき])、|、(?=また|なお|一方)", folded)
        if part
    ]


def _of_clause(clause: str) -> Iterator[Predicate]:
    heads: list[Word] = []
    negated: set[int] = set()
    possible: set[int] = set()
    read = words(clause)
    modal = _POSSIBLE.search(clause)
    for place, word in enumerate(read):
        if modal and modal.start() <= word.start and not possible:
            possible = _nearest(heads)
        if _is_head(word, read[:place]):
            if place and (named := _COMPOUNDS.get((read[place - 1].surface, word.surface))):
                heads.pop()
                word = replace(word, lemma=named)
            heads.append(word)
        if word.lemma in _NEGATIVES and heads and (word.part != "形容詞" or place):
            negated.add(len(heads) - 1)
    for place, head in enumerate(heads):
        if head.surface == QUOTED and place not in negated:
            continue
        lemma = _CLASSES.get(head.lemma, head.lemma)
        denied = place in negated
        if head.lemma in _NEGATIVE_WORDS:
            lemma, denied = _NEGATIVE_WORDS[head.lemma], not denied
        argument = ""
        if lemma == "EXIST":
            before = next((one for one in reversed(heads[:place]) if one.part == "名詞"), None)
            argument = before.lemma if before else ""
            if before and denied:
                yield Predicate(before.lemma, "", True, None, before.synonyms)
        modality = Modality.POSSIBLE if place in possible else None
        yield Predicate(lemma, argument, denied, modality, head.synonyms)


def _nearest(heads: list[Word]) -> set[int]:
    """The last words before 可能性がある that it can speak of: verbs, and nouns that act."""
    acting = [
        place
        for place, head in enumerate(heads)
        if head.part in {"動詞", "形容詞", "形状詞"} or head.acts
    ]
    if acting[-2:-1] == [place - 1 for place in acting[-1:]]:
        return set(acting[-2:])
    return set(acting[-1:])


def _is_head(word: Word, before: tuple[Word, ...]) -> bool:
    """Whether a word can be denied or said to be possible by what follows it."""
    if word.lemma in _LIGHT:
        return not (
            before and (before[-1].part == "名詞" or before[-1].surface in {"を", "は", "が", "も"})
        )
    if word.lemma == "有る":
        return not _is_copula(before) and not _POSSIBLE.search(
            "".join(w.surface for w in before[-3:]) + "あ"
        )
    return word.says_something and word.lemma != "可能"


def _is_copula(before: tuple[Word, ...]) -> bool:
    """Whether a following ある only makes a で into である: 「ものではありません」, 「例である」."""
    last = [word.surface for word in before[-2:]]
    if not last or last[-1] in {"で", "て"}:
        return bool(last)
    return last[0] in {"で", "こと"} and last[-1] in {"は", "も", "が"}
