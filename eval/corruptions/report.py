"""The report of the suite: tables and lines for the terminal, figures as data."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console

from eval.corruptions.judging import (
    LEAST_DETECTED,
    LEAST_DETECTED_OF_A_KIND,
    MOST_FALSE_ALARMS,
    Figures,
    Found,
)
from eval.corruptions.outside import Outside
from eval.corruptions.types import REARRANGED, CorruptionKind
from eval.figures import Share
from eval.report.tables import Table, interval, percent
from eval.wording import Wording

Plain = Sequence[tuple[str, Figures]]


def tables(figures: Figures, plain: Plain, w: Wording) -> Iterator[Table]:
    """Detection by kind, false alarms by wording, both by language, and the plain verifiers."""
    yield detection(figures, w)
    if figures.false_alarms.of:
        yield false_alarms(figures, w)
    yield by_language(figures, w)
    yield beside(figures, plain, w)


def detection(figures: Figures, w: Wording) -> Table:
    """Wrong texts refused, by kind and of all; those that have no limit below."""
    limited = [one for one in figures.kinds.items() if one[0] not in REARRANGED]
    others = [one for one in figures.kinds.items() if one[0] in REARRANGED]
    return Table(
        w("verifier_detection"),
        (w("kind"), w("share"), w("interval"), w("verifier_refused"), w("verifier_of")),
        (
            *(_row(kind_label(kind, w), share) for kind, share in limited),
            _row(w("all"), figures.detected),
            *(_row(w("verifier_apart", kind=kind_label(kind, w)), share) for kind, share in others),
        ),
        w("interval_note"),
    )


def false_alarms(figures: Figures, w: Wording) -> Table:
    """True texts refused, by how far the wording is from the evidence, and of all."""
    rows = [_row(w(f"style_{style}"), share) for style, share in figures.styles.items()]
    return Table(
        w("verifier_false_alarms"),
        (w("verifier_style"), w("share"), w("interval"), w("verifier_refused"), w("verifier_of")),
        (*rows, _row(w("all"), figures.false_alarms)),
        w("interval_note"),
    )


def by_language(figures: Figures, w: Wording) -> Table:
    """Detection and false alarms in Japanese and English."""
    return Table(
        w("verifier_by_language"),
        (w("language"), w("verifier_detected"), w("interval"), w("verifier_alarms"), w("interval")),
        tuple(
            (
                w(f"language_{language}"),
                percent(wrong),
                interval(wrong),
                percent(true),
                interval(true),
            )
            for language, (wrong, true) in figures.languages.items()
        ),
    )


def beside(figures: Figures, plain: Plain, w: Wording) -> Table:
    """The verifier and the plain ones on the same cases."""
    return Table(
        w("verifier_compared"),
        ("", w("verifier_detected"), w("verifier_lowest"), w("verifier_alarms")),
        tuple(
            (name, percent(one.detected), _lowest(one, w), percent(one.false_alarms))
            for name, one in ((w("verifier_ours"), figures), *plain)
        ),
        w("verifier_compared_note"),
    )


def _lowest(figures: Figures, w: Wording) -> str:
    limited = [kind for kind in figures.kinds if kind not in REARRANGED]
    if not limited:
        return "–"
    kind = min(limited, key=lambda one: figures.kinds[one].value or 0.0)
    return f"{percent(figures.kinds[kind])} ({kind_label(kind, w)})"


def _row(name: str, share: Share) -> tuple[str, ...]:
    return name, percent(share), interval(share), f"{share.right:,}", f"{share.of:,}"


def kind_label(kind: CorruptionKind, w: Wording) -> str:
    """The name of a kind of corruption."""
    return w(f"corruption_{kind.replace('-', '_')}")


def outside_line(outside: Outside | None, w: Wording) -> str:
    """The outside check in a sentence, or that its file is not there."""
    if outside is None:
        return w("verifier_no_pairs")
    return w(
        "verifier_pairs",
        contradictions=_of_all(outside.contradictions),
        entailments=_of_all(outside.entailments),
    )


def _of_all(share: Share) -> str:
    return f"{percent(share)} ({share.right:,}/{share.of:,}, {interval(share)})"


def verdict_line(figures: Figures, w: Wording) -> str:
    """Whether every limit is held, and which are not."""
    missed = figures.short()
    limits = {
        "detected": f"{LEAST_DETECTED:.0%}",
        "each": f"{LEAST_DETECTED_OF_A_KIND:.0%}",
        "alarms": f"{MOST_FALSE_ALARMS:.0%}",
    }
    if not missed:
        each = limits["each"]
        return (
            w("verifier_held", **limits) if figures.whole else w("verifier_kinds_held", each=each)
        )
    names = {"detection": w("verifier_missed_all"), "false-alarms": w("verifier_missed_alarms")}
    labels = [names.get(one) or kind_label(CorruptionKind(one), w) for one in missed]
    return w("verifier_missed", missed=w("verifier_joint").join(labels), **limits)


def print_wrongly_judged(console: Console, found: Sequence[Found], w: Wording) -> None:
    """Every case that was judged wrongly, with its text and what it cites."""
    for one in found:
        if one.right:
            continue
        case = one.case
        kind = kind_label(case.kind, w) if case.kind else w("verifier_true")
        console.rule(f"{case.id} {kind}")
        console.print(case.text, soft_wrap=True)
        for number, (record, quote) in enumerate(case.evidence, start=1):
            console.print(f"  〔{number}〕 {record.id}#{quote.field}: {quote.text}", soft_wrap=True)
        for reason in one.reasons:
            console.print(f"  {w('verifier_reason')}: {reason}", style="red", soft_wrap=True)


def figures_data(figures: Figures) -> dict[str, Any]:
    """Figures as data, counts beside shares and intervals."""
    return {
        "detected": _share_data(figures.detected),
        "kinds": {kind.value: _share_data(share) for kind, share in figures.kinds.items()},
        "false_alarms": _share_data(figures.false_alarms),
        "styles": {style.value: _share_data(share) for style, share in figures.styles.items()},
        "languages": {
            language: {"detected": _share_data(wrong), "false_alarms": _share_data(true)}
            for language, (wrong, true) in figures.languages.items()
        },
    }


def outside_data(outside: Outside | None) -> dict[str, Any] | None:
    """The outside check as data; None where there was none."""
    if outside is None:
        return None
    return {
        "contradictions_refused": _share_data(outside.contradictions),
        "entailments_accepted": _share_data(outside.entailments),
    }


def found_data(found: Found, *, whole: bool) -> dict[str, Any]:
    """A case judged wrongly: its id, and all of it where that is wanted."""
    case = found.case
    data: dict[str, Any] = {"id": case.id, "kind": case.kind.value if case.kind else None}
    if whole:
        data["text"] = case.text
        data["evidence"] = [f"{record.id}#{quote.field}" for record, quote in case.evidence]
        data["reasons"] = list(found.reasons)
    return data


def _share_data(share: Share) -> dict[str, Any]:
    return {
        "share": share.value,
        "interval": list(share.interval) if share.interval else None,
        "count": share.right,
        "of": share.of,
    }
