"""Fonts inside a PDF whose text can be copied and read aloud, whatever letters they hold."""

import re
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

# How reportlab tells which letter a glyph is; outside the basic plane PDF wants UTF-16 (9.10.3 of
# ISO 32000-1), which it does not write.
_CODE = re.compile(r"(?<=> <)[0-9A-F]{5,6}(?=>)")


class EmbeddedFont(TTFont):  # type: ignore[misc]
    """A TrueType font that also tells letters outside the basic plane."""

    def addObjects(self, doc: Any) -> None:
        """Put the font into a document."""
        before = set(doc.idToObject)
        super().addObjects(doc)
        for name in set(doc.idToObject) - before:
            if str(name).startswith("toUnicodeCMap:"):
                stream = doc.idToObject[name]
                stream.content = _CODE.sub(_utf16, stream.content)


def _utf16(code: re.Match[str]) -> str:
    return chr(int(code[0], 16)).encode("utf-16-be").hex().upper()
