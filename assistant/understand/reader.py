"""Reading one question by itself: everything of a `Query` that needs no conversation."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from assistant.types import Language
from assistant.understand.cues import load_cues
from assistant.understand.english import EnglishWords
from assistant.understand.language import detect_language
from assistant.understand.levels import find_levels
from assistant.understand.lexicon import Lexicon, names_of
from assistant.understand.query import Aspect, Mention, Query, Subject
from assistant.understand.select import KIND_TOPICS
from assistant.understand.skeleton import skeleton
from assistant.understand.spellings import OtherSpellings
from corpus import Corpus, Kind
from corpus.folding import clean, fold

_MASK = "\u3000"
_TAG = re.compile(r"<[^<>]{0,80}>")
_COMPARED = re.compile(
    r"違|比べ|比較|差(?:は|を|が|$)|区別|使い分け|vs\b|versus|differ|compar|distinguish"
)
_JOINS_AFTER = re.compile(r"(?:と(?!は)|や|、|・|に?対|,|and\b|vs\b|versus\b|or\b|from\b|の違い)")
_JOINS_BEFORE = re.compile(
    r"(?:と|や|、|・|\b(?:and|vs\.?|versus|or|compare|between|from|does)(?: the)?|,)\s*$"
)
_QUOTED_BEFORE = re.compile(r"[「『\"“'【（(]\s*$")
_ABOUT_AFTER = re.compile(
    r"\s*[」』\"”'】）)]?\s*(?:とは|とか|(?:っち|って|と)(?:いう|ゆう|言う)|って(?:何|なに|どう|どん|\?|$)|の?(?:定義|意味|活用例|具体例|例(?:は|を|\?|$)"
    r"|説明|レベル|スキル|育成項目)|は\s?(?:何|なん|どの|どん)\s?(?:レベル|区分|カテゴリ|分野|観点|です|の|\?|$|な)|について|を教え|に(?:つ|関)|\s(?:skill|training|mean)"
    r"|\?*$)"
)
_ABOUT_BEFORE = re.compile(
    r"(?:what is|what's|define|explain|describe|meaning of|example of|skill|item|called)"
    r"\s(?:the\s)?$"
)
_LEFT_OUT_AFTER = re.compile(
    r"[」』\"]?(?:の?(?:列|欄|観点|カテゴリー?|区分))?(?:以外|を?除|を抜|のほか)"
)
_LEFT_OUT_BEFORE = re.compile(
    r"(?:except(?: for)?|other than|excluding|besides|apart from|leaving out)\s(?:the\s)?[「\"]?$"
)
_KIND_OF_TOPIC = {
    "topic/skills": Subject.SKILL,
    "topic/recommended": Subject.RECOMMENDED,
    "topic/training": Subject.TRAINING,
    "topic/programmes": Subject.PROGRAMME,
}
# Short facet names are everyday words; they name the facet only beside one of these.
_FACET_CONTEXT = frozenset(
    {Subject.SKILL, Subject.TRAINING, Subject.ROLE, Subject.FACET, Subject.AXIS}
)
_WEAK_FACET_LENGTH = 2


class Reader:
    """Reads questions against one corpus.

    Args:
        corpus: The records whose names are looked for.
        content_words: Splits a text into its normalised content words.
        reading: How a Japanese name is read, in kana.
    """

    def __init__(
        self,
        corpus: Corpus,
        content_words: Callable[[str], Iterable[str]],
        reading: Callable[[str], str],
    ) -> None:
        self._corpus = corpus
        self._content_words = content_words
        self._cues = load_cues()
        self._lexicon = Lexicon(corpus, self._cues.common_names, reading)
        self._english = EnglishWords(_english_texts(corpus))
        self._facets = _aliases(corpus, Kind.FACET)
        self._layers = _aliases(corpus, Kind.LAYER)
        self._categories = _aliases(corpus, Kind.CATEGORY)

    def read(self, question: str, language: Language | None = None) -> Query:
        """Understand a question that stands alone."""
        text = clean(question)
        spoken = language or detect_language(text)
        meant = self._english.corrected(text) if spoken == "en" else text
        folded = _TAG.sub(" ", fold(meant))
        levels = find_levels(folded)
        without_levels = _mask(folded, levels.spans)
        found = self._lexicon.find(without_levels)
        mentions = self._keep(found, without_levels)
        masked = _mask(without_levels, ((m.start, m.end) for m in mentions if not self._topic(m)))
        subjects = self._cues.find_subjects(masked)
        facets = self._group(self._facets, masked)
        if not set(subjects) & _FACET_CONTEXT and not levels.levels:
            facets = tuple(f for f in facets if f[2] > _WEAK_FACET_LENGTH)
        unfaceted = _mask(masked, ((f[3], f[4]) for f in facets))
        layers = self._group(self._layers, unfaceted)
        exact = _mask(without_levels, ((m.start, m.end) for m in mentions if m.exact))
        categories = self._group(self._categories, exact)
        bare = unfaceted
        if Subject.RECOMMENDED in subjects:
            bare = _mask(unfaceted, ((f[3], f[4]) for f in categories))
        subjects = self._cues.find_subjects(bare)
        subjects += tuple(s for s in _misspelt_kinds(found) if s not in subjects)
        named = [(m.start, m.end) for m in mentions] + [(f[3], f[4]) for f in layers]
        facet_keys = self._facet_keys(facets, masked)
        if {*subjects} & _FACET_CONTEXT and (grouped := self._grouped(mentions)):
            facet_keys = facet_keys or grouped
            mentions = tuple(m for m in mentions if not self._is_group(m))
        return Query(
            text=text,
            standalone=meant,
            folded=folded,
            language=spoken,
            levels=levels.levels,
            invalid_levels=levels.invalid,
            all_levels=levels.all_levels,
            facets=facet_keys,
            layers=tuple(dict.fromkeys(f[0] for f in layers)),
            categories=tuple(dict.fromkeys(f[0] for f in categories)),
            subject=_principal(subjects),
            subjects=subjects,
            aspects=self._aspects(bare, levels.up_to),
            attributes=self._cues.find_attributes(bare),
            mentions=mentions,
            topics=self._topics_of(found),
            content=self._own_words(_mask(bare, named)),
            level_spans=levels.spans,
        )

    def _facet_keys(self, facets: "tuple[_Found, ...]", masked: str) -> tuple[str, ...]:
        """The facets meant: those named, or all others where the question leaves them out."""
        keys = tuple(dict.fromkeys(f[0] for f in facets))
        left_out = {
            f[0]
            for f in facets
            if _LEFT_OUT_AFTER.match(masked, f[4]) or _LEFT_OUT_BEFORE.search(masked[: f[3]])
        }
        if not left_out:
            return keys
        rest = tuple(key for key in keys if key not in left_out)
        return rest or tuple(key for key in self._corpus.facets if key not in left_out)

    def _grouped(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """The facets of the groups that are named."""
        groups = {i.split("/")[1] for m in mentions if self._is_group(m) for i in m.record_ids}
        return tuple(key for key, facet in self._corpus.facets.items() if facet.group in groups)

    def _is_group(self, mention: Mention) -> bool:
        return all(self._corpus.get(i).kind is Kind.FACET_GROUP for i in mention.record_ids)

    def _topics_of(self, mentions: Iterable[Mention]) -> frozenset[str]:
        """Keys of the topics named, even by an everyday word (「認定の詳細」)."""
        return frozenset(
            key
            for mention in mentions
            for record_id in mention.record_ids
            if record_id not in KIND_TOPICS and (key := self._topic_key(record_id))
        )

    def _topic_key(self, record_id: str) -> str | None:
        record = self._corpus.get(record_id)
        if record.kind is Kind.TOPIC:
            return record_id.split("/")[1]
        return record.group if record.kind in (Kind.FACT, Kind.RULE) else None

    def _own_words(self, masked: str) -> tuple[str, ...]:
        """Content words that the question adds to the vocabulary of asking."""
        # A comma keeps what stood before a masked name apart from what stood after it.
        apart = masked.replace(_MASK, "、")
        return tuple(w for w in self._content_words(apart) if w not in self._cues.plain_words)

    def _keep(self, mentions: tuple[Mention, ...], folded: str) -> tuple[Mention, ...]:
        """Drop names that are used as everyday words here; keep one that stands all alone."""
        if _COMPARED.search(folded):
            return tuple(m for m in mentions if not m.weak or _joined(m, folded))
        kept = tuple(m for m in mentions if not m.weak or _meant(m, folded))
        if kept or not mentions:
            return kept
        rest = _mask(folded, ((m.start, m.end) for m in mentions))
        return () if self._own_words(rest) else mentions

    def _aspects(self, bare: str, up_to: bool) -> frozenset[Aspect]:
        aspects = self._cues.find_aspects(bare)
        return aspects | {Aspect.CUMULATIVE} if up_to else aspects

    def _topic(self, mention: Mention) -> bool:
        """Whether the mention names a part of the document, whose words are cues as well."""
        return all(
            self._corpus.get(i).kind in (Kind.TOPIC, Kind.FACT, Kind.RULE)
            for i in mention.record_ids
        )

    @staticmethod
    def _group(names: "_Aliases", masked: str) -> "tuple[_Found, ...]":
        """Names of groups in the text: (key, name, length, start, end), in reading order."""
        letters, offsets = skeleton(masked)
        taken = [False] * len(letters)
        found: list[_Found] = []
        for name, keys in names.keys.items():
            at = letters.find(name)
            while at >= 0:
                end = at + len(name)
                if not any(taken[at:end]) and _word(masked, offsets[at], offsets[end - 1] + 1):
                    taken[at:end] = [True] * len(name)
                    place = (offsets[at], offsets[end - 1] + 1)
                    found.extend((key, name, len(name), *place) for key in keys)
                at = letters.find(name, at + 1)
        for other in names.spellings.find(masked):
            if not any(start < other.end and other.start < end for *_, start, end in found):
                name = other.key
                place = (other.start, other.end)
                found.extend((key, name, len(name), *place) for key in names.keys[name])
        return tuple(sorted(found, key=lambda item: item[3]))


_Found = tuple[str, str, int, int, int]


@dataclass(frozen=True, slots=True)
class _Aliases:
    """Names of the groups of a kind.

    Attributes:
        keys: The short keys of all groups that go by a name, by its skeleton, longest name first.
        spellings: The same names, to be found in other spellings.
    """

    keys: dict[str, tuple[str, ...]]
    spellings: OtherSpellings


def _aliases(corpus: Corpus, kind: Kind) -> _Aliases:
    """Every name of the groups of a kind."""
    keys: dict[str, list[str]] = {}
    written: dict[str, str] = {}
    for record in corpus.of(kind):
        for name in names_of(record):
            short = record.id.split("/")[-1]
            key = skeleton(fold(name))[0]
            written.setdefault(key, fold(name))
            owners = keys.setdefault(key, [])
            if short not in owners:
                owners.append(short)
    by_length = sorted(keys.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return _Aliases(
        {name: tuple(owners) for name, owners in by_length}, OtherSpellings(written.items())
    )


def _english_texts(corpus: Corpus) -> Iterator[str]:
    for record in corpus.records.values():
        yield from names_of(record)
    yield from (one.text for one in corpus.expansions if one.language == "en")


def _misspelt_kinds(mentions: Iterable[Mention]) -> tuple[Subject, ...]:
    """Kinds whose name is spelt so that no cue hears it (推薦スキル)."""
    return tuple(
        _KIND_OF_TOPIC[record_id]
        for mention in mentions
        if not mention.exact
        for record_id in mention.record_ids
        if record_id in _KIND_OF_TOPIC
    )


def _word(text: str, start: int, end: int) -> bool:
    if not text[start].isascii():
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


def _joined(mention: Mention, folded: str) -> bool:
    """Whether a name stands in a comparison as one of the things compared."""
    before, after = folded[: mention.start].rstrip(" 「『"), folded[mention.end :].lstrip(" 」』")
    return bool(_JOINS_AFTER.match(after)) or bool(_JOINS_BEFORE.search(before))


def _meant(mention: Mention, folded: str) -> bool:
    before, after = folded[: mention.start], folded[mention.end :]
    if _QUOTED_BEFORE.search(before) or _ABOUT_BEFORE.search(before):
        return True
    opening = not before.strip() or before.rstrip().endswith(("の", "、", "と", ",", "and"))
    return opening and bool(_ABOUT_AFTER.match(after))


def _mask(text: str, spans: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = _MASK * (end - start)
    return "".join(letters)


def _principal(subjects: tuple[Subject, ...]) -> Subject | None:
    """The kind that the question is about when several are named.

    The narrower kind wins: 「推奨スキル」 names skills too, 「育成項目」 may come with 「レベル」.
    """
    for subject in (
        Subject.RECOMMENDED,
        Subject.TRAINING,
        Subject.AXIS,
        Subject.SKILL,
        Subject.ROLE,
        Subject.PROGRAMME,
        Subject.LAYER,
        Subject.FACET,
        Subject.CATEGORY,
        Subject.LEVEL,
    ):
        if subject in subjects:
            return subject
    return None
