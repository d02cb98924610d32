"""Reading one question by itself: everything of a `Query` that needs no conversation."""

import re
from collections.abc import Callable, Iterable, Iterator

from assistant.types import Language
from assistant.understand.cues import load_cues
from assistant.understand.dialect import standard
from assistant.understand.english import EnglishWords
from assistant.understand.everyday import compares, names_among
from assistant.understand.groups import GroupNames, meant
from assistant.understand.language import detect_language
from assistant.understand.levels import VALID, find_levels
from assistant.understand.lexicon import Lexicon, names_of
from assistant.understand.query import Aspect, Mention, Query, Subject
from assistant.understand.romaji import normal
from assistant.understand.select import KIND_TOPICS
from corpus import Corpus, Kind
from corpus.folding import clean, fold

_MASK = "\u3000"
_TAG = re.compile(r"<[^<>]{0,80}>")
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
# Words that only soften a request, and ask for nothing.
_CUSHION = re.compile(
    r"恐れ入り(?:ます(?:が|けど)?)|(?:もし)?(?:差し支え|さしつかえ|差支え|お嫌で|ご迷惑で)なければ"
    r"|お?手数(?:をおかけ(?:します|いたします)が|ですが|ながら)|恐縮(?:です|では?ございます)が"
    r"|(?:大変)?申し訳(?:ありません|ございません|ないの?です)(?:が|けど)|お忙しい(?:ところ|中)(?:を)?"
    r"|(?:もし)?(?:よろしけれ|よけれ|良けれ|可能(?:であれ|なら)|できれ|出来れ)ば|お時間のある(?:とき|時)に"
    r"|\bif (?:it is |it's )?(?:possible|you don't mind|you would|i may)\b"
    r"|\b(?:excuse me|sorry to (?:bother|trouble) you)\b"
)
# A level, and the one next above it.
_THE_NEXT = re.compile(
    r"(?:lv\.?|レベル)\s?[1-5](?:の(?:人|私|自分)?(?:が|は)?|です(?:が|けど)?[。、]?|なの(?:で|です)(?:が)?[。、]?"
    r"|だ(?:けど|から)、?|で|、|から)\s?(?:その)?(?:次|(?:一つ|ひとつ|1つ|一段|1段)上)(?:の(?:レベル|段階)|に|へ|は|を)"
    r"|\blevel [1-5]\b.{0,40}\bthe next (?:level|one)\b"
)


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
        self._facets = GroupNames(corpus, Kind.FACET)
        self._layers = GroupNames(corpus, Kind.LAYER)
        self._categories = GroupNames(corpus, Kind.CATEGORY)
        sources = (self._lexicon, self._facets, self._layers, self._categories)
        japanese = frozenset[str]().union(*(source.romanised_words for source in sources))
        self._english = EnglishWords(
            _english_texts(corpus), japanese=lambda word: normal(word) in japanese
        )

    def read(self, question: str, language: Language | None = None) -> Query:
        """Understand a question that stands alone."""
        text = clean(question)
        spoken = language or detect_language(text)
        spelt = self._english.corrected(text) if spoken == "en" else standard(text)
        folded = _TAG.sub(" ", fold(spelt))
        levels = find_levels(folded)
        cushions = (match.span() for match in _CUSHION.finditer(folded))
        without_levels = _mask(folded, (*levels.spans, *cushions))
        found = self._lexicon.find(without_levels)
        mentions = self._keep(found, without_levels)
        masked = _mask(without_levels, ((m.start, m.end) for m in mentions if not self._topic(m)))
        subjects = self._cues.find_subjects(masked)
        facets = self._facets.find(masked)
        if not set(subjects) & _FACET_CONTEXT and not levels.levels:
            facets = tuple(f for f in facets if f.exact and f.length > _WEAK_FACET_LENGTH)
        unfaceted = _mask(masked, ((f.start, f.end) for f in facets))
        layers = self._layers.find(unfaceted)
        exact = _mask(without_levels, ((m.start, m.end) for m in mentions if m.exact))
        categories = self._categories.find(exact)
        bare = unfaceted
        if Subject.RECOMMENDED in subjects:
            bare = _mask(unfaceted, ((f.start, f.end) for f in categories))
        subjects = self._cues.find_subjects(bare)
        subjects += tuple(s for s in _misspelt_kinds(found) if s not in subjects)
        named = [(m.start, m.end) for m in mentions] + [(f.start, f.end) for f in layers]
        facet_keys = meant(facets, masked, self._corpus.facets)
        if {*subjects} & _FACET_CONTEXT and (grouped := self._grouped(mentions)):
            facet_keys = facet_keys or grouped
            mentions = tuple(m for m in mentions if not self._is_group(m))
        return Query(
            text=text,
            standalone=spelt,
            folded=folded,
            language=spoken,
            levels=self._with_the_next(levels.levels, folded),
            invalid_levels=levels.invalid or self._beyond(levels.levels, folded),
            all_levels=levels.all_levels,
            facets=facet_keys,
            layers=tuple(dict.fromkeys(f.key for f in layers)),
            categories=tuple(dict.fromkeys(f.key for f in categories)),
            subject=_principal(subjects),
            subjects=subjects,
            aspects=self._aspects(bare, levels.up_to),
            attributes=self._cues.find_attributes(bare),
            mentions=mentions,
            topics=self._topics_of(found),
            content=self._own_words(_mask(bare, named)),
            level_spans=levels.spans,
        )

    def _with_the_next(self, levels: tuple[int, ...], folded: str) -> tuple[int, ...]:
        """「Lv.2です。次のレベルに行くには」: the level next to the one named."""
        if len(levels) != 1 or not _THE_NEXT.search(folded):
            return levels
        aims = Aspect.AIM in self._cues.find_aspects(folded)
        higher = levels[0] + 1
        if higher not in VALID:
            return ()
        return tuple(dict.fromkeys((levels[0], higher))) if aims else (higher,)

    @staticmethod
    def _beyond(levels: tuple[int, ...], folded: str) -> tuple[str, ...]:
        """「Lv.5の次のレベル」: a level that there is not."""
        beyond = levels == (max(VALID),) and _THE_NEXT.search(folded)
        return (f"Lv.{max(VALID) + 1}",) if beyond else ()

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
        kept = names_among(mentions, folded)
        if kept or not mentions or compares(folded):
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
