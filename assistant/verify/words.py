"""The words of a text as the checks see them: dictionary forms, parts of speech, synonyms."""

import re
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

from assistant.verify.lexicon import lexicon
from corpus.folding import fold
from index.sudachi import placed

_LATIN = re.compile(r"[a-z][a-z']*")
_ENGLISH = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞"}
# What a helping verb follows: another word that inflects, or て after one.
_HELPED = {"動詞", "助動詞", "形容詞"}
_JOINING = {"て", "で", "ちゃ", "じゃ"}
# Verbs that only help (する, ある) and numbers state nothing by themselves.
# Shorter beginnings are shared by chance (cert-ain, cert-ified).
_ROOT = 5
_HELPERS = {"非自立可能", "数詞", "助動詞語幹", "助数詞可能"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a folded text.

    Attributes:
        surface: As written.
        lemma: The normalised dictionary form; of an English word, its stem.
        part: The part of speech in Sudachi's terms; `latin` for an English word.
        detail: Its subdivision.
        acts: Whether it is a noun that becomes a verb with する.
        synonyms: The groups of synonyms in Sudachi's dictionary that it belongs to.
        start: Where it begins in the folded text.
    """

    surface: str
    lemma: str
    part: str
    detail: str
    acts: bool
    synonyms: frozenset[int]
    start: int

    @property
    def says_something(self) -> bool:
        """Whether it is a noun, verb, adjective or adverb that carries meaning of its own."""
        if self.part == "latin":
            return True
        return (
            self.part in _CONTENT
            and self.detail not in _HELPERS
            and self.lemma not in lexicon().japanese.formal
            and self.surface not in lexicon().japanese.formal
        )


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """Every word of a text, folded first; signs and blanks are left out."""
    found: list[Word] = []
    before = ""
    for offset, morpheme in placed(fold(text)):
        part, detail, finer, *_ = morpheme.part_of_speech()
        surface = morpheme.surface()
        # Such a verb helps another one before it (慣れている) and else stands for itself (慣れる).
        if part == "動詞" and detail in _HELPERS and before not in _HELPED:
            detail = "一般"
        before = part if part != "助詞" or surface not in _JOINING else "動詞"
        start = offset + morpheme.begin()
        latin = _LATIN.fullmatch(surface)
        if latin:
            found.append(Word(surface, stem(surface), "latin", "", False, frozenset(), start))
        elif part not in {"補助記号", "空白"}:
            found.append(
                Word(
                    surface,
                    morpheme.normalized_form().lower(),
                    part,
                    detail,
                    "サ変" in finer,
                    frozenset(morpheme.synonym_group_ids()),
                    start,
                )
            )
    return tuple(found)


def english_words(text: str) -> tuple[str, ...]:
    """The stems of the English words of a text; of a compound, its own and its parts'."""
    return tuple(
        stem(part)
        for word in _ENGLISH.findall(fold(text))
        # The e of e-learning is no word, nor is what is left of it the same thing.
        for part in dict.fromkeys((word, *(() if word[1:2] == "-" else re.split(r"['’-]", word))))
    )


def put_plainly(text: str) -> str:
    """A lower-case English text with what it denies shortly (isn't, rather than) denied by not."""
    plain = re.sub(r"n['’]t\b", " not", text.replace("can't", "cannot"))
    for idiom in lexicon().english.plainly:
        plain = idiom.pattern.sub(idiom.instead, plain)
    return lexicon().english.contrasts.sub(" not ", plain)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """An English word without its endings, in one spelling, irregular forms by their base."""
    plain = lexicon().english.irregular.get(word, word)
    for spelling in lexicon().english.spellings:
        plain = spelling.pattern.sub(spelling.instead, plain)
    # Made anew each time: a stemmer keeps state and threads may not share one.
    return str(snowballstemmer.stemmer("english").stemWord(plain))


def akin(one: str, other: str) -> bool:
    """Whether two stems are forms of one word by what they end in: willing and willingness.

    Endings that make an agent (manager) or a lack (careless) of it are another matter.
    """
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    endings = lexicon().english.endings
    return shared >= _ROOT and {one[shared:], other[shared:]} <= endings | {""}
