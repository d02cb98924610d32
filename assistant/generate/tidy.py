"""What a model writes, in the one form that is verified: its layout plain, its markers ours."""

import re
import unicodedata
from collections.abc import Iterable

from assistant.answer.render import marker
from assistant.verify.sentences import MARKER, cited

# Some models think aloud first; that is no part of the answer.
_THOUGHTS = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_BULLET = re.compile(r"^[ \u3000]*[*•●](?=\s)[ \u3000]*", re.MULTILINE)
# Markers on a line of their own belong to what stands above them.
_MARKERS_ALONE = re.compile(r"(?:\A|\n)((?:〔\d+〕[ \u3000。.]*)+)(?=\n|\Z)")


def tidy(written: str, quotes: Iterable[str] = ()) -> str:
    """The text without thoughts, emphasis, invisible characters and lines that say nothing.

    Args:
        written: As the model wrote it.
        quotes: Which it may repeat to the letter; emphasis that stands in one stays.
    """
    quoted = tuple(quotes)
    text = _THOUGHTS.sub("", written)
    text = "".join(
        char
        for char in text.replace("\t", " ")
        if char == "\n" or not unicodedata.category(char).startswith("C")
    )
    text = _EMPHASIS.sub(lambda m: m[0] if any(m[0] in one for one in quoted) else m[2], text)
    text = _BULLET.sub("- ", text)
    text = MARKER.sub(lambda m: "".join(map(marker, cited(m[0]))), text)
    text = "\n".join(line.rstrip() for line in text.split("\n") if line.strip())
    text = _MARKERS_ALONE.sub(lambda m: m[1] if m.start() else "", text)
    return "\n".join(line for line in text.split("\n") if says_something(line))


def says_something(text: str) -> bool:
    """Whether a text with markers has a word besides them."""
    return re.search(r"\w", MARKER.sub("", text)) is not None
