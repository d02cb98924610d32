"""Whether the evidence carries the words of a claim: literally, as synonyms, or near in meaning."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from assistant.verify.carried import Carried
from assistant.verify.lexicon import lexicon
from assistant.verify.predicates import QUOTED, without_idioms
from assistant.verify.thesaurus import substitutes
from assistant.verify.words import Word, akin, english_words, put_plainly, stem, words
from corpus.folding import close_up, fold

# A Latin word made one with a Japanese one: both may be known and the whole be coined.
_COMPOUND = re.compile(r"(?<![a-z])[a-z]{2,}[一-鿿ァ-ヺー]{2}")
_NAME = re.compile(r"(?<=[a-z,;)(] )([A-Z][a-z]+)")
# Parts of speech that seldom make a new claim by themselves.
_LIGHT = {"動詞", "副詞", "形容詞", "接頭辞"}
# So many words of meaning excuse one of these that the evidence doesn't have. Tuned on the
# dev split of the corruption suite.
WORDS_TO_A_LIGHT_ONE = 3
# So many words said otherwise, and such a share of a claim, are another text. Tuned on dev.
MOST_REWORDED = 3
REWORDED_SHARE = 0.75
# A quotation to the letter carries as much as so many words of meaning.
WORDS_OF_A_QUOTATION = 3
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s?(?![a-z])")
# English words whose ending tells that they are verbs; it tells less surely than a dictionary, so
# they weigh more than Japanese ones. Tuned on dev.
_ACTING = re.compile(r"(?<=[a-z]{3})(?:ing|ed)$")
WEIGHT_OF_A_VERB = 2
_ENGLISH_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a claim its evidence carries.

    Attributes:
        bare: Nouns and adjectival nouns (in English, any words) that nothing in the evidence
            carries.
        light: Verbs, adverbs, adjectives and glue that nothing in it carries.
        near: Words carried only by a word that they may stand for.
        told: How many words of meaning the claim has beside names, levels, numbers and frames.
        weight: How much the light words weigh: glue half.
        quoted: How many quotations to the letter the claim has beside them.
    """

    bare: tuple[str, ...]
    light: tuple[str, ...]
    near: tuple[str, ...]
    told: int
    weight: float
    quoted: int


@cache
def frames(language: str) -> frozenset[str]:
    """Words that tell how something is said, not what: 示す, 次, 具体; state, following."""
    listed = lexicon().frames
    if language == "en":
        # What denies, hedges or insists is weighed elsewhere.
        english = lexicon().english
        numbers = {*lexicon().numbers.english.numbers, *lexicon().numbers.english.months}
        beside = english.denying | english.possible | english.links | numbers
        beside = beside.union(*(sort.said for sort in english.certain))
        return frozenset(stem(word) for word in listed.en | beside)
    return listed.ja | {one.lemma for word in listed.ja for one in words(word)}


def coverage_of(
    claim: str,
    carried: Carried,
    worded: Collection[str] = (),
) -> Coverage:
    """Weigh a Japanese claim, without markers, quotes and names, against its evidence.

    Args:
        claim: What is left of the claim to be carried.
        carried: What the evidence carries.
        worded: Further words that state nothing, in dictionary forms.
    """
    plainly = (without_idioms(fold(quote)) for quote in carried.quotes)
    known_text = "\n".join(
        (carried.text, *carried.names, *carried.kinds, *map(close_up, carried.quotes), *plainly)
    )
    known = words(known_text)
    forms = {form for word in known for form in (word.lemma, word.surface)}
    telling = [word for word in known if word.says_something]
    synonyms = frozenset[int]().union(*(word.synonyms for word in telling))
    stand_ins = frozenset[str]().union(*(substitutes(word.lemma, "ja") for word in telling))
    folded = fold(known_text).replace(" ", "")
    told = [
        word
        for word in words(without_idioms(fold(claim)))
        if word.says_something
        and frames("ja").isdisjoint((word.lemma, word.surface))
        and word.lemma not in worded
    ]
    missing = [
        word
        for word in told
        if forms.isdisjoint((word.lemma, word.surface)) and not _stands_in(word, folded)
    ]
    strange = [
        word
        for word in missing
        if word.synonyms.isdisjoint(synonyms) and stand_ins.isdisjoint((word.lemma, word.surface))
    ]
    coined = [one for one in _COMPOUND.findall(fold(claim)) if one not in folded]
    glue = lexicon().japanese.glue
    heavy = lexicon().japanese.heavy
    light = {
        word.lemma
        for word in strange
        if word.lemma not in heavy and (word.part in _LIGHT or word.lemma in glue)
    }
    nouns = (word.lemma for word in strange if word.lemma not in light)
    bare = tuple(dict.fromkeys((*nouns, *coined)))
    near = {word.lemma for word in missing} - light - {*bare}
    weight = len(light) - len(light & glue) / 2
    return Coverage(
        bare,
        tuple(sorted(light)),
        tuple(sorted(near)),
        len(told),
        weight,
        claim.count(QUOTED),
    )


def english_coverage_of(
    claim: str,
    carried: Carried,
    worded: Collection[str] = (),
) -> Coverage:
    """The same for an English claim, against the renderings, English names and Latin words.

    Capitals inside a sentence mark names, which have no synonyms: the evidence's own must do.
    """
    known = set(
        english_words(
            "\n".join((*carried.english, *carried.names, *carried.kinds, *carried.quotes))
        )
    )
    named = {fold(match[1]) for match in _NAME.finditer(claim)}
    told = {
        word: stems
        for word in _ENGLISH_WORD.findall(put_plainly(_POSSESSIVE.sub("", fold(claim))))
        if not (stems := set(english_words(word))) <= frames("en") and stems.isdisjoint(worded)
    }
    missing = {word: stems for word, stems in told.items() if stems.isdisjoint(known)}
    stand_ins = frozenset[str]().union(*(substitutes(one, "en") for one in known))
    bare = tuple(
        word
        for word, stems in missing.items()
        if word in named or (stems.isdisjoint(stand_ins) and not _akin(stems, known))
    )
    near = tuple(word for word in missing if word not in bare)
    glue = [word for word in bare if word not in named and missing[word] <= _english_glue()]
    acts = [word for word in bare if word not in {*named, *glue} and _acts(word)]
    nouns = tuple(word for word in bare if word not in {*glue, *acts})
    weight = len(glue) / 2 + len(acts) * WEIGHT_OF_A_VERB
    return Coverage(nouns, (*glue, *acts), near, len(told), weight, claim.count(QUOTED))


def _acts(word: str) -> bool:
    """Whether an English word is a verb by its ending, and none that turns a claim."""
    return bool(_ACTING.search(word)) and stem(word) not in _english_heavy()


@cache
def _english_heavy() -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon().english.heavy)


def _akin(stems: Collection[str], known: Collection[str]) -> bool:
    return any(akin(one, other) for one in stems for other in known)


@cache
def _english_glue() -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon().english.glue) | frames("en")


def too_bare(coverage: Coverage) -> str:
    """Why too little of a claim is carried; empty when enough is."""
    if coverage.bare:
        return f"says {'、'.join(coverage.bare[:3])}, which the evidence does not"
    told = coverage.told + coverage.quoted * WORDS_OF_A_QUOTATION
    # Of light words alone no sentence can be made: 「〇〇は大切です」 says something of its own.
    alone = coverage.light and len(coverage.light) >= told
    if alone or coverage.weight > max(1, told / WORDS_TO_A_LIGHT_ONE):
        return f"says {'、'.join(coverage.light[:3])}, which the evidence does not"
    if len(coverage.near) > MOST_REWORDED and len(coverage.near) / coverage.told > REWORDED_SHARE:
        return "says too much that the evidence says otherwise"
    return ""


def _stands_in(word: Word, folded: str) -> bool:
    """Whether a word of two letters or more stands in the text, cut otherwise by the dictionary."""
    return len(word.surface) >= 2 and word.surface in folded and not word.surface.isascii()
