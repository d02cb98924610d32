"""One statement against its evidence: exact quotes, agreeing names, levels, facets and numbers."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from assistant.answer.draft import SLOT
from assistant.types import Statement, Verdict
from corpus import Corpus, Kind, Record

# Quotation marks around at least this many letters claim the text's own words.
_QUOTATION = re.compile(r"『([^『』]{8,})』|(?<![『「])「([^「」]{8,})」")
_LEVEL = re.compile(r"Lv\.(\d+)")
# 「Lv.4ではなく」, "not at Lv.4:": a level that the evidence must not name.
_DENIED = re.compile(r"Lv\.\d+(?:・Lv\.\d+)*ではなく|not at Lv\.\d+(?:・Lv\.\d+)*:")
_SPLIT = re.compile(r"Lv\.(\d)(?:：|: )(\d+)")
_NUMBER = re.compile(r"\d[\d,]*")
_NAMED_KINDS = (
    Kind.REQUIRED_SKILL,
    Kind.RECOMMENDED_SKILL,
    Kind.TRAINING_ITEM,
    Kind.PROGRAMME,
    Kind.FACET,
    Kind.FACET_GROUP,
)


class Verifier:
    """Checks statements over one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._names = {
            _width(name)
            for record in corpus.records.values()
            for name in (record.name, record.name_en)
        }
        owners: dict[str, set[str]] = {}
        for kind in _NAMED_KINDS:
            for record in corpus.of(kind):
                # An English name stands before the Japanese one in brackets.
                for name in (record.name, f"{record.name_en} ("):
                    owners.setdefault(name, set()).add(record.id)
        self._owners = owners
        longest_first = sorted(owners, key=lambda name: (-len(name), name))
        self._named = re.compile("|".join(map(re.escape, longest_first)))

    def verify(self, statements: Iterable[Statement]) -> tuple[Verdict, ...]:
        """A verdict for each statement, in order."""
        return tuple(self._judge(statement) for statement in statements)

    def _judge(self, statement: Statement) -> Verdict:
        plain = statement.text.replace(SLOT, "")
        if statement.heading:
            return Verdict(plain, True)
        if not statement.evidence:
            return Verdict(plain, False, "states something without evidence")
        for check in (
            self._quotes_stand_where_they_say,
            self._quotations_are_cited,
            self._names_agree,
            self._levels_agree,
            self._numbers_agree,
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
        cited = self._cited(statement)
        for match in _QUOTATION.finditer(plain):
            words = match[1] or match[2]
            if _width(words) not in self._names and words not in cited:
                return f"quotes words that the cited text does not hold: {words[:40]}"
        return ""

    def _names_agree(self, statement: Statement, plain: str) -> str:
        """Each skill, item, programme and facet named is one of the evidence, or in its words."""
        allowed = {record.id for record, _ in statement.evidence}
        for record, _ in statement.evidence:
            if record.facet:
                allowed.add(f"facet/{record.facet}")
            if record.kind is Kind.FACET and record.group:
                allowed.add(f"facet-group/{record.group}")
        cited = self._cited(statement)
        for match in self._named.finditer(_QUOTATION.sub(self._kept, plain)):
            if allowed.isdisjoint(self._owners[match[0]]) and match[0] not in cited:
                return f"names {match[0].rstrip(' (')}, which the evidence does not"
        return ""

    def _kept(self, match: re.Match[str]) -> str:
        """A quotation as far as names go: a name stays, the text's words were checked before."""
        words = match[1] or match[2]
        return words if _width(words) in self._names else ""

    def _levels_agree(self, statement: Statement, plain: str) -> str:
        """Each level named is one of the evidence's records, or stands in a quote."""
        allowed = set(_levels_in(self._cited(statement)))
        for record, _ in statement.evidence:
            allowed |= self._levels_of(record)
        denied = {n for part in _DENIED.findall(plain) for n in _levels_in(part)}
        if denied & allowed:
            return f"denies Lv.{min(denied & allowed)}, which the evidence names"
        named = set(_levels_in(_DENIED.sub("", plain)))
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

    def _numbers_agree(self, statement: Statement, plain: str) -> str:
        """Numbers are counts of the records counted, or stand in the cited text as they are."""
        told = set(_numbers_in(_LEVEL.sub("", plain)))
        carried = set(_numbers_in(self._cited(statement)))
        if statement.counted:
            records = [self._corpus.get(record_id) for record_id in statement.counted]
            if len(records) not in told:
                return f"counts {len(records)} records but does not say so"
            for level, count in _SPLIT.findall(plain):
                if sum(r.level == int(level) for r in records) != int(count):
                    return f"counts {count} at Lv.{level}, which is not so"
            carried |= {len(records)}
            carried |= {sum(r.level == level for r in records) for level in range(1, 6)}
            kinds = sorted(Counter(record.kind for record in records).values())
            carried |= {*kinds, kinds[-1] - kinds[0]}
        strange = told - carried
        return f"says {min(strange)}, which the evidence does not" if strange else ""

    def _cited(self, statement: Statement) -> str:
        """Everything that the evidence says: quotes, and the titles above them."""
        parts: list[str] = []
        for _, quote in statement.evidence:
            parts.append(quote.text)
            parts.extend(self._corpus.source.heading_path(quote.line))
        return "\n".join(parts)


def _levels_in(text: str) -> Iterator[int]:
    return (int(number) for number in _LEVEL.findall(text))


def _numbers_in(text: str) -> Iterator[int]:
    plain = unicodedata.normalize("NFKC", text)
    return (int(number.replace(",", "")) for number in _NUMBER.findall(plain))


def _width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
