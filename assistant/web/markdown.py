"""Answers as Markdown in which nothing but our own marks is Markdown.

The texts come from a document and may repeat a reader's words: an image in them would be fetched
from wherever it points. So every sign that means something to the page's Markdown is escaped.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from assistant.messages import text
from assistant.types import Answer, Citation, Language, Status
from assistant.web.links import source_link

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
# The page turns addresses into links after it has read the Markdown, so escaping does not stop it;
# an invisible joiner inside does.
_ADDRESS = re.compile(r"(?i)(?:https?|www)(?=[:.])|(?=@)")
_JOINER = "\u2060"
# The page draws a cursor in its place.
_ZERO_WIDTH = "\u200b"
# A sign is never parted from its escape.
_RUN = re.compile(r"(?:\\.|[^\\]){1,12}", re.DOTALL)
_BULLET = re.compile(r"(?:・|- )")
_TITLE = re.compile(r"【.*】")
_SENTENCE_END = ("。", ".", "?", "？", ":", "：", "!", "！")


def inert(plain: str) -> str:
    """`plain` so that it shows as it is."""
    joined = _ADDRESS.sub(lambda match: match.group() + _JOINER, plain.replace(_ZERO_WIDTH, ""))
    return _SIGNS.sub(r"\\\1", joined)


def answer_markdown(answer: Answer) -> tuple[str, ...]:
    """The answer in short pieces to be shown one after the other; none parts a link."""
    blocks: list[tuple[str, ...]] = []
    if answer.status is not Status.ANSWERED:
        label = text(f"web.status_{answer.status.value}", answer.language)
        blocks.append(("**", inert(label), "**"))
    blocks.extend(_blocks(answer.text, _Marks(answer.citations, answer.language)))
    blocks.extend(("> ", inert(notice)) for notice in answer.notices)
    return tuple(piece for block in blocks for piece in (*block, "\n\n"))[:-1]


def batches(pieces: Sequence[str], most: int) -> Iterator[str]:
    """The pieces joined into at most `most` strings of about the same length."""
    share = sum(map(len, pieces)) / most
    batch, taken, given = "", 0, 0
    for piece in pieces:
        batch += piece
        taken += len(piece)
        if taken >= share * (given + 1):
            yield batch
            batch, given = "", given + 1
    if batch:
        yield batch


class _Marks:
    """Puts links where an answer has its markers."""

    def __init__(self, citations: Sequence[Citation], language: Language) -> None:
        self._links = {
            citation.marker: f"[{citation.marker}]({source_link(citation, language)})"
            for citation in citations
        }
        markers = "|".join(map(re.escape, self._links)) or r"(?!)"
        self._pattern = re.compile(f"({markers})")

    def found_in(self, line: str) -> bool:
        return self._pattern.search(line) is not None

    def pieces(self, line: str) -> Iterator[str]:
        for part in self._pattern.split(line):
            if part in self._links:
                # Joined to what it proves, so that it never begins a line.
                yield _JOINER + self._links[part]
            else:
                yield from _RUN.findall(inert(part))


def _blocks(body: str, marks: _Marks) -> Iterator[tuple[str, ...]]:
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    groups = [(is_list, list(group)) for is_list, group in groupby(lines, key=_is_item)]
    for (is_list, group), below in zip_longest(groups, groups[1:]):
        if is_list:
            items = [("- ", *marks.pieces(_BULLET.sub("", line, count=1)), "\n") for line in group]
            yield tuple(piece for item in items for piece in item)
            continue
        for place, line in enumerate(group, start=1):
            above_list = below is not None and place == len(group)
            bold = ("**",) if _is_title(line, marks, above_list=above_list) else ()
            yield (*bold, *marks.pieces(line), *bold)


def _is_item(line: str) -> bool:
    return _BULLET.match(line) is not None


def _is_title(line: str, marks: _Marks, *, above_list: bool) -> bool:
    """Whether a line titles what follows: in brackets, or words above a list that claim nothing."""
    if _TITLE.fullmatch(line):
        return True
    return above_list and not line.endswith(_SENTENCE_END) and not marks.found_in(line)
