"""Letters that the font of PDF files lacks, such as rare ones in names, from a font that has them.

Another form of a letter, asked for by a variation selector, is taken from our own font if it holds
it; other letters are taken from the fonts of this machine. Each becomes a font of one letter that
is embedded like any other.
"""

import logging
import re
import struct
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, TTLibError
from matplotlib.font_manager import findSystemFonts
from reportlab.pdfbase import pdfmetrics

from assistant.coach.files.embedded import EmbeddedFont
from assistant.coach.files.font import MISSING, font_path

# A letter with the selector of one of its forms, where it has any.
_LETTER = re.compile("(?P<base>.)(?P<form>[\ufe00-\ufe0f\U000e0100-\U000e01ef])?", re.DOTALL)
_UNITS = 1000
_ASCENT, _DESCENT = 880, -120
# A font that says so may not be embedded (OpenType, OS/2, fsType).
_RESTRICTED = 0x0002
_LIKE_OURS = re.compile(r"gothic|sans|meiryo", re.IGNORECASE)
_OTHER_WEIGHT = re.compile(r"bold|black|heavy|light|thin|oblique|italic", re.IGNORECASE)
_FIRST_STAND_IN = 0xE000
# Rare letters drawn in one text, and by one process; nobody's name has more.
_MOST_IN_A_TEXT = 32
MOST = 2000

_log = logging.getLogger(__name__)
# That library tells every step of building a font.
logging.getLogger("fontTools").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a letter is drawn.

    Attributes:
        font: The name of the font, as reportlab knows it.
        letter: What stands for it in that font, and in text copied from the file.
    """

    font: str
    letter: str


class StandIns:
    """Single characters that stand for letters in other fonts while text is broken into lines."""

    def __init__(self) -> None:
        self._by_letter: dict[str, str] = {}
        self.drawn: dict[str, Drawn] = {}

    def put(self, plain: str, known: frozenset[int]) -> str:
        """The text with a stand-in for each letter of another font, and a sign for unknown ones.

        Args:
            plain: The text.
            known: The letters that the usual font has.
        """
        return "".join(
            self._one(match["base"], match["form"] or "", known)
            for match in _LETTER.finditer(plain)
        )

    def _one(self, base: str, form: str, known: frozenset[int]) -> str:
        if base == "\n":
            return base
        # A private letter means something else on every machine, and could be taken for a stand-in.
        if unicodedata.category(base) == "Co":
            return MISSING
        letter = base + form
        if letter in self._by_letter:
            return self._by_letter[letter]
        usual = base if ord(base) in known else MISSING
        if len(self.drawn) == _MOST_IN_A_TEXT:
            return usual
        drawn = _form(base, form) if form else None
        if drawn is None and usual == MISSING:
            drawn = _elsewhere(base)
        if drawn is None:
            return usual
        stand_in = chr(_FIRST_STAND_IN + len(self.drawn))
        self._by_letter[letter] = stand_in
        self.drawn[stand_in] = drawn
        return stand_in


@lru_cache(maxsize=MOST)
def _form(base: str, form: str) -> Drawn | None:
    """One form of a letter from our own font."""
    with TTFont(font_path(), lazy=True) as font:
        for table in font["cmap"].tables:
            forms = dict(getattr(table, "uvsDict", {}).get(ord(form), ()))
            if forms.get(ord(base)):
                return _registered(font, forms[ord(base)], base, f"{base}{form}")
    return None


@lru_cache(maxsize=MOST)
def _elsewhere(base: str) -> Drawn | None:
    """A letter from the first font of this machine that has it and may be embedded."""
    path = _letters_elsewhere().get(ord(base))
    if path is None:
        return None
    with TTFont(path, lazy=True, fontNumber=0) as font:
        return _registered(font, font.getBestCmap()[ord(base)], base, base)


@cache
def _letters_elsewhere() -> Mapping[int, str]:
    """The letters that this machine's fonts have and ours lacks, each with the file of a font."""
    found: dict[int, str] = {}
    with TTFont(font_path(), lazy=True) as ours:
        known = set(ours.getBestCmap())
    for path in sorted(findSystemFonts(), key=_liking):
        for code in _embeddable(path) - known:
            if unicodedata.category(chr(code)).startswith("L"):
                found.setdefault(code, path)
    return found


def _liking(path: str) -> tuple[bool, bool, str]:
    """Fonts of the kind of ours come first, then those of its weight."""
    return not _LIKE_OURS.search(path), bool(_OTHER_WEIGHT.search(path)), path


def _embeddable(path: str) -> set[int]:
    """The letters of a font file's first face; none where it may not be embedded or read."""
    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            allowed = "OS/2" in font and not font["OS/2"].fsType & _RESTRICTED
            return set(font.getBestCmap() or ()) if allowed else set()
    # Whatever is wrong with a font of the machine, the file can be made without it.
    except (TTLibError, OSError, AssertionError, KeyError, ValueError, struct.error) as error:
        _log.info("a font that cannot be read (%s): %s", path, error)
        return set()


def _registered(font: TTFont, glyph: str, letter: str, called: str) -> Drawn:
    """A font of this one letter, known to reportlab."""
    name = "Rare-" + "-".join(f"{ord(char):X}" for char in called)
    scale = _UNITS / font["head"].unitsPerEm
    pen = TTGlyphPen(None)
    # Outlines of the other kind run the other way round.
    curves = Cu2QuPen(pen, max_err=1.0, reverse_direction="glyf" not in font)
    glyphs = font.getGlyphSet()
    glyphs[glyph].draw(TransformPen(curves, (scale, 0, 0, scale, 0, 0)))
    width = round(glyphs[glyph].width * scale)
    drawing = pen.glyph()
    builder = FontBuilder(_UNITS, isTTF=True)
    order = [".notdef", "letter"]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(letter): "letter"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "letter": drawing})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (width, 0)))
    builder.setupHorizontalHeader(ascent=_ASCENT, descent=_DESCENT)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2()
    builder.setupPost()
    target = BytesIO()
    builder.save(target)
    target.seek(0)
    pdfmetrics.registerFont(EmbeddedFont(name, target))
    return Drawn(name, letter)
