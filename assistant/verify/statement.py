"""One statement against its evidence: exact quotes, agreeing levels, facets, counts and numbers."""

import re
import unicodedata
from collections.abc import Iterable

from assistant.answer.draft import SLOT
from assistant.types import Statement, Verdict
from corpus import Corpus, Kind, Record

# Quotation marks around at least this many letters claim the text's own words.
_QUOTATION = re.compile(r"『([^『』]{8,})』|(?<![『「])「([^「」]{8,})」")
_LEVEL = re.compile(r"Lv\.(\d+)")
# 「Lv.4ではなく」, "not at Lv.4:": a level that the evidence must not name.
_DENIED = re.compile(r"Lv\.\d+(?:・Lv\.\d+)*ではなく|not at Lv\.\d+(?:・Lv\.\d+)*:")
_NUMBER = re.compile(r"\d[\d,]*")


class Verifier:
    """Checks statements over one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._names = {
            unicodedata.normalize("NFKC", name)
            for record in corpus.records.values()
            for name in (record.name, record.name_en)
        }

    def verify(self, statements: Iterable[Statement]) -> tuple[Verdict, ...]:
        """A verdict for each statement, in order."""
        return tuple(self._judge(statement) for statement in statements)

    def _judge(self, statement: Statement) -> Verdict:
        plain = statement.text.replace(SLOT, "")
        if statement.heading or not statement.evidence:
            return Verdict(plain, True)
        for check in (
            self._quotes_stand_where_they_say,
            self._quotations_are_cited,
            self._levels_agree,
            self._counts_agree,
            self._numbers_are_carried,
        ):
            reason = check(statement, plain)
            if reason:
                return Verdict(plain, False, reason)
        return Verdict(plain, True)

    def _quotes_stand_where_they_say(self, statement: Statement, plain: str) -> str:
        for record, quote in statement.evidence:
            span = quote.span
            if self._corpus.source.text[span.start : span.end] != quote.text:
                return f"the quote of {record.id} is not at {span.start}-{span.end}"
            if quote not in self._corpus.get(record.id).quotes:
                return f"{record.id} does not hold this quote"
        return ""

    def _quotations_are_cited(self, statement: Statement, plain: str) -> str:
        cited = [quote.text for _, quote in statement.evidence]
        for match in _QUOTATION.finditer(plain):
            words = match[1] or match[2]
            if unicodedata.normalize("NFKC", words) in self._names:
                continue
            if not any(
                words in text or text in words for text in (*cited, self._headings(statement))
            ):
                return f"quotes words that the cited text does not hold: {words[:40]}"
        return ""

    def _headings(self, statement: Statement) -> str:
        return "\n".join(
            "\n".join(self._corpus.source.heading_path(quote.line))
            for _, quote in statement.evidence
        )

    def _levels_agree(self, statement: Statement, plain: str) -> str:
        """Each level named is one of the evidence's records, or stands in a quote."""
        allowed: set[int] = set()
        for record, quote in statement.evidence:
            allowed |= self._levels_of(record)
            allowed |= {int(n) for n in _LEVEL.findall(quote.text)}
            allowed |= {
                int(n) for title in self._corpus.source.heading_path(quote.line)
                for n in _LEVEL.findall(title)
            }  # fmt: skip
        denied = {int(n) for part in _DENIED.findall(plain) for n in _LEVEL.findall(part)}
        if denied & allowed:
            return f"denies Lv.{min(denied & allowed)}, which the evidence names"
        named = {int(n) for n in _LEVEL.findall(_DENIED.sub("", plain))}
        if "～" in plain and named:  # a run of levels names its ends only
            allowed |= {
                level for level in named if allowed and min(allowed) <= level <= max(allowed)
            }
        strange = named - allowed
        return f"names Lv.{min(strange)}, which the evidence does not" if strange else ""

    def _levels_of(self, record: Record) -> set[int]:
        if record.level is not None:
            return {record.level}
        if record.kind is Kind.LAYER:
            key = record.id.split("/")[1]
            return {r.level for r in self._corpus.of(Kind.LEVEL, group=key) if r.level}
        if record.kind is Kind.PROGRAMME:
            return {5}  # the row on which the table writes them
        if record.id == "fact/roles/five-levels":
            return {1, 2, 3, 4, 5}
        return set()

    def _counts_agree(self, statement: Statement, plain: str) -> str:
        if not statement.counted:
            return ""
        numbers = {int(n.replace(",", "")) for n in _NUMBER.findall(plain)}
        total = len(statement.counted)
        if total not in numbers:
            return f"counts {total} records but does not say so"
        records = [self._corpus.get(record_id) for record_id in statement.counted]
        by_level = {sum(r.level == level for r in records) for level in range(1, 6)}
        carried = {
            int(n.replace(",", ""))
            for _, quote in statement.evidence
            for n in _NUMBER.findall(quote.text)
        }
        strange = numbers - {total} - by_level - {1, 2, 3, 4, 5} - carried
        return f"says {min(strange)}, which nothing counts to" if strange else ""

    def _numbers_are_carried(self, statement: Statement, plain: str) -> str:
        """Numbers other than levels and counts stand in a quote."""
        if statement.counted:
            return ""
        rest = _LEVEL.sub("", plain)
        cited = "\n".join(quote.text for _, quote in statement.evidence)
        cited += "\n" + self._headings(statement)
        levels = (
            {str(level) for level in range(1, 6)}
            if "段階" in rest or "five levels" in rest
            else set()
        )
        for number in _NUMBER.findall(rest):
            if number not in cited and number not in levels:
                return f"says {number}, which the evidence does not"
        return ""
