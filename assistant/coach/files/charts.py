"""The charts of a plan, drawn as PNG without a display.

The colours are those of cividis, which colour-blind readers tell apart and which darkens evenly, so
that it survives a grey copy; signs and numbers in the cells say the same without any colour.
"""

import math
from io import BytesIO
from typing import Literal

from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.projections.polar import PolarAxes

from assistant.answer.draft import Writer
from assistant.coach.cells import FACETS, Rater, by_facet, cells, raters, tally
from assistant.coach.files.font import font_path
from assistant.coach.files.symbols import symbol
from assistant.coach.gap import Gaps
from assistant.messages import text

_DPI = 160
# How the labels around the radar are set against their points: above, right, below, left.
_SIDES: tuple[Literal["center", "left", "right"], ...] = ("center", "left", "center", "right")
_UNANSWERED = "#ffffff"
# Dark blue and dark yellow of cividis, told apart by the line and the sign as well.
_LINES: dict[Rater, tuple[str, str, str]] = {
    "own": ("#00336f", "-", "o"),
    "coach": ("#8a7a2f", "--", "s"),
}
_PER_ROW = 4
# The part of cividis used: signs stay readable on all of it.
_LIGHTEST, _SPAN = 0.08, 0.8


def heat_map(gaps: Gaps, write: Writer) -> bytes:
    """Level by facet: the darker a cell, the more of its answered skills are left to learn."""
    shown = raters(gaps)
    height = 1.3 + 0.85 * gaps.role_level
    figure = Figure(figsize=(9.0, height), layout="constrained")
    for place, rater in enumerate(shown, start=1):
        _panel(figure.add_subplot(1, len(shown), place), gaps, write, rater)
    return _png(figure)


def _panel(axes: Axes, gaps: Gaps, write: Writer, rater: Rater) -> None:
    colours = colormaps["cividis_r"]
    for cell in cells(gaps):
        column, row = FACETS.index(cell.facet), gaps.role_level - cell.level
        counted = tally(cell.standings, rater)
        left = counted.left
        fill = _UNANSWERED if left is None else colours(_LIGHTEST + left * _SPAN)
        axes.add_patch(
            Rectangle((column, row), 1, 1, facecolor=fill, edgecolor="#333333", linewidth=0.8)
        )
        ink = "#ffffff" if left is not None and left > 0.6 else "#111111"
        signs = [symbol(rating) for rating in cell.ratings(rater)]
        rows = ["".join(signs[i : i + _PER_ROW]) for i in range(0, len(signs), _PER_ROW)]
        middle = column + 0.5
        axes.text(
            middle, row + 0.38, "\n".join(rows),
            ha="center", va="center", color=ink, fontproperties=_font(13),
        )  # fmt: skip
        axes.text(
            middle, row + 0.78, f"{counted.met}/{counted.answered}" if counted.answered else "–",
            ha="center", va="center", color=ink, fontproperties=_font(9),
        )  # fmt: skip
    axes.set_xlim(0, len(FACETS))
    axes.set_ylim(gaps.role_level, 0)
    names = [_wrapped(write.facet(facet)) for facet in FACETS]
    axes.set_xticks([i + 0.5 for i in range(len(FACETS))], names, fontproperties=_font(9))
    levels = range(gaps.role_level, 0, -1)
    axes.set_yticks(
        [i + 0.5 for i in range(gaps.role_level)],
        [f"Lv.{level}" for level in levels],
        fontproperties=_font(10),
    )
    axes.tick_params(length=0, top=False, labeltop=True, labelbottom=False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    title = text(f"coach.rater_{rater}", write.language)
    axes.set_title(title, fontproperties=_font(12), pad=8)


def radar(gaps: Gaps, write: Writer) -> bytes:
    """The share of the answered skills that is met, by facet."""
    figure = Figure(figsize=(5.4, 4.6), layout="constrained")
    axes = figure.add_subplot(projection="polar")
    assert isinstance(axes, PolarAxes)  # noqa: S101 - what the projection makes, for the type checker
    angles = [2 * math.pi * i / len(FACETS) for i in range(len(FACETS))]
    axes.set_theta_offset(math.pi / 2)
    axes.set_theta_direction(-1)
    for rater in raters(gaps):
        shares = [
            math.nan if counted.left is None else 1 - counted.left
            for counted in by_facet(gaps, rater).values()
        ]
        colour, line, sign = _LINES[rater]
        axes.plot(
            [*angles, angles[0]], [*shares, shares[0]], color=colour, linestyle=line, marker=sign,
            linewidth=2, markersize=7, label=text(f"coach.rater_{rater}", write.language),
            clip_on=False,
        )  # fmt: skip
    axes.set_ylim(0, 1)
    axes.set_yticks([0.25, 0.5, 0.75, 1.0], ["25%", "50%", "75%", "100%"], fontproperties=_font(7))
    axes.set_xticks(
        angles, [_wrapped(write.facet(facet)) for facet in FACETS], fontproperties=_font(10)
    )
    for label, side in zip(axes.get_xticklabels(), _SIDES, strict=True):
        label.set_horizontalalignment(side)
    axes.tick_params(axis="x", pad=10)
    axes.legend(prop=_font(9), loc="upper left", bbox_to_anchor=(1.02, 1.08), frameon=False)
    return _png(figure)


def _wrapped(name: str) -> str:
    """A name word by word on lines of their own, a Japanese one in brackets at the end."""
    return name.replace(" ", "\n").replace("\n&", " &")


def _font(size: float) -> FontProperties:
    return FontProperties(fname=str(font_path()), size=size)


def _png(figure: Figure) -> bytes:
    FigureCanvasAgg(figure)
    target = BytesIO()
    figure.savefig(target, format="png", dpi=_DPI, bbox_inches="tight", pad_inches=0.08)
    return target.getvalue()
