"""Written text, sentence by sentence, against the evidence that its markers cite.

A sentence is supported when its markers exist, what it quotes is quoted to the letter, what it
names, counts, dates and places agrees with the cited records, nothing is denied, affirmed or
hardened that they don't, and no word of meaning is left that they don't carry. Everything else is
unsupported: the reader is better served by a sentence less than by one that nobody can prove.
"""

import re
from collections.abc import Sequence

from assistant.types import Language, Verdict
from assistant.verify.carried import Carried, Evidence, carried_by
from assistant.verify.claims import Claims
from assistant.verify.lexicon import lexicon
from assistant.verify.sentences import MARKERS, Sentence, cited, split
from corpus import Corpus
from corpus.folding import fold

# Longer than any sentence that a person would read; keeps every check in bounds.
MOST_CHARS = 2_000
_FOREIGN = re.compile(
    r"[^\W\d_\u0041-\u024f\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    r"\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f\u2160-\u217f\u2460-\u24ff\u3200-\u33ff]"
)
_REMOTE = re.compile(r"!\[|\]\(|https?:|www\.|<[a-zA-Z/!]|javascript:|data:", re.IGNORECASE)


class TextVerifier:
    """Judges written text over one corpus.

    Args:
        corpus: The records, and the renderings that English sentences are checked against.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._claims = Claims(corpus)

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
        for number in one.markers:
            if not 1 <= number <= len(evidence):
                return f"cites {number}, which there is not"
        if _REMOTE.search(one.text):
            return "holds a link or markup"
        if len(one.text) > MOST_CHARS:
            return f"is longer than {MOST_CHARS} characters"
        if _FOREIGN.search(one.text):
            return "holds letters that are neither Japanese nor Latin"
        if lexicon().relative.yes_or_no.search(fold(one.plain)):
            return "says yes or no, which nothing cited can prove"
        if lexicon().relative.person.search(fold(one.plain)):
            return "tells a person's level"
        markers = one.markers or (_of_block(place, sentences, len(evidence)) if one.leads else ())
        whole = carried_by(self._corpus, [evidence[n - 1] for n in markers])
        if not markers:
            # A lead-in may say how the answer goes on, and nothing of the text.
            states = not one.leads or self._claims.why_not(one.plain, whole, language)
            return "states something without a marker" if states else ""
        parts = _parts(one)
        return self._claims.why_not(
            one.plain, whole, language, parted=len(parts) > 1
        ) or self._in_parts(parts, whole, evidence, language)

    def _in_parts(
        self,
        parts: Sequence[tuple[str, tuple[int, ...]]],
        whole: Carried,
        evidence: Evidence,
        language: Language,
    ) -> str:
        """Where markers stand inside a sentence, each must carry the part that it ends."""
        if len(parts) < 2:
            return ""
        for text, numbers in parts:
            carried = carried_by(self._corpus, [evidence[n - 1] for n in numbers])
            if reason := self._claims.why_not_part(text, carried, whole, language):
                return reason
        return ""


def _parts(one: Sentence) -> list[tuple[str, tuple[int, ...]]]:
    """What stands before each group of markers, with the numbers of the group."""
    parts: list[tuple[str, tuple[int, ...]]] = []
    position = 0
    for match in MARKERS.finditer(one.text):
        parts.append((one.text[position : match.start()], cited(match[0])))
        position = match.end()
    return parts


def _of_block(place: int, sentences: Sequence[Sentence], evidence: int) -> tuple[int, ...]:
    """What the lines below a lead-in cite, up to the next lead-in."""
    numbers: list[int] = []
    for later in sentences[place + 1 :]:
        if later.leads:
            break
        numbers.extend(n for n in later.markers if 1 <= n <= evidence)
    return tuple(dict.fromkeys(numbers))
