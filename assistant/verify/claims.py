"""One claim against what its evidence carries: every check that needs the records."""

import re
from collections.abc import Collection, Sequence

from assistant.types import Language
from assistant.understand.language import JAPANESE
from assistant.verify.apportioned import said_of_another
from assistant.verify.bounds import keeps_to, leaves
from assistant.verify.carried import KIND_NAMES, Carried, carried_by
from assistant.verify.coverage import coverage_of, english_coverage_of, frames, too_bare
from assistant.verify.crossing import Clause, clauses, crossed, strange_to
from assistant.verify.levels import levels_disagree
from assistant.verify.mentions import Mention, Mentions
from assistant.verify.numbers import numbers_disagree
from assistant.verify.opposites import opposite_of
from assistant.verify.order import reversed_in
from assistant.verify.polarity import said_otherwise
from assistant.verify.polarity_en import said_otherwise_in_english
from assistant.verify.quotations import cut_short, misquoted, without_quotations
from assistant.verify.relations import (
    kinds_disagree,
    misglossed,
    names_disagree,
    places_disagree,
    relatively_placed,
    strange_aside,
)
from assistant.verify.roles import exchanged
from assistant.verify.words import words
from corpus import Corpus, Kind
from corpus.folding import fold

_KIND_OF_THING = re.compile("|".join(name for names in KIND_NAMES.values() for name in names))
# Ids of what is learnt or taken part in begin with these.
_THINGS = ("skill/", "recommended/", "training/", "programme/")
# Quotes that write a record's name, at times in another way.
_NAME_FIELDS = {"name", "matrix_name", "overview_name", "variant"}
_KINDS = {"必須スキル", "推奨スキル", "EXIST"}
_JAPANESE_RUN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々・]+")
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_LATIN = re.compile(r"[A-Za-z]")


class Claims:
    """Judges single claims over one corpus.

    Args:
        corpus: The records, and the renderings that English claims are checked against.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._mentions = Mentions(corpus)
        named = [r for r in corpus.records.values() if r.kind not in (Kind.SILENCE, Kind.OUTSIDE)]
        written = (quote for record in named for quote in record.quotes)
        self._names = frozenset(
            fold(name)
            for name in (
                *(name for record in named for name in (record.name, record.name_en)),
                *(quote.text for quote in written if quote.field in _NAME_FIELDS),
            )
        )

    def why_not(
        self,
        plain: str,
        carried: Carried,
        language: Language,
        *,
        worded: Collection[str] = frozenset(),
        counts: Collection[float] | None = None,
        parted: bool = False,
    ) -> str:
        """Why the evidence does not carry a claim; empty when it does.

        Args:
            plain: The claim without markers.
            carried: What its evidence carries.
            language: Of the claim where its letters do not tell.
            worded: For a claim in the catalogue's own words: these words. They count as frames,
                and what they deny was weighed when they were written.
            counts: Numbers known to be right counts; None to count what the claim speaks of.
            parted: Whether markers part the claim, so that each part is held to its own.
        """
        if strange := misquoted(plain, (*carried.quotes, *carried.headings), self._names):
            return f"quotes words that the cited text does not hold: {strange[:40]}"
        if strange := cut_short(plain, carried.quotes, self._names):
            return f"quotes without what turns it: {strange[:40]}"
        spoken = (
            language_of(without_quotations(plain, self._names), language)
            if worded
            else self._language(plain, language)
        )
        bare = self._bare(plain, carried, spoken)
        folded = fold(bare)
        names, levels = self._mentions.names(folded), self._mentions.levels(folded)
        rest = bare if spoken == "en" else _blanked(folded, (*names, *levels))
        if misnamed := misglossed(bare, self._mentions.glosses, frames("en")):
            return f"calls {misnamed} by a name that is not its English one"
        if spoken == "en" and (aside := strange_aside(bare, carried.text, self._names)):
            return f"sets {aside} in brackets, which the cited text does not hold"
        return (
            names_disagree(names, folded, carried, bare)
            or levels_disagree(
                levels, self._mentions.levels(fold(_where_levels_stand(carried))), folded, carried
            )
            or kinds_disagree(folded, carried)
            or places_disagree(names, levels, folded, carried)
            or ("" if worded else relatively_placed(folded, carried))
            or numbers_disagree(folded, levels, carried, counts, self._corpus)
            or ("" if worded else _said(bare, carried, spoken))
            or ("" if worded else self._bound(bare, carried, spoken))
            or ("" if worded or parted else self._arranged(bare, carried, spoken))
            or ("" if worded or parted else self._crossed(bare, carried, spoken))
            or self._covered(rest, carried, spoken, worded)
        )

    def why_not_part(self, part: str, carried: Carried, whole: Carried, language: Language) -> str:
        """Why the markers behind a part of a sentence do not carry it.

        Args:
            part: What stands before them.
            carried: What they carry.
            whole: What all markers of the sentence carry.
            language: Of the claim where its letters do not tell.
        """
        if misquoted(part, (*carried.quotes, *carried.headings), self._names):
            return "quotes words that its marker does not hold"
        spoken = self._language(part, language)
        bare = self._bare(part, carried, spoken)
        folded = fold(bare)
        levels = [one for one in self._mentions.levels(folded) if not one.denied]
        written = self._mentions.levels(fold("\n".join(carried.quotes)))
        own = carried.levels.union(*(one.levels for one in written))
        if own and levels and all(own.isdisjoint(one.levels) for one in levels):
            return "names a level that its marker does not"
        if strange_to(self._rest(bare, spoken), carried, whole, spoken):
            return "says what its marker does not"
        if arranged := self._arranged(bare, carried, spoken):
            return arranged
        return names_disagree(self._mentions.names(folded), folded, carried, bare)

    def _language(self, claim: str, language: Language) -> Language:
        """The language of what is not quoted and no name in brackets."""
        own = _QUOTED.sub(" ", _IN_BRACKETS.sub(" ", claim))
        return language_of(own if _LETTERS.search(own) else claim, language)

    def _bare(self, claim: str, carried: Carried, language: Language) -> str:
        texts = (*carried.quotes, *carried.headings) if language == "ja" else None
        return without_quotations(claim, self._names, texts)

    def _rest(self, bare: str, language: Language) -> str:
        """The claim without names and levels; an English one keeps its capitals."""
        if language == "en":
            return bare
        folded = fold(bare)
        return _blanked(folded, (*self._mentions.names(folded), *self._mentions.levels(folded)))

    def _bound(self, claim: str, carried: Carried, language: Language) -> str:
        texts = carried.english if language == "en" else carried.quotes
        if what := keeps_to(claim, texts, language):
            return f"keeps to {what}, which the evidence leaves behind"
        if what := leaves(claim, texts, language):
            return f"leaves {what} behind, which the evidence does not"
        clause = said_of_another(claim, texts, self._mentions.levels, language)
        return f"says of a level what belongs to another: {clause[:40]}" if clause else ""

    def _arranged(self, claim: str, carried: Carried, language: Language) -> str:
        """Why what comes from what, who does it or how is not as in the evidence."""
        texts = carried.english if language == "en" else carried.quotes
        if turned := reversed_in(claim, texts, language):
            return f"lets {turned} come from what comes from it in the evidence"
        if who := exchanged(claim, texts, language):
            return f"gives {who} the part of another"
        contrary = opposite_of(claim, texts, language)
        return f"says {contrary}, the opposite of which the evidence says" if contrary else ""

    def _crossed(self, bare: str, carried: Carried, language: Language) -> str:
        singles = [carried_by(self._corpus, [pair]) for pair in carried.evidence]
        parts = [self._clause(part, language) for part in clauses(bare, language)]
        clause = crossed(parts, singles, language)
        return f"puts together what two records say: {clause.strip()[:40]}" if clause else ""

    def _clause(self, part: str, language: Language) -> Clause:
        names = self._mentions.names(fold(part))
        things = (frozenset(one for one in n.ids if one.startswith(_THINGS)) for n in names)
        rest = _KIND_OF_THING.sub("、", self._rest(part, language))
        return Clause(rest, tuple(ids for ids in things if ids))

    def _covered(
        self, claim: str, carried: Carried, language: Language, worded: Collection[str]
    ) -> str:
        if language == "ja":
            return too_bare(coverage_of(claim, carried, worded))
        # Japanese in an English sentence is Japanese: names and asides were looked at before.
        japanese = "、".join(_JAPANESE_RUN.findall(_IN_BRACKETS.sub(" ", claim)))
        rest = _blanked(fold(japanese), self._mentions.names(fold(japanese)))
        return too_bare(english_coverage_of(claim, carried, worded)) or too_bare(
            coverage_of(rest, carried, worded)
        )


def language_of(text: str, language: Language) -> Language:
    """The language of a sentence by its letters, where they tell; else as given."""
    if not _LATIN.search(text):
        return "ja"
    japanese, latin = len(JAPANESE.findall(text)), len(_LATIN.findall(text))
    if language == "en":
        return "ja" if japanese > latin else "en"
    return "en" if latin > 4 * (japanese + 1) else "ja"


def _where_levels_stand(carried: Carried) -> str:
    """The text whose levels a claim may name.

    Titles of pages name several (「Lv.5 | Lv.4」); a record that has a level of its own does not
    stand at the others.
    """
    return "\n".join(carried.quotes) if carried.levels else carried.text


def _said(claim: str, carried: Carried, language: Language) -> str:
    beside = carried.kind_statements(language)
    if language == "en":
        return said_otherwise_in_english(claim, carried.english, beside, carried.unrendered)
    named = words("\n".join((*carried.kinds, *carried.names)))
    plain = frames("ja") | _KINDS | {word.lemma for word in named}
    return said_otherwise(claim, carried.quotes, beside, plain)


def _blanked(folded: str, mentions: Sequence[Mention]) -> str:
    for one in sorted(mentions, key=lambda one: -one.start):
        # A comma, so that what stood around the name does not close up into words.
        folded = f"{folded[: one.start]}、{folded[one.end :]}"
    return folded
