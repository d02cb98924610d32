"""A look over the whole set-up: each part is tried for real, and each fault comes with its cure."""

from collections.abc import Iterator
from datetime import UTC, datetime

from assistant.doctor.findings import Finding, Report, State
from assistant.doctor.kept import access_finding, files_finding, kept_findings
from assistant.doctor.parts import (
    disk_finding,
    index_finding,
    language_model_finding,
    model_finding,
    settings_finding,
    tokeniser_finding,
    writable_finding,
)
from assistant.errors import AppError
from assistant.settings import Settings
from assistant.types import Language
from corpus import load_corpus


def examine(language: Language) -> Iterator[Finding]:
    """Look at each part in turn, changing none; what builds on a part that failed is left out."""
    report = Report(language)
    try:
        settings = Settings()
    except AppError as error:
        yield report.failed("settings", error)
        return
    yield settings_finding(report, settings)
    yield tokeniser_finding(report)
    yield model_finding(report, settings)
    if settings.language_model is not None:
        yield language_model_finding(report, settings.language_model)
    try:
        corpus = load_corpus()
    except AppError as error:
        yield report.failed("corpus", error)
    else:
        yield report.ok("corpus", records=len(corpus.records), digest=corpus.digest[:16])
        yield index_finding(report, settings, corpus)
    yield disk_finding(report, settings)
    yield writable_finding(report, settings)
    yield files_finding(report, settings)
    yield from kept_findings(report, settings, now=datetime.now(UTC))
    yield access_finding(report, settings)


__all__ = ["Finding", "State", "examine"]
