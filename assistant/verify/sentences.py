"""Written text as sentences with their markers: Japanese and English, lists and tables.

A sentence ends at 。！？ or an English full stop, never inside brackets or quotation marks, and
owns the markers that follow it. A list item or a row of a table is a sentence of its own, or
several. A line that only leads in what follows (a heading, 「次のとおりです：」) is marked as such.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

# 〔1〕, and what models make of it: [1], 【1】, 〔1、2〕, 〔1〕〔2〕.
MARKER = re.compile(r"[〔\[［【]\s*(\d{1,4}(?:\s*[、,，・]\s*\d{1,4})*)\s*[〕\]］】]")
# Markers that stand together, with the blanks before them.
MARKERS = re.compile(rf"(?:\s*{MARKER.pattern})+")
_BULLET = re.compile(
    r"\s*(?:(?:#{1,6}|[-*+]|\(?\d{1,2}[.)）．](?=\s)|>)\s+|[•・●○◦▪■□◆◇▶※①-⑳]\s*|\d{1,2}[）．]\s*)*"
)
_OPENING, _CLOSING = "「『（(〔［【“", "」』）)〕］】”"
_ENDS = "。．！？!?"
# A full stop after one of these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?<![A-Za-z])(?:Lv|No|e\.g|i\.e|etc|vs|approx|Dr|Mr|Ms|Mrs|St|cf|ver|Ver|Fig|p|pp|[A-Z])$"
)
# What goes on after a quotation with its full stop inside: 「…。」と書かれています。
_GOES_ON = re.compile(r"[ぁ-ん]|[、，,]")
_LEADS = re.compile(
    r"[：:]\s*$|(?:次|以下|下記)(?:の|に)[^。]{0,24}[。：:]\s*$|following[^.]{0,40}[.:]\s*$", re.I
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a written text.

    Attributes:
        text: As written, with its markers, without the bullet before it.
        start: Where it begins in the whole text.
        end: One past its last character.
        markers: The numbers it cites, in order of writing, repeats included.
        leads: Whether it leads in the lines that follow rather than standing for itself.
        line: Which line it stands on, 0-based.
    """

    text: str
    start: int
    end: int
    markers: tuple[int, ...]
    leads: bool
    line: int

    @property
    def plain(self) -> str:
        """The sentence without its markers."""
        return MARKER.sub("", self.text).strip()


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, in order; together they hold everything that it says."""
    lines = text.split("\n")
    found: list[Sentence] = []
    position = 0
    for number, line in enumerate(lines):
        if line.strip() and not _is_rule(line):
            header = number + 1 < len(lines) and _is_rule(lines[number + 1]) and "|" in line
            found.extend(_of_line(line, position, number, heading=header))
        position += len(line) + 1
    return tuple(_heading_or_not(place, found) for place in range(len(found)))


def _heading_or_not(place: int, sentences: list[Sentence]) -> Sentence:
    """A line without a marker or an end, above another line, leads in what follows."""
    one = sentences[place]
    alone = [one] == [
        other for other in sentences[max(0, place - 1) : place + 2] if other.line == one.line
    ]
    follows = place + 1 < len(sentences)
    if one.leads or one.markers or not alone or not follows or one.text[-1] in (*_ENDS, "."):
        return one
    return replace(one, leads=True)


def cited(marked: str) -> tuple[int, ...]:
    """The numbers of all markers in a text, in order."""
    return tuple(
        int(number)
        for match in MARKER.finditer(marked)
        for number in re.findall(r"\d+", unicodedata.normalize("NFKC", match[1]))
    )


def kept(text: str, unsupported: set[tuple[int, int]]) -> str:
    """The text without some of its sentences, without the lines and lead-ins that they leave bare.

    Args:
        text: What was split.
        unsupported: `(start, end)` of the sentences to leave out.
    """
    sentences = split(text)
    stays = [(one.start, one.end) not in unsupported for one in sentences]
    for place in range(len(sentences) - 1, -1, -1):
        if stays[place] and sentences[place].leads:
            stays[place] = _leads_to_something(place, sentences, stays)
    rebuilt: list[str] = []
    offset = 0
    for number, line in enumerate(text.split("\n")):
        of_line = [place for place, one in enumerate(sentences) if one.line == number]
        if not of_line or all(stays[place] for place in of_line):
            rebuilt.append(line)
        elif any(stays[place] for place in of_line):
            first = sentences[of_line[0]]
            rebuilt.append(
                line[: first.start - offset]
                + _gap(first.text).join(sentences[p].text for p in of_line if stays[p])
            )
        offset += len(line) + 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rebuilt)).strip()


def _gap(text: str) -> str:
    return " " if text.isascii() else ""


def _leads_to_something(place: int, sentences: tuple[Sentence, ...], stays: list[bool]) -> bool:
    """Whether a sentence that stays follows a lead-in before the next lead-in."""
    for later in range(place + 1, len(sentences)):
        if sentences[later].leads and not stays[later]:
            continue
        if sentences[later].leads and sentences[later].line > sentences[place].line + 1:
            return False
        if stays[later]:
            return True
    return False


def _is_rule(line: str) -> bool:
    """Whether a line only parts the head of a table from its rows."""
    return "-" in line and not line.strip(" \t|:+-\u3000")


def _of_line(line: str, offset: int, number: int, *, heading: bool) -> Iterator[Sentence]:
    bullet = _BULLET.match(line)
    begin = bullet.end() if bullet else 0
    heading = heading or line.lstrip().startswith("#")
    pieces = [(begin, len(line))] if "|" in line else list(_pieces(line, begin))
    for start, end in pieces:
        raw = line[start:end]
        stripped = raw.strip()
        if not stripped:
            continue
        at = offset + start + (len(raw) - len(raw.lstrip()))
        markers = cited(stripped)
        leads = heading or (not markers and bool(_LEADS.search(stripped)))
        yield Sentence(stripped, at, at + len(stripped), markers, leads, number)


def _pieces(line: str, begin: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of a line begin and end; each takes the markers that follow it."""
    nested = sum(line.count(sign) for sign in _OPENING) == sum(line.count(s) for s in _CLOSING)
    start, position, depth = begin, begin, 0
    while position < len(line):
        marker = MARKER.match(line, position)
        if marker:
            position = marker.end()
            continue
        char = line[position]
        position += 1
        if nested and char in _OPENING:
            depth += 1
        elif nested and char in _CLOSING:
            depth = max(0, depth - 1)
            if depth or line[position - 2] not in _ENDS:
                continue
            if line[position : position + 1] in (".", "。"):
                position += 1
            after = _past_markers(line, position)
            rest = line[after:].lstrip()
            if rest and not _GOES_ON.match(rest) and char in "」』":
                yield start, after
                start = position = after
        elif not depth and _ends_at(line, position - 1):
            position = _past_markers(line, position)
            yield start, position
            start = position
    if line[start:].strip():
        yield start, len(line)


def _ends_at(line: str, place: int) -> bool:
    char = line[place]
    if char in _ENDS:
        # ![…] is a picture, not a cry.
        return line[place + 1 : place + 2] not in (*_ENDS, "[")
    if char != ".":
        return False
    rest = line[place + 1 :]
    if rest and not rest[0].isspace() and not MARKER.match(rest) and rest[0] not in _CLOSING:
        return False
    return not _ABBREVIATION.search(line[:place])


def _past_markers(line: str, position: int) -> int:
    """Past the markers (and the blanks between them) that follow a sentence."""
    markers = MARKERS.match(line, position)
    return markers.end() if markers else position
