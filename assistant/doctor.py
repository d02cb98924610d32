"""A look over the whole set-up: each part is tried for real, and each fault comes with its cure."""

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from assistant.errors import AppError, ModelFailure
from assistant.explain import explain
from assistant.generate.types import ModelSettings, unwatched
from assistant.messages import text
from assistant.settings import Settings, variable
from assistant.types import Language
from corpus import Corpus, load_corpus

State = Literal["ok", "warn", "fail"]

_MB = 1_000_000
# An index takes some 150 MB, and beside a new one the one before it is kept.
_NEEDED_MB = 400
_COMFORTABLE_MB = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look at one part found.

    Attributes:
        part: What was looked at: `settings`, `corpus`, `tokeniser`, `model`, `language_model`
            (where one is set), `index`, `disk`, `writable`.
        title: The same for reading.
        state: `fail` when the assistant cannot work so, `warn` when it can.
        detail: What was found.
        fix: What to do; empty when nothing is.
    """

    part: str
    title: str
    state: State
    detail: str
    fix: str = ""


def examine(language: Language) -> Iterator[Finding]:
    """Look at each part in turn; what builds on a part that failed is left out."""
    report = _Report(language)
    try:
        settings = Settings()
    except AppError as error:
        yield report.failed("settings", error)
        return
    yield _settings(report, settings)
    yield _tokeniser(report)
    yield _model(report, settings)
    if settings.language_model is not None:
        yield _language_model(report, settings.language_model)
    try:
        corpus = load_corpus()
    except AppError as error:
        yield report.failed("corpus", error)
    else:
        yield report.ok("corpus", records=len(corpus.records), digest=corpus.digest[:16])
        yield _index(report, settings, corpus)
    yield _disk(report, settings)
    yield _writable(report, settings)


@dataclass(frozen=True, slots=True)
class _Report:
    """Words findings in a language; texts are named after the part."""

    language: Language

    def say(self, key: str, **values: object) -> str:
        return text(f"doctor.{key}", self.language, **values)

    def ok(self, part: str, **values: object) -> Finding:
        return Finding(part, self.say(part), "ok", self.say(f"{part}_ok", **values))

    def found(self, part: str, state: State, detail: str, fix: str) -> Finding:
        return Finding(part, self.say(part), state, detail, fix)

    def failed(self, part: str, error: AppError) -> Finding:
        told = explain(error, self.language)
        return self.found(part, "fail", told.detail or told.message, told.fix)


def _settings(report: _Report, settings: Settings) -> Finding:
    changed = [variable(name) for name in sorted(settings.model_fields_set)]
    return report.ok("settings", changed=", ".join(changed) or "-")


def _tokeniser(report: _Report) -> Finding:
    from index.tokenizer import tokenise

    try:
        tokens = tokenise("DX人材の役割")
    # Sudachi raises kinds of its own, without a common base, for a missing or damaged dictionary.
    except Exception as error:
        detail = report.say("tokeniser_broken", reason=error)
        return report.found("tokeniser", "fail", detail, report.say("tokeniser_fix"))
    return report.ok("tokeniser", tokens=" / ".join(tokens))


def _model(report: _Report, settings: Settings) -> Finding:
    from index.embedder import Embedder

    try:
        vector = Embedder.of(settings.index).embed_queries(["DX人材の役割"])[0]
    except AppError as error:
        return report.failed("model", error)
    return report.ok("model", dimensions=len(vector), model=settings.embedding_model)


def _language_model(report: _Report, model: ModelSettings) -> Finding:
    from assistant.generate.chat import ChatClient
    from assistant.generate.prompts import load_prompt

    started = time.monotonic()
    try:
        prompt = load_prompt("check", report.language).render()
        client = ChatClient(model)
    except AppError as error:
        return report.failed("language_model", error)
    try:
        client.write(prompt, until=started + model.timeout_s, watch=unwatched)
    except ModelFailure as error:
        # Without a model answers come in quotes, so this keeps nothing from working.
        fix = report.say("language_model_fix")
        return report.found("language_model", "warn", error.message, fix)
    finally:
        client.close()
    seconds = f"{time.monotonic() - started:.1f}"
    # The host alone: an address may hold a password.
    host = urlsplit(model.base_url).hostname or model.provider
    return report.ok("language_model", model=model.name, host=host, seconds=seconds)


def _index(report: _Report, settings: Settings, corpus: Corpus) -> Finding:
    from index.reader import index_state

    try:
        state = index_state(corpus, settings.index, deep=True)
    except AppError as error:
        return report.failed("index", error)
    if state.status == "current" and state.manifest:
        manifest = state.manifest
        return report.ok("index", passages=manifest.total, index_id=manifest.index_id)
    return report.found("index", "warn", state.reason, report.say("index_fix"))


def _disk(report: _Report, settings: Settings) -> Finding:
    folder = _existing(settings.index_dir)
    free = shutil.disk_usage(folder).free // _MB
    finding = report.ok("disk", free=f"{free:,}", path=folder)
    if free >= _COMFORTABLE_MB:
        return finding
    state: State = "warn" if free >= _NEEDED_MB else "fail"
    fix = report.say("disk_fix", path=folder, need=_COMFORTABLE_MB)
    return report.found("disk", state, finding.detail, fix)


def _writable(report: _Report, settings: Settings) -> Finding:
    for wanted in (settings.data_dir, settings.index_dir):
        if not os.access(_existing(wanted), os.W_OK | os.X_OK):
            detail = report.say("writable_not", path=wanted)
            return report.found("writable", "fail", detail, report.say("writable_fix"))
    return report.ok("writable", path=settings.data_dir)


def _existing(path: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    return next(folder for folder in (path, *path.parents) if folder.exists())
