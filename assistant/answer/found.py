"""Answers from what retrieval found, and the decision that nothing fitting was found."""

from assistant.answer.draft import Draft, Writer
from assistant.answer.facts import not_in_document, out_of_scope, quote_records, silent
from assistant.answer.foreign import is_foreign
from assistant.answer.likely import ALWAYS, STATEMENTS, fits, likelihood, names_something
from assistant.answer.nearest import (
    as_likely,
    decisive,
    is_clearly_a_thing,
    lowest,
    statement_meant,
)
from assistant.answer.of_its_kind import silence_of_its_kind
from assistant.answer.programmes import programme_told
from assistant.answer.things import describe
from assistant.answer.value_told import BESIDE, INSTEAD, value_told
from assistant.answer.values import (
    FIRM,
    STRICT,
    asks_how_to_apply,
    held,
    names_years,
    tells_the_day,
)
from assistant.answer.wording import Wording
from assistant.retrieve import Candidate, Evidence, Retriever
from assistant.understand.query import Aspect, Attribute, Query, Subject
from assistant.understand.select import Named
from corpus import Kind, Record

# Below this fused score nothing in the text is taken to answer.
ANSWERABLE = 0.30
# A question further than this from everything, and not about the domain, is out of scope.
RELATED = 0.18
# A question for a level or facet goes to a single record only when that is this near.
_SURE = 0.5
# One that adds more words of its own than this asks for something in the list.
_MOST_WORDS_BESIDE_A_LIST = 2
# A question that names nothing of the text must come nearer to be taken for one about it.
_RELATED_UNNAMED = 0.22
# Another level's cell this near to the best may be the one that is meant.
_LIKE = 0.85
# One this near is quoted where the question asks which of two is right, or how they differ.
_SET_BESIDE = 0.6
# Words of a question that point to role cells must reach this to narrow a comparison.
_CELLS = 0.22
# A silence nearer than this is about what a question asks that names nothing of the text.
_SAME_MATTER = 0.4


# A fact this near, of which the classifier is this sure, is what a question speaks of.
_TOLD = 0.6
_SURELY = 0.4
# A silence must be this near to be preferred to a thing that the question names.
_OVERRIDING = 0.5

# A statement in the very words of the question is likelier meant than a silence beside it.
_IN_ITS_WORDS = 1.25


class Finder:
    """Answers through retrieval."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._wording = Wording(retriever.corpus)
        skills = {r.name: r for r in retriever.corpus.of(Kind.REQUIRED_SKILL)}
        # Where skills are spoken of, what is told of an item is told of the skill of its name.
        self._namesakes = {
            item.id: skills[item.name]
            for item in retriever.corpus.of(Kind.TRAINING_ITEM)
            if item.name in skills and skills[item.name].level == item.level
        }

    def evidence(self, query: Query) -> Evidence:
        """Everything found for a question, narrowed to the kinds it can mean."""
        found = self._retriever.retrieve(query.standalone, query.levels, query.topics)
        if query.subject is Subject.SKILL:
            found = found.lent(self._namesakes)
        found = found.where(fits(query))
        if query.content:
            found = found.where(lambda record: record.id != "topic/document")
        return found.weighed(lambda record: likelihood(record, query) * self._told(record, query))

    def _told(self, record: Record, query: Query) -> float:
        """How much likelier a record is that says what is asked in the question's own words."""
        return _IN_ITS_WORDS if self._wording.holds(record, query) else 1.0

    def _is_told_in_its_words(self, query: Query) -> bool:
        """Whether the nearest is a statement that holds every word the question adds."""
        best = self.evidence(query).best
        return best is not None and best.score >= _SURE and self._told(best.record, query) > 1

    def is_close(self, query: Query, *, among: Kind | None = None, sure: bool = False) -> bool:
        """Whether anything, or anything of a kind, answers the question."""
        evidence = self.evidence(query)
        best = evidence.best if among is None else next(iter(evidence.of(among)), None)
        return best is not None and best.score >= (_SURE if sure or among else ANSWERABLE)

    def is_told(self, query: Query) -> bool:
        """Whether a statement is clearly what the question speaks of, and no rule of learning."""
        best = self.evidence(query).best
        return (
            best is not None
            and best.record.kind is Kind.FACT
            and best.score >= _TOLD
            and best.classified >= _SURELY
        )

    def overriding_silence(self, query: Query) -> Record | None:
        """The silence that a question about a named thing asks for, if it clearly does."""
        if not (query.content or query.attributes or query.topics):
            return None
        best = self.evidence(query).best
        if best is None or best.record.kind is not Kind.SILENCE or best.score < _OVERRIDING:
            return None
        return best.record

    def silence_of_its_kind(self, query: Query, named: Named) -> Record | None:
        """The silence that is asked for of any thing of the kind that is named."""
        return silence_of_its_kind(query, named, self._retriever)

    def prefers_list(self, query: Query) -> bool:
        """Whether a question with words of its own still asks for the whole list."""
        if query.subject is None or (query.asks(Aspect.WHICH_ITEM) and not query.asks(Aspect.LIST)):
            return False
        counted = query.asks(Aspect.COUNT, Aspect.CUMULATIVE, Aspect.PRESUMED)
        if not counted and self._is_told_in_its_words(query):
            return False  # 「どんな研修が更新される予定？」
        listed = counted or query.asks(Aspect.LIST, Aspect.SPELLING)
        placed = bool(query.levels or query.layers or query.facets or query.all_levels)
        if query.subject is Subject.LEVEL and self.overriding_silence(query):
            return False  # 「係長はLv.いくつ」
        if listed and (placed or len(query.content) <= 2):
            return True
        if query.all_levels or (query.levels and query.facets):
            return True
        if len(query.content) > _MOST_WORDS_BESIDE_A_LIST and not (listed or placed):
            return False
        best = self.evidence(query).best
        return best is None or best.score < (_SURE if placed else ANSWERABLE)

    def find(self, write: Writer, query: Query) -> Draft:
        """Answer with the best record, or say that the text is silent."""
        evidence = self.evidence(query)
        best = evidence.best
        if is_foreign(query, evidence, self._retriever):
            return out_of_scope(write)
        if Aspect.CERTIFY in query.aspects and (
            best is None or best.score < ANSWERABLE or best.record.kind is Kind.OUTSIDE
        ):
            return quote_records(write, [write.corpus.get("rule/r3")])
        related = RELATED if names_something(query) else _RELATED_UNNAMED
        if best is None or best.score < related:
            return out_of_scope(write)
        if not self._retriever.knows(query.content) and best.score < _SURE:
            return (
                self._silent(write, query, evidence)
                if names_something(query)
                else out_of_scope(write)
            )
        if best.record.kind is Kind.SILENCE:
            return silent(write, best.record, self._programme(query))
        if best.record.kind in ALWAYS:
            return describe(write, [best.record], query)
        if best.score < ANSWERABLE:
            return self._silent(write, query, evidence)
        if best.record.kind in STATEMENTS:
            best = statement_meant(evidence, best, query)
            statements = self._statements(evidence, best, query)
            return quote_records(write, statements, decisive=decisive(query))
        if (
            best.record.kind is Kind.ROLE_CELL
            and not query.levels
            and query.asks(Aspect.WHICH_LEVEL)
        ):
            # Cells of one facet resemble each other: one as near as the best is shown beside it.
            cells = [
                c.record
                for c in evidence.of(Kind.ROLE_CELL)
                if c.record.facet == best.record.facet and c.score >= _LIKE * best.score
            ]
            return describe(write, cells[:2], query)
        first = lowest(evidence, best, query)
        return describe(write, [first, *as_likely(evidence, best, first, query)], query)

    def find_value(self, write: Writer, query: Query, named: Named) -> Draft | None:
        """Answer a question for a value, or None where an ordinary answer may do."""
        evidence = self.evidence(query)
        best = evidence.best
        if best is None:
            return None
        if is_foreign(query, evidence, self._retriever):
            return out_of_scope(write)
        applying = asks_how_to_apply(query.folded)
        firm = query.attributes & (FIRM | {Attribute.METHOD} if applying else FIRM)
        strict = query.attributes & STRICT
        splits: tuple[Candidate, ...] = ()
        if Attribute.PEOPLE_COUNT in query.attributes and len(query.layers) == 1:
            strict |= {Attribute.SPLIT}  # the number of one layer is a part of a split
            silences = evidence.of(Kind.SILENCE)
            splits = tuple(c for c in silences if Attribute.SPLIT in c.record.asks)
        telling = [
            c
            for c in evidence.of(*STATEMENTS)
            if c.score >= RELATED
            and not applying
            and held(c.record, query.attributes)
            and held(c.record, strict) == len(strict)
            and names_years(c.record, query.folded)
            and tells_the_day(c.record, query.folded)
        ]
        if told := value_told(telling, best, query, named):
            beside = [
                c.record
                for c in telling
                if query.asks(Aspect.COMPARE, Aspect.SPELLING)
                and c.record != told
                and c.score >= _SET_BESIDE * best.score
            ]
            return quote_records(write, [told, *beside[:1]], query.attributes)
        if splits:
            return silent(write, splits[0].record, named.things)
        if best.record.kind is Kind.SILENCE and best.score >= RELATED:
            return silent(write, best.record, named.things or self._programme(query))
        if best.record.kind is Kind.OUTSIDE:
            return out_of_scope(write)
        bare = [t for t in named.things if t.kind is not Kind.REQUIRED_SKILL]
        if bare and (firm or query.attributes & {Attribute.METHOD, Attribute.PERSON}):
            return self._silent(write, query, evidence, named.things)
        if not firm or (not named.things and is_clearly_a_thing(evidence)):
            return None
        return self._silent(write, query, evidence, named.things)

    def with_rule(self, write: Writer, query: Query, rule: Record) -> Draft:
        """A rule that bears on the question, and the statement that answers the rest of it."""
        others = [
            c.record
            for c in self.evidence(query).of(*STATEMENTS)
            if c.score >= ANSWERABLE and c.record != rule
        ]
        return quote_records(write, [rule, *others[:1]], decisive=decisive(query))

    def silence_beside(self, query: Query) -> Record | None:
        """The silence that fits a question for the number or members of what a statement names."""
        evidence = self.evidence(query)
        silences = evidence.of(Kind.SILENCE)
        best = evidence.best
        if not silences or best is None or silences[0].score < INSTEAD * best.score:
            return None
        return silences[0].record

    def thing_told(self, query: Query) -> Record | None:
        """The skill or training item that a question tells in its own words, if it clearly does."""
        found = self._retriever.retrieve(query.standalone).of(
            Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM
        )
        return found[0].record if found and found[0].score >= _SURE else None

    def cells(self, query: Query) -> tuple[Record, ...]:
        """The role cells of one facet that a question's own words point to, one for each level."""
        if not query.content:
            return ()
        found = self._retriever.retrieve(" ".join(query.content), query.levels).where(
            lambda r: r.kind is Kind.ROLE_CELL and r.level in query.levels
        )
        if found.best is None or found.best.score < _CELLS:
            return ()
        facet = found.best.record.facet
        return tuple(
            r for r in self._retriever.corpus.of(Kind.ROLE_CELL, facet=facet)
            if r.level in query.levels
        )  # fmt: skip

    def _programme(self, query: Query) -> tuple[Record, ...]:
        """The programme that a question tells of without naming it."""
        return programme_told(self._retriever.corpus, query.content)

    def _silent(
        self, write: Writer, query: Query, evidence: Evidence, named: tuple[Record, ...] = ()
    ) -> Draft:
        """The silence nearest to the question, with what the text does say nearby."""
        silences = evidence.of(Kind.SILENCE)
        statements = evidence.of(*STATEMENTS)
        inside = named or query.topics or names_something(query)
        if silences and silences[0].score >= (RELATED if inside else _SAME_MATTER):
            return silent(write, silences[0].record, named)
        near = list(named)
        if statements and statements[0].score >= RELATED:
            near.append(statements[0].record)
        return not_in_document(write, None, tuple(dict.fromkeys(near)))

    @staticmethod
    def _statements(evidence: Evidence, best: Candidate, query: Query) -> list[Record]:
        """The best statement, and one as near; a nearer look where two are set side by side."""
        near = _SET_BESIDE if query.asks(Aspect.COMPARE, Aspect.SPELLING) else BESIDE
        return [c.record for c in evidence.of(*STATEMENTS) if c.score >= near * best.score][:2]
