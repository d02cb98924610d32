"""The tables of a run, for the terminal and the page alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.types import Status
from eval.figures import Latency, Share
from eval.measure import Run
from eval.plain import PlainFigures
from eval.retrieval.intervals import Estimate
from eval.retrieval.measures import Measure
from eval.retrieval.report import Difference, Group, RetrievalReport
from eval.retrieval.variants import Variant
from eval.wording import Wording

# More bars than this cannot be told apart on a phone.
_BINS = 12


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its words.

    Attributes:
        title: What it shows.
        headings: Of the columns; the first column names the row, the others are figures.
        rows: As many cells as headings each.
        note: How to read it; may be empty.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bin:
    """So many answers from `low` to below `high` milliseconds; the last bin has no upper end."""

    low: float
    high: float | None
    count: int


def percent(share: Share) -> str:
    """A share in per cent; a dash of nothing."""
    return "–" if share.value is None else f"{share.value:.1%}"


def interval(share: Share) -> str:
    """Its 95 % interval in per cent."""
    if share.interval is None:
        return "–"
    low, high = share.interval
    return f"{100 * low:.1f}–{100 * high:.1f}%"


def by_kind(run: Run, w: Wording) -> Table:
    """Right answers by kind, and of all."""
    rows = [_row(kind_label(kind, w), share) for kind, share in run.figures.kinds.items()]
    headings = _share_headings(w("kind"), w)
    return Table(
        w("by_kind"), headings, (*rows, _row(w("all"), run.figures.all)), w("interval_note")
    )


def by_language(run: Run, w: Wording) -> Table:
    """Right answers by language."""
    shares = run.figures.languages.items()
    rows = tuple(_row(w(f"language_{language}"), share) for language, share in shares)
    return Table(w("by_language"), _share_headings(w("language"), w), rows)


def statuses(run: Run, w: Wording) -> Table:
    """Precision and recall of every status."""
    headings = (w("status"), w("precision"), w("interval"), w("recall"), w("interval"))
    rows = tuple(
        (
            w.status(one.status),
            counted(one.precision),
            interval(one.precision),
            counted(one.recall),
            interval(one.recall),
        )
        for one in run.statuses.shares
    )
    return Table(w("statuses"), headings, rows, w("statuses_note"))


def confusion(run: Run, w: Wording) -> Table:
    """Answers by status wanted and status given."""
    columns = given_statuses(run)
    rows = tuple(
        (
            w.status(wanted),
            *(str(run.statuses.confusion.get((wanted, given), 0)) for given in columns),
        )
        for wanted in Status
    )
    headings = (f"{w('wanted')} \\ {w('given_status')}", *(w.status(one) for one in columns))
    return Table(w("confusion"), headings, rows, w("confusion_note"))


def given_statuses(run: Run) -> tuple[Status | None, ...]:
    """The columns of the confusion: none only where a question broke the pipeline."""
    broken = any(given is None for _, given in run.statuses.confusion)
    return (*Status, None) if broken else tuple(Status)


def support(run: Run, w: Wording) -> Table:
    """What proves the answers."""
    found = run.support
    rows = (
        (w("quotes_exact"), counted(found.quotes)),
        (w("statements_shown"), str(found.statements)),
        (w("statements_withheld"), str(found.withheld)),
        (w("shown_refused"), str(len(found.by_verdict))),
        (w("shown_unproved"), str(len(found.by_check))),
        (w("exceptions"), str(run.figures.exceptions)),
    )
    return Table(w("support"), (w("measure"), w("value")), rows)


def latency(run: Run, w: Wording) -> Table:
    """The times of the answers."""
    times = run.latency
    rows = tuple(
        (w(f"latency_{name}"), f"{value:,.1f}")
        for name, value in (("p50", times.p50), ("p95", times.p95), ("max", times.max))
    )
    return Table(w("latency"), (w("measure"), w("milliseconds")), rows, w("latency_note"))


def latency_bins(times: Latency) -> tuple[Bin, ...]:
    """The times in bins of one width, as wide as puts 95 % of them into the first nine or ten.

    The last bin takes all that is slower.
    """
    width = max(1.0, round(times.p95 / (_BINS - 2)))
    counts = [0] * _BINS
    for time in times.times:
        counts[min(_BINS - 1, int(time / width))] += 1
    last = _BINS - 1
    return tuple(
        Bin(width * place, width * (place + 1) if place < last else None, count)
        for place, count in enumerate(counts)
    )


def histogram(run: Run, w: Wording) -> Table:
    """The figures of the histogram of times."""
    rows = tuple((bin_label(one, w), str(one.count)) for one in latency_bins(run.latency))
    return Table(w("latency"), (w("milliseconds"), w("answers")), rows)


def bin_label(one: Bin, w: Wording) -> str:
    """A bin in words."""
    if one.high is None:
        return w("bin_last", low=f"{one.low:g}")
    return w("bin", low=f"{one.low:g}", high=f"{one.high:g}")


def plain(run: Run, w: Wording) -> Table:
    """The assistant beside the plain systems."""
    headings = ("system", "same_checks", "holds", "holds_answerable", "characters")
    rows = tuple(tuple(_plain_cells(one, w)) for one in run.plain)
    return Table(w("plain"), tuple(w(key) for key in headings), rows, w("plain_note"))


def retrieval(
    report: RetrievalReport, w: Wording, *, measures: Sequence[Measure] = tuple(Measure)
) -> Iterator[Table]:
    """How well records are found, over all questions and over those in other words."""
    for group in mixed_groups(report):
        rows = tuple(
            (
                variant_label(variant, w),
                *(_estimate(report.estimate(group, variant, measure)) for measure in measures),
            )
            for variant in Variant
        )
        title = w(f"retrieval_{group.wording}", count=group.questions)
        yield Table(title, (w("variant"), *measures), rows, w("retrieval_note"))


def differences(report: RetrievalReport, w: Wording) -> Table:
    """By how much variants are apart over all questions, paired."""
    group = mixed_groups(report)[0]
    pairs: dict[tuple[Variant, Variant], list[str]] = {}
    for one in report.differences:
        if one.group == group:
            pairs.setdefault((one.variant, one.other), []).append(_difference(one))
    rows = tuple(
        (f"{variant_label(variant, w)} − {variant_label(other, w)}", *cells)
        for (variant, other), cells in pairs.items()
    )
    headings = (w("difference"), *Measure)
    return Table(w("differences"), headings, rows, w("differences_note"))


def mixed_groups(report: RetrievalReport) -> tuple[Group, ...]:
    """The groups of questions in both languages; the first is that of all questions."""
    return tuple(group for group in report.groups if group.language is None)


def variant_label(variant: Variant, w: Wording) -> str:
    """The name of a way of ranking."""
    return w(f"variant_{variant.replace('-', '_')}")


def kind_label(kind: str, w: Wording) -> str:
    """The name of a kind, with what `--kind` calls it where that differs."""
    name = w.kind(kind)
    return name if name == kind else f"{name} ({kind})"


def _plain_cells(one: PlainFigures, w: Wording) -> Iterator[str]:
    yield w(f"system_{one.name}")
    for share in (one.same, one.held, one.answerable):
        yield counted(share)
    yield f"{one.characters:,.0f}"


def _share_headings(first: str, w: Wording) -> tuple[str, ...]:
    return first, w("right"), w("of"), w("share"), w("interval")


def _row(name: str, share: Share) -> tuple[str, ...]:
    return name, str(share.right), str(share.of), percent(share), interval(share)


def counted(share: Share) -> str:
    """A share in per cent with what it counts."""
    return f"{percent(share)} ({share.right}/{share.of})"


def _estimate(one: Estimate) -> str:
    return f"{one.value:.1%} ({100 * one.low:.1f}–{100 * one.high:.1f})"


def _difference(one: Difference) -> str:
    """In points of a hundred; a star where the interval leaves out zero."""
    low, high = 100 * one.estimate.low, 100 * one.estimate.high
    mark = "*" if one.clear else ""
    return f"{100 * one.estimate.value:+.1f}{mark} ({low:+.1f}–{high:+.1f})"
