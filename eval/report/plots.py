"""The plots of a run. Each is narrow, so that its words can be read on a phone."""

from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import PercentFormatter

from assistant.types import Status
from eval.figures import Share
from eval.measure import Run
from eval.report.svg import ACCENT, BAR, GRID, INK, SETTINGS, inline
from eval.report.tables import given_statuses, latency_bins, mixed_groups, variant_label
from eval.retrieval.measures import Measure
from eval.retrieval.report import RetrievalReport
from eval.retrieval.variants import Variant
from eval.wording import Wording

# Inches at 72 points: the page scales a plot to the width at hand, so only the ratio matters.
_WIDTH = 5.4
_ROW = 0.27


def by_kind(run: Run, w: Wording) -> str:
    """Bars of the share of right answers by kind, with their intervals."""
    shares = {w.kind(kind): share for kind, share in run.figures.kinds.items()}
    with mpl.rc_context(SETTINGS):
        figure, axes = _axes(0.5 + _ROW * (len(shares) + 1), left=0.3, bottom=0.4, top=0.1)
        rows = [*shares.items(), (w("all"), run.figures.all)]
        axes.barh(
            range(len(rows)),
            [share.value or 0.0 for _, share in rows],
            height=0.62,
            color=[*[BAR] * len(shares), ACCENT],
        )
        _whiskers(axes, [share for _, share in rows])
        axes.set_yticks(range(len(rows)), [name for name, _ in rows])
        axes.set_ylim(len(rows) - 0.5, -0.5)
        _shares_along_x(axes)
    return inline(figure, name="kinds", title=w("by_kind"), description=w("by_kind_alt"))


def confusion(run: Run, w: Wording) -> str:
    """A grid of status wanted by status given; the fuller a cell, the darker."""
    columns = given_statuses(run)
    with mpl.rc_context(SETTINGS):
        figure, axes = _axes(3.3, left=0.3, bottom=0.75, top=0.4)
        for y, wanted in enumerate(Status):
            counts = [run.statuses.confusion.get((wanted, given), 0) for given in columns]
            for x, count in enumerate(counts):
                alpha = 0.12 + 0.55 * count / sum(counts) if count else 0.03
                cell = Rectangle((x, y), 0.96, 0.94, facecolor=BAR, alpha=alpha, linewidth=0)
                axes.add_patch(cell)
                axes.text(x + 0.48, y + 0.47, str(count), ha="center", va="center")
        axes.set(xlim=(0, len(columns)), ylim=(len(Status), 0))
        places = [place + 0.48 for place in range(max(len(columns), len(Status)))]
        axes.set_xticks(
            places[: len(columns)],
            [_two_lines(w.status(one)) for one in columns],
            fontsize=9.5,
        )
        axes.set_yticks(places[: len(Status)], [w.status(one) for one in Status])
        axes.set_xlabel(w("given_status"))
        axes.set_title(w("wanted"), loc="left", x=-0.42, fontsize=11)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
    return inline(figure, name="confusion", title=w("confusion"), description=w("confusion_alt"))


def retrieval(report: RetrievalReport, w: Wording) -> str:
    """A dot with its interval for every variant: all questions, and those in other words."""
    groups = mixed_groups(report)
    with mpl.rc_context(SETTINGS):
        figure, axes = _axes(0.7 + _ROW * 1.2 * len(Variant), left=0.4, bottom=0.6, top=0.1)
        for group, colour, shift in zip(groups, (BAR, ACCENT), (-0.14, 0.14), strict=False):
            found = [report.estimate(group, variant, Measure.NDCG_10) for variant in Variant]
            places = [place + shift for place in range(len(found))]
            ends = ([one.low for one in found], [one.high for one in found])
            axes.hlines(places, *ends, colors=colour, linewidth=2)
            axes.plot([one.value for one in found], places, "o", color=colour, markersize=5.5)
        axes.set_yticks(range(len(Variant)), [variant_label(one, w) for one in Variant])
        axes.set_ylim(len(Variant) - 0.5, -0.5)
        _shares_along_x(axes)
        axes.set_xlabel("nDCG@10")
    return inline(figure, name="retrieval", title=w("retrieval"), description=w("retrieval_alt"))


def latency(run: Run, w: Wording) -> str:
    """How many answers took how long."""
    bins = latency_bins(run.latency)
    width = bins[0].high or 1.0
    with mpl.rc_context(SETTINGS):
        figure, axes = _axes(2.6, left=0.12, bottom=0.6)
        axes.bar(
            [one.low for one in bins],
            [one.count for one in bins],
            width=width * 0.94,
            align="edge",
            color=[*[BAR] * (len(bins) - 1), ACCENT],
        )
        axes.set_xticks([one.low for one in bins[::2]], [f"{one.low:g}" for one in bins[::2]])
        axes.set_xlabel(w("milliseconds"))
        axes.set_title(w("answers"), loc="left", fontsize=11)
        axes.grid(axis="y", color=GRID, linewidth=0.6)
        axes.set_axisbelow(True)
    return inline(figure, name="latency", title=w("latency"), description=w("latency_alt"))


def _axes(height: float, *, left: float, bottom: float, top: float = 0.3) -> tuple[Figure, Axes]:
    """A figure with one pair of axes.

    Margins are given, not found by layout: matplotlib cannot measure the browser's letters.

    Args:
        height: Inches.
        left: Part of the width that the labels of the rows take.
        bottom: Inches below the axes.
        top: Inches above them.
    """
    figure = Figure(figsize=(_WIDTH, height))
    up, inside = bottom / height, (height - bottom - top) / height
    return figure, figure.add_axes((left, up, 0.94 - left, inside))


def _whiskers(axes: Axes, shares: Sequence[Share]) -> None:
    ends = [share.interval or (0.0, 0.0) for share in shares]
    style: dict[str, Any] = {"colors": INK, "linewidth": 1.1}
    axes.hlines(range(len(ends)), [low for low, _ in ends], [high for _, high in ends], **style)
    for place, pair in enumerate(ends):
        axes.vlines(pair, place - 0.16, place + 0.16, **style)


def _shares_along_x(axes: Axes) -> None:
    axes.set_xlim(0, 1.005)
    axes.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.grid(axis="x", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)


def _two_lines(text: str) -> str:
    """A label broken near its middle where it has a blank or is long enough."""
    if " " in text:
        blanks = [place for place, char in enumerate(text) if char == " "]
        at = min(blanks, key=lambda place: abs(place - len(text) / 2))
        return f"{text[:at]}\n{text[at + 1 :]}"
    if len(text) < 6 or text.isascii():
        return text
    return f"{text[: len(text) // 2]}\n{text[len(text) // 2 :]}"
