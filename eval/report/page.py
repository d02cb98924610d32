"""A run as one page: opens from disk, needs no network and no script, and may be printed."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from eval.baselines import Comparison
from eval.measure import Run
from eval.report import plots, tables
from eval.report.failures import failures_section
from eval.report.model import model_table
from eval.report.tables import Table
from eval.report.text import change_line, state_line
from eval.wording import Wording

_STYLE = Path(__file__).with_name("page.css")
# Even a slip here could not make the page ask for anything outside.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render_page(
    run: Run, comparisons: Sequence[Comparison], w: Wording, *, date: str, failures: bool
) -> str:
    """The report as HTML.

    Args:
        run: What was measured.
        comparisons: With the committed baselines; empty when not asked for.
        w: The texts.
        date: When it was measured, to be shown.
        failures: Whether the failures are shown, or only how many there are.
    """
    sections = list(_sections(run, w, failures=failures))
    links = "".join(
        f'<li><a href="#{name}">{escape(title)}</a></li>' for name, title, _ in sections
    )
    body = "".join(
        f'<section id="{name}" aria-labelledby="{name}-h">'
        f'<h2 id="{name}-h">{escape(title)}</h2>{content}</section>'
        for name, title, content in sections
    )
    title = escape(w("page_title"))
    return (
        f'<!DOCTYPE html>\n<html lang="{w.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{title}</title><style>{_STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body><header><h1>{title}</h1><p>{escape(_intro(run, w, date))}</p>"
        f"{_tiles(run, w)}{_verdicts(run, comparisons, w)}"
        f"<nav><ul>{links}</ul></nav></header><main>{body}</main>"
        f'<footer><p class="quiet">{escape(_about(run, w))}</p></footer></body></html>\n'
    )


def _sections(run: Run, w: Wording, *, failures: bool) -> Iterator[tuple[str, str, str]]:
    """The id, the title and the content of each section."""
    kinds = _pair(plots.by_kind(run, w), _table(tables.by_kind(run, w)))
    yield "by-kind", w("by_kind"), kinds + _table(tables.by_language(run, w), captioned=True)
    grid = _pair(plots.confusion(run, w), _table(tables.confusion(run, w), captioned=True))
    yield "statuses", w("statuses"), _table(tables.statuses(run, w)) + grid
    yield "support", w("support"), _table(tables.support(run, w), style="two")
    if run.model:
        shown = model_table(run.model, w)
        yield "model", shown.title, _table(shown, style="two")
    if run.plain:
        yield "plain", w("plain"), _table(tables.plain(run, w))
    if run.retrieval:
        yield "ranking", w("retrieval"), _retrieval(run, w)
    bins = _table(tables.histogram(run, w), style="two")
    times = _table(tables.latency(run, w), style="two")
    yield "times", w("latency"), _pair(plots.latency(run, w), bins) + times
    yield "failures", w("failures"), failures_section(run, w, shown=failures)


def _retrieval(run: Run, w: Wording) -> str:
    report = run.retrieval
    if report is None:
        return ""
    names = [w(f"retrieval_legend_{one.wording}") for one in tables.mixed_groups(report)]
    legend = "".join(f'<li><i aria-hidden="true"></i>{escape(name)}</li>' for name in names)
    return (
        f'<ul class="legend">{legend}</ul>{_figure(plots.retrieval(report, w))}'
        f"{_note(w('variant_note'))}"
        + "".join(_table(table, captioned=True) for table in tables.retrieval(report, w))
        + _table(tables.differences(report, w), captioned=True)
    )


def _tiles(run: Run, w: Wording) -> str:
    figures, support = run.figures, run.support
    tiles = [
        (
            w("by_kind_tile"),
            tables.percent(figures.all),
            f"{figures.all.right}/{figures.all.of} ({tables.interval(figures.all)})",
        ),
        (
            w("quotes_tile"),
            tables.percent(support.quotes),
            f"{support.quotes.right}/{support.quotes.of}",
        ),
        (w("unsupported_tile"), str(support.unsupported), w("unsupported_tile_note")),
        (
            w("latency_tile"),
            f"{run.latency.p50:,.0f} ms",
            w("latency_tile_note", limit=f"{run.latency.p95:,.0f}"),
        ),
    ]
    cells = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}<small>{escape(more)}</small></dd></div>"
        for name, value, more in tiles
    )
    return f'<dl class="tiles">{cells}</dl>'


def _verdicts(run: Run, comparisons: Sequence[Comparison], w: Wording) -> str:
    boxes = [_verdict(one, w) for one in comparisons]
    if run.support.unsupported:
        ids = " ".join(sorted({*run.support.by_verdict, *run.support.by_check}))
        boxes.append(f'<div class="verdict fell">{escape(w("unsupported_shown", ids=ids))}</div>')
    return "".join(boxes)


def _verdict(one: Comparison, w: Wording) -> str:
    changes = "".join(f"<li>{escape(change_line(change, w))}</li>" for change in one.falls)
    lines = f"<ul>{changes}</ul>" if changes else ""
    return f'<div class="verdict {one.state}">{escape(state_line(one, w))}{lines}</div>'


def _intro(run: Run, w: Wording, date: str) -> str:
    return w("intro", count=len(run.outcomes), names=names_asked(run, w), date=date)


def names_asked(run: Run, w: Wording) -> str:
    """What was asked, in words."""
    names = []
    for asked in run.asked:
        name = w(f"name_{asked.selection.name}")
        names.append(w("of_these", name=name) if asked.selection.filtered else name)
    return ", ".join(names)


def _about(run: Run, w: Wording) -> str:
    return w("about", corpus=run.corpus_digest[:12], index=run.index_id)


def _pair(plot: str, table: str) -> str:
    """A plot and its table, side by side where there is room."""
    return f'<div class="pair">{_figure(plot)}<div>{table}</div></div>'


def _figure(plot: str) -> str:
    return f"<figure>{plot}</figure>"


def _note(text: str) -> str:
    return f'<p class="quiet">{escape(text)}</p>' if text else ""


def _table(table: Table, *, captioned: bool = False, style: str = "") -> str:
    """A table that can be scrolled by keyboard where it is wider than the page."""
    hidden = "" if captioned else ' class="unseen"'
    first, *others = table.headings
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in (first, *others))
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for name, *cells in table.rows
    )
    label = escape(table.title, quote=True)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="{style}"><caption{hidden}>{escape(table.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{_note(table.note)}"
    )
