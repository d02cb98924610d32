"""Written text, sentence by sentence, against the evidence that its markers cite.

A sentence is supported when its markers exist, what it quotes is quoted to the letter, what it
names, counts, dates and places agrees with the cited records, nothing is denied, affirmed or
hardened that they don't, and no word of meaning is left that they don't carry. Everything else is
unsupported: the reader is better served by a sentence less than by one that nobody can prove.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.types import Language, Verdict
from assistant.verify.carried import Carried, Evidence, carried_by
from assistant.verify.coverage import Nearness, coverage_of, english_coverage_of, too_bare
from assistant.verify.numbers import numbers_disagree
from assistant.verify.polarity import said_otherwise, said_otherwise_in_english
from assistant.verify.quotations import misquoted, without_quotations
from assistant.verify.relations import (
    Mentions,
    kinds_disagree,
    levels_disagree,
    names_disagree,
    places_disagree,
)
from assistant.verify.sentences import MARKER, Sentence, cited, split
from corpus import Corpus, Kind
from corpus.folding import fold
from index.tokenizer import content_words

_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_REMOTE = re.compile(r"!\[|\]\(|https?:|www\.|<[a-zA-Z/!]|javascript:|data:", re.IGNORECASE)


class TextVerifier:
    """Judges written text over one corpus.

    Args:
        corpus: The records, and the renderings that English sentences are checked against.
        nearness: Embeds words, so that one near in meaning counts as carried; without it only
            the evidence's own words and their synonyms do.
    """

    def __init__(self, corpus: Corpus, nearness: Nearness | None = None) -> None:
        self._corpus = corpus
        self._nearness = nearness
        self._mentions = Mentions(corpus)
        self._names = frozenset(
            fold(name)
            for record in corpus.records.values()
            if record.kind not in (Kind.SILENCE, Kind.OUTSIDE)
            for name in (record.name, record.name_en)
        )
        self._asked_for = lru_cache(maxsize=None)(self._words_asking_for)

    def verify(self, text: str, evidence: Evidence, language: Language) -> tuple[Verdict, ...]:
        """A verdict for each sentence, in order.

        Args:
            text: Written text; marker 〔n〕 cites `evidence[n - 1]`.
            evidence: Records, each with the quote cited.
            language: Of the text where a sentence does not tell by its letters.
        """
        sentences = split(text)
        return tuple(
            Verdict(
                one.plain,
                not (reason := self._judge(place, sentences, evidence, language)),
                reason,
                one.start,
                one.end,
            )
            for place, one in enumerate(sentences)
        )

    def _judge(
        self, place: int, sentences: Sequence[Sentence], evidence: Evidence, language: Language
    ) -> str:
        one = sentences[place]
        if strange := next((n for n in one.markers if not 1 <= n <= len(evidence)), None):
            return f"cites {strange}, which there is not"
        if _REMOTE.search(one.text):
            return "holds a link or markup"
        markers = one.markers or (_of_block(place, sentences, len(evidence)) if one.leads else ())
        whole = carried_by(self._corpus, [evidence[n - 1] for n in markers])
        if not markers:
            return self._states_nothing(one, whole, language)
        return self._whole(one.plain, whole, language) or self._in_parts(one, evidence, language)

    def _states_nothing(self, one: Sentence, nothing: Carried, language: Language) -> str:
        """A sentence without markers may say how an answer goes on, and nothing of the text."""
        if self._whole(one.plain, nothing, language):
            return "states something without a marker"
        return ""

    def _in_parts(self, one: Sentence, evidence: Evidence, language: Language) -> str:
        """Where markers stand inside a sentence, each must carry the part that it ends."""
        parts: list[tuple[str, tuple[int, ...]]] = []
        position = 0
        for match in re.finditer(rf"(?:\s*{MARKER.pattern})+", one.text):
            parts.append((one.text[position : match.start()], cited(match[0])))
            position = match.end()
        if len(parts) < 2:
            return ""
        for text, numbers in parts:
            carried = carried_by(self._corpus, [evidence[n - 1] for n in numbers])
            if reason := self._part(text, carried, language):
                return reason
        return ""

    def _part(self, text: str, carried: Carried, language: Language) -> str:
        bare = without_quotations(text, self._names)
        folded = fold(bare)
        return (
            misquoted(text, (*carried.quotes, *carried.headings), self._names)
            and "quotes words that its marker does not hold"
        ) or names_disagree(self._mentions.names(folded), folded, carried)

    def _whole(self, plain: str, carried: Carried, language: Language) -> str:
        if words := misquoted(plain, (*carried.quotes, *carried.headings), self._names):
            return f"quotes words that the cited text does not hold: {words[:40]}"
        bare = without_quotations(plain, self._names)
        folded = fold(bare)
        names, levels = self._mentions.names(folded), self._mentions.levels(folded)
        spoken = _language_of(bare, language)
        return (
            names_disagree(names, folded, carried)
            or levels_disagree(levels, carried)
            or kinds_disagree(folded, carried)
            or places_disagree(names, levels, carried)
            or numbers_disagree(folded, levels, carried, self._corpus)
            or self._said(bare, carried, spoken)
            or self._covered(_blanked(folded, [*names, *levels]), carried, spoken)
        )

    def _said(self, claim: str, carried: Carried, language: Language) -> str:
        if language == "en":
            return said_otherwise_in_english(claim, carried.english)
        return said_otherwise(claim, carried.quotes)

    def _covered(self, claim: str, carried: Carried, language: Language) -> str:
        asked_for = [word for r in carried.records for word in self._asked_for(r.id)]
        weigh = english_coverage_of if language == "en" else coverage_of
        return too_bare(weigh(claim, carried, asked_for))

    def _words_asking_for(self, record_id: str) -> frozenset[str]:
        return frozenset(
            word
            for expansion in self._corpus.expansions
            if expansion.record_id == record_id
            for word in content_words(expansion.text)
        )


def _of_block(place: int, sentences: Sequence[Sentence], evidence: int) -> tuple[int, ...]:
    """What the lines below a lead-in cite, up to the next lead-in."""
    numbers: list[int] = []
    for later in sentences[place + 1 :]:
        if later.leads:
            break
        numbers.extend(n for n in later.markers if 1 <= n <= evidence)
    return tuple(dict.fromkeys(numbers))


def _blanked(folded: str, mentions: Sequence[object]) -> str:
    spans = sorted(((m.start, m.end) for m in mentions), reverse=True)  # type: ignore[attr-defined]
    for start, end in spans:
        folded = f"{folded[:start]} {folded[end:]}"
    return folded


def _language_of(text: str, language: Language) -> Language:
    if not _LATIN.search(text):
        return "ja"
    japanese, latin = len(_JAPANESE.findall(text)), len(_LATIN.findall(text))
    if language == "en":
        return "ja" if japanese > latin else "en"
    return "en" if latin > 4 * (japanese + 1) else "ja"
