"""The forms in which answers are compared with what they should hold."""

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus import Corpus, Kind, Record
from corpus.folding import fold

MARKER = re.compile(r"〔\d+〕")

_SPACES = re.compile(r"\s+")
# Marks of the source's own typesetting, which an answer may or may not keep.
_TYPESETTING = re.compile(r"</?p>|\*\*|`")
_LEVEL = re.compile(
    r"(?:lv\.?|レベル|levels?)\s?\d(?:\s?[~,、・と/→-]+\s?(?:lv\.?|レベル)?\d)*(?![\d人個つ件項])"
)
_YEAR = re.compile(r"(?:令和|平成)?\d+年度?(?!間)|ver\.?\d+(?:\.\d+)?|\d+月|093-582-3020")
_NUMBER = re.compile(r"\d[\d,]*")
_WORDS = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve", "thirteen"),
        range(1, 14),
        strict=True,
    )
)  # fmt: skip
_KANJI = re.compile("([一二三四五六七八九十])(?=つ|個|件|項目|種|段階)")
_KANJI_VALUES = {char: value for value, char in enumerate("一二三四五六七八九十", start=1)}


@lru_cache(maxsize=65536)
def matching_form(text: str) -> str:
    """Folded (NFKC, lower case, odd variants unified), without markers, typesetting and spaces."""
    return _SPACES.sub("", _TYPESETTING.sub("", fold(MARKER.sub("", text))))


def numbers_in(text: str) -> set[int]:
    """The numbers a text states, leaving out levels, years, months, versions and the telephone."""
    # Not the matching form: without its space, `Lv.1 8個` would state 18.
    folded = fold(MARKER.sub(" ", text))
    found = {_WORDS[word] for word in re.findall(r"[a-z]+", folded) if word in _WORDS}
    found |= {_KANJI_VALUES[char] for char in _KANJI.findall(folded)}
    bare = _YEAR.sub(" ", _LEVEL.sub(" ", folded))
    found |= {int(match.replace(",", "")) for match in _NUMBER.findall(bare)}
    return found


def names_of(record: Record) -> set[str]:
    """The matching forms of the names that the text itself uses for a record."""
    names = {record.name}
    names |= {q.text for q in record.quotes if q.field in ("name", "matrix_name", "overview_name")}
    return {matching_form(name) for name in names} - {""}


def without(text: str, pieces: Iterable[str]) -> str:
    """A matching form with every piece cut out, longest first."""
    for piece in sorted(set(pieces), key=lambda one: (-len(one), one)):
        text = text.replace(piece, "\n")
    return text


def _longer(names: Iterable[str], kind: Kind, corpus: Corpus) -> set[str]:
    """Names of other kinds that hold one of the names, as 変革マネジメント holds マネジメント."""
    elsewhere = {n for r in corpus.records.values() if r.kind is not kind for n in names_of(r)}
    return {one for one in elsewhere - set(names) if any(name in one for name in names)}


def named_records(text: str, kind: Kind, corpus: Corpus, *, expected: Iterable[str]) -> set[str]:
    """The records of a kind that a text names, reading longer names before shorter ones.

    What the expected records' own quotes hold, and the section titles, name no other record: the
    example of one skill mentions another, and a title holds 「人材育成」.
    """
    wanted = set(expected)
    form = matching_form(text)
    found = {one for one in wanted if any(name in form for name in names_of(corpus.records[one]))}
    own = [name for one in wanted for name in names_of(corpus.records[one])]
    own += [matching_form(q.text) for one in wanted for q in corpus.records[one].quotes]
    titles = [matching_form(title) for s in corpus.source.sections for title in s.path]
    titles += ["dx人材育成体系", "dx人材育成", "dx・ai人材育成"]
    others = {
        name: record.id
        for record in corpus.of(kind)
        if record.id not in wanted
        for name in names_of(record)
    }
    rest = without(form, [*own, *titles, *_longer(others, kind, corpus)])
    for name in sorted(others, key=lambda one: (-len(one), one)):
        if name in rest:
            found.add(others[name])
            rest = rest.replace(name, "\n")
    return found
