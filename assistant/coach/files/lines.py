"""Breaking Japanese text into lines so that no mark stands where it may not (after JIS X 4051)."""

import re
from collections.abc import Callable, Iterator

# Kept whole: a citation's marker, a run of Latin letters and figures; else one character.
_MARKER = re.compile(r"〔\d+〕")
_UNIT = re.compile(rf"{_MARKER.pattern}|[!-~]+|.", re.DOTALL)
_OPENING = "([{“「『（〔【〈《［"
_CLOSING = ")]}”」』）〕】〉》］、。，．：；？！・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ％～々／…"


def broken(plain: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The lines of a text; its own line breaks are kept.

    Args:
        plain: The text.
        width: Of a line, in the unit of `measure`.
        measure: The width of a piece of text.
    """
    return [line for part in plain.split("\n") for line in _fill(part, width, measure)]


def _fill(part: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    line, used = "", 0.0
    for unit in _units(part):
        size = measure(unit)
        if line and used + size > width:
            yield line.rstrip(" ")
            line, used = "", 0.0
            unit = unit.lstrip(" ")
            size = measure(unit)
        # A unit wider than a whole line is cut where it must be.
        while size > width and len(unit) > 1:
            cut = next(n for n in range(len(unit), 0, -1) if n == 1 or measure(unit[:n]) <= width)
            yield unit[:cut]
            unit = unit[cut:]
            size = measure(unit)
        line, used = line + unit, used + size
    yield line.rstrip(" ")


def _units(part: str) -> Iterator[str]:
    """What stays on one line: closing marks with what is before them, opening ones with after."""
    unit = ""
    for found in _UNIT.findall(part):
        closes = found[0] in _CLOSING or _MARKER.fullmatch(found)
        if unit and not closes and unit[-1] not in _OPENING:
            yield unit
            unit = ""
        unit += found
    if unit:
        yield unit
