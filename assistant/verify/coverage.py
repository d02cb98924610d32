"""Whether the evidence carries the words of a claim: literally, as synonyms, or near in meaning."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.verify.carried import Carried
from assistant.verify.lexicon import lexicon
from assistant.verify.words import Word, english_words, stem, words
from corpus.folding import close_up, fold

_ENGLISH_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")


class Nearness(Protocol):
    """Embeds words; `index.embedder.Embedder` does."""

    def embed_passages(self, texts: list[str]) -> npt.NDArray[np.float32]:
        """One vector of length one a text, as rows."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a claim its evidence carries.

    Attributes:
        bare: Words that nothing in the evidence carries.
        near: Words carried only by a word near in meaning, or by how people ask for the record.
        told: How many words of meaning the claim has beside names, levels, numbers and frames.
    """

    bare: tuple[str, ...]
    near: tuple[str, ...]
    told: int


@cache
def frames(language: str) -> frozenset[str]:
    """Words that tell how something is said, not what: 示す, 次, 具体; state, following."""
    listed = lexicon().frames
    if language == "en":
        return frozenset(stem(word) for word in listed.en)
    return listed.ja | {one.lemma for word in listed.ja for one in words(word)}


def coverage_of(
    claim: str, carried: Carried, asked_for: Iterable[str], worded: Collection[str] = ()
) -> Coverage:
    """Weigh a Japanese claim, without markers, quotes and names, against its evidence.

    Args:
        claim: What is left of the claim to be carried.
        carried: What the evidence carries.
        asked_for: Words by which people ask for the records; weaker than the evidence's own.
        worded: Further words that state nothing, in dictionary forms.
    """
    known_text = "\n".join(
        (carried.text, *carried.names, *carried.kinds, *map(close_up, carried.quotes))
    )
    known = words(known_text)
    lemmas = {word.lemma for word in known} | {word.surface for word in known}
    synonyms = frozenset[int]().union(*(w.synonyms for w in known if w.says_something))
    folded = fold(known_text).replace(" ", "")
    familiar = set(asked_for)
    bare: list[str] = []
    near: list[str] = []
    told = 0
    for word in words(claim):
        if not word.says_something or not frames("ja").isdisjoint((word.lemma, word.surface)):
            continue
        if word.lemma in worded:
            continue
        told += 1
        if word.lemma in lemmas or word.surface in lemmas or _stands_in(word, folded):
            continue
        if not word.synonyms.isdisjoint(synonyms) or word.lemma in familiar:
            near.append(word.lemma)
        else:
            bare.append(word.lemma)
    return Coverage(tuple(dict.fromkeys(bare)), tuple(dict.fromkeys(near)), told)


def english_coverage_of(
    claim: str, carried: Carried, asked_for: Iterable[str], worded: Collection[str] = ()
) -> Coverage:
    """The same for an English claim, against the renderings, English names and Latin words."""
    known_text = "\n".join((*carried.english, *carried.names, *carried.kinds, *carried.quotes))
    known = set(english_words(known_text))
    familiar = set(asked_for)
    bare: list[str] = []
    near: list[str] = []
    told = 0
    for word in _ENGLISH_WORD.findall(fold(claim)):
        stems = set(english_words(word))
        if stems <= frames("en") or not stems.isdisjoint(worded):
            continue
        told += 1
        if stems & known:
            continue
        (near if stems & familiar else bare).append(word)
    return Coverage(tuple(dict.fromkeys(bare)), tuple(dict.fromkeys(near)), told)


def too_bare(coverage: Coverage) -> str:
    """Why too little of a claim is carried; empty when enough is."""
    if coverage.bare:
        return f"says {'、'.join(coverage.bare[:3])}, which the evidence does not"
    if coverage.told and len(coverage.near) / coverage.told > 0.6:
        return "says too much that the evidence says otherwise"
    return ""


def _stands_in(word: Word, folded: str) -> bool:
    """Whether a word of two letters or more stands in the text, cut otherwise by the dictionary."""
    return len(word.surface) >= 2 and word.surface in folded and not word.surface.isascii()
