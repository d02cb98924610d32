"""What a Japanese sentence says of its predicates: denied or not, possible or so.

A sentence is read as a list of predicates. A denial or a possibility belongs to the nearest word of
meaning before it: 求める in 「求めるものではない」, 変更 in 「変更の可能性がある」.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.verify.lexicon import lexicon
from assistant.verify.thesaurus import substitutes
from assistant.verify.words import Word, words
from corpus.folding import fold

# A verbatim quote is taken out before the rest is read; this stands in its place.
QUOTED = "原文"


@dataclass(frozen=True, slots=True)
class Predicate:
    """One word of meaning with how it is said.

    Attributes:
        lemma: Its dictionary form, or the class of words that say the same (`NEED`, `EXIST`).
        argument: For `EXIST`, what is said to be there or not; else empty.
        negated: Whether it is denied.
        hedges: How it is said to be less than a fact, by the lexicon's names: possible, planned.
        synonyms: Groups of synonyms that it belongs to.
    """

    lemma: str
    argument: str
    negated: bool
    hedges: frozenset[str]
    synonyms: frozenset[int]

    def same_as(self, other: "Predicate") -> bool:
        """Whether this speaks of the same thing as one of the text, whatever they say of it."""
        if self.lemma == other.lemma:
            return self.argument == other.argument
        if self.lemma in substitutes(other.lemma, "ja"):
            return True
        return not self.synonyms.isdisjoint(other.synonyms)


_ASIDE = re.compile(r"\([^()]*\)")
# Two words that name one thing: of these the first says nothing by itself.
_COMPOUNDS = {("必須", "スキル"): "必須スキル", ("推奨", "スキル"): "推奨スキル"}
# A manner is of so many words at most.
_MANNERS_REACH = 3
_DENIED_KINDS = {"必須スキル"}
# What there is none of, there is none of in particular.
_KIND_OF = dict.fromkeys(_COMPOUNDS.values(), "スキル")


@lru_cache(maxsize=2048)
def predicates(text: str) -> tuple[Predicate, ...]:
    """The words of meaning of a text with what is said of each."""
    folded = fold(text)
    # What stands in brackets is read after the sentence, not amid it.
    asides = "。".join(match[0].strip("()") for match in _ASIDE.finditer(folded))
    plain = without_idioms(f"{_ASIDE.sub('', folded)}。{asides}")
    return tuple(found for clause in _clauses(plain) for found in _of_clause(clause))


@lru_cache(maxsize=4096)
def without_idioms(folded: str) -> str:
    """A folded text with what only looks like a negation put plainly."""
    for idiom in lexicon().japanese.idioms:
        folded = idiom.pattern.sub(idiom.instead, folded)
    return folded


def _clauses(folded: str) -> list[str]:
    return [
        part
        for part in re.split(r"[。！？!?;；\n]|(?<=[がでしりてき])、|、(?=また|なお|一方)", folded)
        if part
    ]


def _of_clause(clause: str) -> Iterator[Predicate]:
    heads: list[Word] = []
    denials: Counter[int] = Counter()
    read = words(clause)
    hedged: dict[str, set[int]] = {}
    marks = {
        hedge.name: match.start()
        for hedge in lexicon().japanese.hedges
        if (match := hedge.there.search(clause))
    }
    for place, word in enumerate(read):
        for name, start in marks.items():
            if start <= word.start and name not in hedged:
                hedged[name] = _nearest(heads)
        if _is_head(word, read[:place]):
            if place and (named := _COMPOUNDS.get((read[place - 1].surface, word.surface))):
                heads.pop()
                word = replace(word, lemma=named, synonyms=frozenset())
            heads.append(word)
        # 止める denies what stands before を, and 受け止める denies nothing.
        joined = word.part == "動詞" and place > 0 and read[place - 1].part == "動詞"
        if heads and word.lemma in lexicon().japanese.negatives and not joined:
            denials[_denied_place(heads)] += 1
    for place, head in enumerate(heads):
        # Denied twice is affirmed.
        denied = denials[place] % 2 == 1
        if head.surface == QUOTED and not denied:
            continue
        lemma = _class_of(head.lemma)
        before = heads[place - 1] if place else None
        if head.lemma == "有る" and before and _class_of(before.lemma) == "NEED":
            # 必要がある is to need, and was read as that.
            continue
        after = place + 1
        if lemma == "NEED" and after < len(heads) and heads[after].lemma == "有る":
            denied = denials[after] % 2 == 1
        if denies := lexicon().japanese.negative_words.get(head.lemma):
            lemma, denied = denies, not denied
        argument = ""
        if lemma == "EXIST":
            before = next((one for one in reversed(heads[:place]) if one.part == "名詞"), None)
            argument = _KIND_OF.get(before.lemma, before.lemma) if before else ""
            if before and denied:
                yield Predicate(argument, "", True, frozenset(), before.synonyms)
        if lemma in _DENIED_KINDS and denied:
            # 「必須スキルではない」 is to say that it is not 必須.
            yield Predicate("NEED", "", True, frozenset(), frozenset())
        hedges = frozenset(name for name, places in hedged.items() if place in places)
        yield Predicate(lemma, argument, denied, hedges, head.synonyms)


def _denied_place(heads: list[Word]) -> int:
    """Which word a denial is of: 「うまく予約できない」 denies that it goes well."""
    last = len(heads) - 1
    for place in range(last, max(-1, last - _MANNERS_REACH), -1):
        if heads[place].lemma in lexicon().japanese.manners:
            return place
    return last


def _class_of(lemma: str) -> str:
    if lemma in lexicon().japanese.need:
        return "NEED"
    return "EXIST" if lemma in lexicon().japanese.exist else lemma


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
    if word.lemma in lexicon().japanese.light:
        return not (
            before and (before[-1].part == "名詞" or before[-1].surface in {"を", "は", "が", "も"})
        )
    if word.lemma == "有る":
        return not _is_copula(before) and not _only_hedges(before)
    exists = word.part == "動詞" and word.lemma in lexicon().japanese.exist
    return exists or (word.says_something and word.lemma != "可能")


def _only_hedges(before: tuple[Word, ...]) -> bool:
    """Whether a following ある belongs to a hedge: 可能性がある."""
    ending = "".join(word.surface for word in before[-3:]) + "あ"
    return any(hedge.there.search(ending) for hedge in lexicon().japanese.hedges)


def _is_copula(before: tuple[Word, ...]) -> bool:
    """Whether a following ある only makes で into である: 「ものではありません」."""
    last = [word.surface for word in before[-2:]]
    if not last or last[-1] in {"で", "て"}:
        return bool(last)
    return last[0] in {"で", "こと"} and last[-1] in {"は", "も", "が"}
