"""One statement of a draft against its evidence: its quotes, its counts, every check of a claim."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from assistant.answer.draft import SLOT
from assistant.messages import LANGUAGES, catalogue, variables
from assistant.types import Statement, Verdict
from assistant.verify.carried import carried_by
from assistant.verify.claims import Claims
from assistant.verify.words import english_words, words
from corpus import Corpus, Kind, Quote, Record

_LEVEL = re.compile(r"Lv\.\d+")
_NUMBER = re.compile(r"\d+")
_SPLIT = re.compile(r"Lv\.(\d)(?:：|: )(\d+)")


class Verifier:
    """Checks the statements of drafts over one corpus.

    They are worded by the catalogue around values and quotes. The catalogue's words count as
    frames; everything else is held to what a model's sentences are held to.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._claims = Claims(corpus)

    def verify(self, statements: Iterable[Statement]) -> tuple[Verdict, ...]:
        """A verdict for each statement, in order."""
        return tuple(self._judge(statement) for statement in statements)

    def _judge(self, statement: Statement) -> Verdict:
        plain = statement.text.replace(SLOT, "")
        if statement.heading:
            return Verdict(plain, True)
        if not statement.evidence:
            return Verdict(plain, False, "states something without evidence")
        if plain in _sentences():
            reason = self._misplaced(statement)
            return Verdict(plain, not reason, reason)
        reason = (
            self._misplaced(statement)
            or self._miscounted(statement, plain)
            or self._claims.why_not(
                plain,
                carried_by(self._corpus, self._evidence(statement)),
                "ja",
                worded=_catalogued(),
                counts=self._counts(statement),
            )
        )
        return Verdict(plain, not reason, reason)

    def _misplaced(self, statement: Statement) -> str:
        for record, quote in statement.evidence:
            span = quote.span
            if self._corpus.source.text[span.start : span.end] != quote.text:
                return f"the quote of {record.id} is not at {span.start}-{span.end}"
            if quote not in self._corpus.get(record.id).quotes:
                return f"{record.id} does not hold this quote"
        return ""

    def _miscounted(self, statement: Statement, plain: str) -> str:
        """Why a line that counts records does not say how many they are."""
        if not statement.counted:
            return ""
        records = [self._corpus.get(record_id) for record_id in statement.counted]
        if len(records) not in {int(n) for n in _NUMBER.findall(_LEVEL.sub("", plain))}:
            return f"counts {len(records)} records but does not say so"
        for level, count in _SPLIT.findall(plain):
            if sum(r.level == int(level) for r in records) != int(count):
                return f"counts {count} at Lv.{level}, which is not so"
        return ""

    def _counts(self, statement: Statement) -> frozenset[float]:
        """Every number that the records can give: in all, by row of the tables, between rows."""
        cited = len({record.id for record, _ in statement.evidence})
        if not statement.counted:
            return frozenset({cited})
        records = [self._corpus.get(record_id) for record_id in statement.counted]
        layers = {level.level: level.group for level in self._corpus.of(Kind.LEVEL)}
        by_level = {sum(r.level == level for r in records) for level in range(1, 6)}
        counts = {len(records), *by_level}
        for rows in (
            Counter(record.kind for record in records),
            Counter(record.level for record in records),
            Counter(record.facet for record in records),
            Counter(layers.get(record.level) for record in records),
        ):
            counts |= {*rows.values(), max(rows.values()) - min(rows.values())}
        return frozenset(counts)

    def _evidence(self, statement: Statement) -> list[tuple[Record, Quote]]:
        """What proves a statement: its quotes, and what it counts."""
        counted = (self._corpus.get(record_id) for record_id in statement.counted)
        return [*statement.evidence, *((record, record.quotes[0]) for record in counted)]


@cache
def _sentences() -> frozenset[str]:
    """The catalogue's answers that have no variable: nothing in them can have gone wrong."""
    return frozenset(
        template
        for language in LANGUAGES
        for key, template in catalogue(language).items()
        if key.startswith("answer.") and not variables(template)
    )


@cache
def _catalogued() -> frozenset[str]:
    """The words of the catalogue's answers, in dictionary forms."""
    templates = (
        re.sub("|".join(f"{{{name}}}" for name in variables(template)) or "$^", " ", template)
        for language in LANGUAGES
        for key, template in catalogue(language).items()
        if key.startswith("answer.")
    )
    return frozenset(form for one in templates for form in (*_forms(one), *english_words(one)))


def _forms(text: str) -> Iterator[str]:
    return (word.lemma for word in words(text))
