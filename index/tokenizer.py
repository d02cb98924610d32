"""Japanese (and incidental English) text as tokens for BM25, and as content words.

Sudachi in its shortest mode gives words in their normalised forms (打合せ and 打ち合わせ are one);
bigrams of Japanese letters beside them catch what the dictionary cuts differently in the question
and in the text. Particles, auxiliaries and bigrams of hiragana alone are left out: in questions
they say how it is asked (…とは何ですか), and would find whatever was worded the same way. English
words lose their endings, and function words are left out, for the same reasons.
"""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import snowballstemmer  # type: ignore[import-untyped]
from sudachipy import Morpheme  # type: ignore[import-untyped]

from corpus.folding import fold
from index.sudachi import dictionary, placed

_LEVEL = re.compile(r"(?:lv|level|レベル)\s*\.?\s*([1-5](?![0-9])|[一二三四五](?![\u4e00-\u9fff]))")
_KANJI_DIGITS = str.maketrans("一二三四五", "12345")
_JAPANESE_RUN = re.compile(r"[\u3041-\u309f\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff々〆]{2,}")
_HIRAGANA_PAIR = re.compile(r"[\u3041-\u309f]{2}")
_WORD = re.compile(r"[^\W_]+")
_LATIN_WORD = re.compile(r"[a-z][a-z0-9]*")
_GRAMMAR = {"助詞", "助動詞"}
_SIGNS = {"補助記号", "空白"}
_CONTENT = {"名詞", "動詞", "形容詞", "形状詞"}
# Verbs and nouns that only help others along (する, いる, こと), and numbers, carry no topic.
_HELPERS = {"非自立可能", "数詞", "助動詞語幹"}
_FORMAL_NOUNS = {"こと", "もの", "ため", "ところ", "とき", "よう", "ほう", "わけ", "はず", "うち"}

# English words that carry no topic.
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a about am an and any are as at be been being between but by can could did do does for from
        d had has have he her his how i if in into is it its ll m may me more most my no not of on
        or our please re s should so some such t than that the their them then there these they
        this those to ve was we were what when where which who whom why will with would you your
        """,
    )
)

# In small letters, IT is a pronoun as well.
_NOT_TOKENS = _FUNCTION_WORDS - {"it"}

_local = threading.local()


def tokenise(text: str) -> list[str]:
    """The tokens of a text, line by line: levels, words, bigrams of Japanese letters.

    A level is one token however it is written (`Lv.3`, `レベル３`, `level 3` give `lv3`). Empty for
    a text without letters or digits. Lines are read apart: folding would otherwise close them up
    into words that stand nowhere. Safe to call from several threads.
    """
    return [token for line in text.splitlines() for token in _line_tokens(fold(line))]


def _line_tokens(folded: str) -> list[str]:
    tokens = [f"lv{digit.translate(_KANJI_DIGITS)}" for digit in _LEVEL.findall(folded)]
    rest = _LEVEL.sub(" ", folded)
    for morpheme in _morphemes(rest):
        if morpheme.part_of_speech()[0] in _GRAMMAR:
            continue
        written = _LATIN_WORD.findall(morpheme.surface())
        if written and _NOT_TOKENS.issuperset(written):
            continue
        words = _WORD.findall(morpheme.normalized_form().lower())
        # The dictionary turns many English words into katakana; what was written is kept as well.
        tokens.extend(word for word in words if word not in written)
        tokens.extend(_stem(word) for word in written)
    for run in _JAPANESE_RUN.findall(rest):
        pairs = (first + second for first, second in pairwise(run))
        tokens.extend(pair for pair in pairs if not _HIRAGANA_PAIR.match(pair))
    return tokens


def content_words(text: str) -> tuple[str, ...]:
    """The nouns, verbs and adjectives of a text, in order, each once.

    Japanese words come in their normalised forms, Latin ones as written, in lower case. Numbers and
    helping words (する, こと; the, of) are left out.
    """
    words: dict[str, None] = {}
    for morpheme in _morphemes(fold(text)):
        latin = _LATIN_WORD.findall(morpheme.surface())
        if latin:
            words.update((word, None) for word in latin if word not in _FUNCTION_WORDS)
            continue
        part, detail = morpheme.part_of_speech()[:2]
        word = morpheme.normalized_form().lower()
        if part in _CONTENT and detail not in _HELPERS and word not in _FORMAL_NOUNS:
            words[word] = None
    return tuple(words)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one word of a folded text is read.

    Attributes:
        start: First character of the word.
        end: One past the last.
        kana: In katakana; a word that the dictionary doesn't know, as written.
    """

    start: int
    end: int
    kana: str


def readings(folded: str) -> tuple[Reading, ...]:
    """The words of a folded text with their readings; signs and spaces are left out."""
    return tuple(
        Reading(start + morpheme.begin(), start + morpheme.end(), morpheme.reading_form())
        for start, morpheme in placed(folded)
        if morpheme.part_of_speech()[0] not in _SIGNS
    )


def reading(text: str) -> str:
    """How a Japanese text is read, in katakana (説明力 gives セツメイリョク)."""
    return "".join(word.kana for word in readings(fold(text)))


@lru_cache(maxsize=16384)
def readings_of(word: str) -> frozenset[str]:
    """Every reading of a word in the dictionary, in katakana; none for what is not a word."""
    return frozenset(morpheme.reading_form() for morpheme in dictionary().lookup(word))


@lru_cache(maxsize=16384)
def is_adjective(word: str) -> bool:
    """Whether the dictionary has an adjective of this form (難しい)."""
    return any(m.part_of_speech()[0] == "形容詞" for m in dictionary().lookup(word))


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    """An English word without its endings (carries, carrying and carry are one)."""
    # Stemmers keep state, so each thread has its own.
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = snowballstemmer.stemmer("english")
    return str(stemmer.stemWord(word))


def _morphemes(folded: str) -> Iterator[Morpheme]:
    return (morpheme for _, morpheme in placed(folded))
