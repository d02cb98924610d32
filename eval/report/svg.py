"""A matplotlib figure as SVG that can stand inside a page: no ids that clash, no outside names.

Text stays text, so that the reader's browser picks the font (matplotlib brings none for Japanese),
and colours become the page's own, so that a plot follows light and dark.
"""

import io
import re
import warnings
from html import escape
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

# Colours that stand for variables of the page. They occur nowhere else.
INK = "#010101"
BAR = "#020202"
ACCENT = "#030303"
GRID = "#040404"
_VARIABLES = {INK: "--ink", BAR: "--bar", ACCENT: "--accent", GRID: "--line"}

_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_NAMESPACES = re.compile(r'\s+xmlns(?::\w+)?="[^"]*"')
_FONT = re.compile(r"font: (?:[a-z]+ )*?(\d[\d.]*px)[^;\"]*")
_FAMILY = re.compile(r"\s*font-family: [^;\"]*;?")
_ID = re.compile(r'\sid="([^"]*)"')
_REFERENCE = re.compile(r'(?:url\(#|href="#)([^")]*)')
_VIEW_BOX = re.compile(r'viewBox="([^"]*)"')

SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": GRID,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
}


def inline(figure: Figure, *, name: str, title: str, description: str) -> str:
    """The figure as an `<svg>` element that a screen reader announces.

    Args:
        figure: What to draw; made under `SETTINGS`.
        name: Unlike that of any other figure of the page; ids start with it.
        title: What it shows.
        description: The same in a sentence, with where the figures stand.
    """
    target = io.BytesIO()
    with mpl.rc_context({**SETTINGS, "svg.hashsalt": name}), warnings.catch_warnings():
        # Its own fonts lack Japanese; they are not used, the browser's are.
        warnings.filterwarnings("ignore", message=r"Glyph \d+ ")
        figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    return _standing_alone(target.getvalue().decode("utf-8"), name, title, description)


def _standing_alone(svg: str, name: str, title: str, description: str) -> str:
    box = _VIEW_BOX.search(svg)
    assert box is not None  # noqa: S101 - for the type checker; matplotlib always writes one
    start = svg.index(">", box.end())
    body = _METADATA.sub("", svg[start + 1 :])
    body = _NAMESPACES.sub("", body).replace("xlink:href", "href")
    # Only what is referred to needs an id, and a page may hold each id once.
    wanted = set(_REFERENCE.findall(body))
    body = _ID.sub(lambda m: f' id="{name}-{m[1]}"' if m[1] in wanted else "", body)
    body = _REFERENCE.sub(lambda m: m[0][: -len(m[1])] + f"{name}-{m[1]}", body)
    body = _FAMILY.sub("", _FONT.sub(r"font-size: \1", body))
    for colour, variable in _VARIABLES.items():
        body = body.replace(colour, f"var({variable})")
    head = (
        f'<svg class="plot" viewBox="{box[1]}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(description)}</desc>'
    )
    return head + body.strip()
