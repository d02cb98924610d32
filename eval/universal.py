"""What holds for every answer, whatever was asked."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.types import Answer, Language, Status
from corpus import Corpus, Kind
from eval.matching import MARKER, matching_form, names_of

# A quotation shorter than this is a name or a term rather than a quotation.
_QUOTATION_CHARS = 12
_BRACKETS = {"「": "」", "『": "』", "“": "”"}
_LABELLED = re.compile(r"^[\s>*・-]*(?P<text>(?:定義|活用例)\s*[:：].+)$")
_QUOTED_LINE = re.compile(r"^\s*>\s*(?P<text>.+)$")
_ELLIPSIS = re.compile(r"…+|\.{3,}|[（(]中略[)）]|[（(]略[)）]")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_JAPANESE_SENTENCE = re.compile(
    r"[\u3001\u3040-\u30ff\u4e00-\u9fff]+(?:です|ます|ません|ました|ください)[。！]"
)
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_FRAME_WORDS = 3
_INTERNALS = re.compile(
    r"</?p>|\{[a-z_]+\}|\bNone\b|Traceback"
    r"|\b(?:skill|role|training|recommended|programme|rule|fact|silence|axis|facet)/[a-z0-9]"
)
SILENT_PHRASES: dict[Language, tuple[str, ...]] = {
    "ja": ("ありません", "れていません", "見当たりません", "述べていません", "定めていません"),
    "en": ("does not", "doesn't", "not stated", "no information", "not given", "nothing about"),
}
_CONTACT = ("093-582-3020", "DX・AI戦略室")


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing wrong with an answer.

    Attributes:
        check: Which check failed.
        expected: What a right answer holds.
        given: What this one holds.
    """

    check: str
    expected: str
    given: str


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer with what it is judged by."""

    answer: Answer
    asked: tuple[str, ...]
    language: Language
    corpus: Corpus


def universal_failures(judged: Judged) -> Iterator[Failure]:
    """Every breach of what must hold for all answers."""
    for check in _CHECKS:
        yield from check(judged)


def _quotes_exact(judged: Judged) -> Iterator[Failure]:
    source = judged.corpus.source
    for citation in judged.answer.citations:
        held = source.text[citation.start : citation.end]
        if not citation.quote or held != citation.quote or citation.source_id != source.id:
            yield Failure("quote exact", f"source[start:end] == {citation.quote!r}", repr(held))
        elif citation.heading_path != (path := source.heading_path(source.line_of(citation.start))):
            yield Failure("heading path", " > ".join(path), " > ".join(citation.heading_path))
        if citation.record_id not in judged.corpus.records:
            yield Failure("record id", "a record of the corpus", repr(citation.record_id))


def _markers(judged: Judged) -> Iterator[Failure]:
    used = list(dict.fromkeys(MARKER.findall(judged.answer.text)))
    given = [citation.marker for citation in judged.answer.citations]
    if used != given:
        yield Failure("markers", f"citations in order of first use: {used}", f"{given}")
    if given != [f"〔{number}〕" for number in range(1, len(given) + 1)]:
        yield Failure("markers", "numbered from 1", f"{given}")


def _proof(judged: Judged) -> Iterator[Failure]:
    answer = judged.answer
    if not answer.text.strip():
        yield Failure("text", "some text", "none")
    if answer.status is Status.ANSWERED and not answer.citations:
        yield Failure("proof", "an answered question has a citation", "none")


def _silence(judged: Judged) -> Iterator[Failure]:
    answer = judged.answer
    if answer.status is not Status.NOT_IN_DOCUMENT:
        return
    phrases = SILENT_PHRASES[judged.language]
    if not any(phrase in answer.text.lower() for phrase in phrases):
        yield Failure("silence", "says that the text does not state it", answer.text[:120])
    shown = matching_form(answer.text + "".join(answer.notices))
    if not any(matching_form(contact) in shown for contact in _CONTACT):
        yield Failure("silence", "names whom to ask", answer.text[-120:])


def _quotations(judged: Judged) -> Iterator[Failure]:
    known = _source_form(judged.corpus)
    allowed = _allowed(judged)
    for quotation in quotations(judged.answer.text):
        for part in _ELLIPSIS.split(quotation):
            form = matching_form(part)
            if len(form) < _QUOTATION_CHARS or form in known or form in allowed:
                continue
            if not all(name in allowed for name in form.split("、")):
                yield Failure("quotation", "stands in the source", quotation)


def quotations(text: str) -> list[str]:
    """What an answer presents as a quotation: the outermost brackets, 定義： and 活用例： lines."""
    found: list[str] = []
    for line in MARKER.sub("", text).splitlines():
        labelled = _LABELLED.match(line) or _QUOTED_LINE.match(line)
        if labelled:
            found.append(_stripped(labelled["text"].strip()))
        else:
            found.extend(_bracketed(line))
    return found


def _stripped(text: str) -> str:
    """Drop brackets around a whole quotation, also behind its label (`定義：「…」`)."""
    label, colon, rest = text.partition("：") if "：" in text else text.partition(":")
    for candidate in (text, rest.strip()):
        pieces = _bracketed(candidate)
        if len(pieces) == 1 and len(pieces[0]) + 2 == len(candidate):
            return pieces[0] if candidate == text else f"{label}{colon}{pieces[0]}"
    return text


def _bracketed(line: str) -> list[str]:
    found: list[str] = []
    closing: list[str] = []
    begin = 0
    for at, char in enumerate(line):
        if closing and char == closing[-1]:
            closing.pop()
            if not closing and _JAPANESE.search(line[begin:at]):
                found.append(line[begin:at])
        elif char in _BRACKETS:
            if not closing:
                begin = at + 1
            closing.append(_BRACKETS[char])
    return found


def _allowed(judged: Judged) -> set[str]:
    """What may stand in brackets without being a quotation: questions, and names of records."""
    answer = judged.answer
    texts = [*judged.asked, answer.understood, *answer.choices, *answer.suggestions]
    names = {
        name
        for record in judged.corpus.records.values()
        if record.quotes
        for name in names_of(record)
    }
    return names | {matching_form(text) for text in texts}


def _frame(judged: Judged) -> Iterator[Failure]:
    answer = judged.answer
    if answer.language != judged.language:
        yield Failure("language", judged.language, answer.language)
    if judged.language == "ja":
        if not _JAPANESE.search(answer.text):
            yield Failure("language", "a Japanese answer", answer.text[:120])
        return
    if len(_LATIN_WORD.findall(answer.text)) < _FRAME_WORDS:
        yield Failure("language", "an English frame", answer.text[:120])
    known = _source_form(judged.corpus)
    for sentence in _JAPANESE_SENTENCE.findall(answer.text):
        if matching_form(sentence) not in known:
            yield Failure("language", "no Japanese outside quotations", sentence)


def _level_pairs(judged: Judged) -> Iterator[Failure]:
    pattern, levels = _level_pattern(judged.corpus)
    for line in MARKER.sub("", judged.answer.text).splitlines():
        for match in pattern.finditer(matching_form(line)):
            right = levels[match["name"]]
            if match["level"] and int(match["level"]) not in right:
                expected = f"{match['name']} at level {sorted(right)}"
                yield Failure("level of a name", expected, f"level {match['level']}")


def _internals(judged: Judged) -> Iterator[Failure]:
    for leak in _INTERNALS.findall(judged.answer.text):
        yield Failure("internals", "nothing internal in the text", leak)


_CHECKS: tuple[Callable[[Judged], Iterator[Failure]], ...] = (
    _quotes_exact,
    _markers,
    _proof,
    _silence,
    _quotations,
    _frame,
    _level_pairs,
    _internals,
)


@lru_cache(maxsize=4)
def _form_of(text: str) -> str:
    return matching_form(text)


def _source_form(corpus: Corpus) -> str:
    return _form_of(corpus.source.text)


def _level_pattern(corpus: Corpus) -> tuple[re.Pattern[str], dict[str, set[int]]]:
    """Names of skills and training items, with the levels at which the text has them."""
    levels: dict[str, set[int]] = {}
    for kind in (Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM):
        for record in corpus.of(kind):
            for name in names_of(record):
                levels.setdefault(name, set()).add(record.level or 0)
    longest_first = sorted(levels, key=lambda name: (-len(name), name))
    names = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?P<name>{names})[」』]?(?:\(?lv\.?(?P<level>\d))?"), levels
