"""Sentences of a model that repeat what the composer said: proved already, when it was composed.

The verifier of written text knows a sentence and its quotes. The composer's lines may say more than
these, such as a count over many records, and were proved against the records themselves. And a
title proves nothing and needs no proof, as long as the same things stand under it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.types import Verdict
from assistant.verify.sentences import Sentence, split


def accept_repeated(
    written: str, verdicts: Sequence[Verdict], confirmed: str
) -> tuple[Verdict, ...]:
    """The verdicts, with sentences supported that repeat the composer's to the letter.

    Such a sentence must cite exactly what the composer cites for it; what stands under a title must
    cite nothing but what stands under it there.

    Args:
        written: The model's text.
        verdicts: One a sentence of it.
        confirmed: The composer's lines with their markers.
    """
    said = dict(_with_blocks(split(confirmed)))
    sentences = list(_with_blocks(split(written)))
    return tuple(
        replace(verdict, supported=True, reason="")
        if not verdict.supported and _repeats(sentence, said)
        else verdict
        for sentence, verdict in zip(sentences, verdicts, strict=True)
    )


_Cited = tuple[frozenset[int], frozenset[int]]


def _repeats(sentence: tuple[str, _Cited], said: dict[str, _Cited]) -> bool:
    plain, (own, below) = sentence
    if plain not in said:
        return False
    own_there, below_there = said[plain]
    return own == own_there and (bool(own) or (bool(below) and below <= below_there))


def _with_blocks(sentences: Sequence[Sentence]) -> Iterator[tuple[str, _Cited]]:
    """Each sentence with what it cites and what is cited below it before the next one like it."""
    for place, sentence in enumerate(sentences):
        below: set[int] = set()
        for later in sentences[place + 1 :]:
            if not later.markers:
                break
            below.update(later.markers)
        yield sentence.plain, (frozenset(sentence.markers), frozenset(below))
