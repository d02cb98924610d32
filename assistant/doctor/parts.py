"""The parts that answer questions: each is tried for real."""

import os
import shutil
import time
from pathlib import Path
from urllib.parse import urlsplit

from assistant.doctor.findings import Finding, Report, State
from assistant.errors import AppError, ModelFailure
from assistant.generate.types import ModelSettings, unwatched
from assistant.settings import Settings, variable
from corpus import Corpus

_MB = 1_000_000
# An index takes some 150 MB, and beside a new one the one before it is kept.
_NEEDED_MB = 400
_COMFORTABLE_MB = 1000


def settings_finding(report: Report, settings: Settings) -> Finding:
    """Which settings were changed."""
    changed = [variable(name) for name in sorted(settings.model_fields_set)]
    return report.ok("settings", changed=", ".join(changed) or "-")


def tokeniser_finding(report: Report) -> Finding:
    """Whether Japanese is split into words."""
    from index.tokenizer import tokenise

    try:
        tokens = tokenise("DX人材の役割")
    # Sudachi raises kinds of its own, without a common base, for a missing or damaged dictionary.
    except Exception as error:
        detail = report.say("tokeniser_broken", reason=error)
        return report.found("tokeniser", "fail", detail, report.say("tokeniser_fix"))
    return report.ok("tokeniser", tokens=" / ".join(tokens))


def model_finding(report: Report, settings: Settings) -> Finding:
    """Whether the embedding model works."""
    from index.embedder import Embedder

    try:
        vector = Embedder.of(settings.index).embed_queries(["DX人材の役割"])[0]
    except AppError as error:
        return report.failed("model", error)
    return report.ok("model", dimensions=len(vector), model=settings.embedding_model)


def language_model_finding(report: Report, model: ModelSettings) -> Finding:
    """Whether the language model answers."""
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


def index_finding(report: Report, settings: Settings, corpus: Corpus) -> Finding:
    """Whether the index fits text, model and settings."""
    from index.reader import index_state

    try:
        state = index_state(corpus, settings.index, deep=True)
    except AppError as error:
        return report.failed("index", error)
    if state.status == "current" and state.manifest:
        manifest = state.manifest
        return report.ok("index", passages=manifest.total, index_id=manifest.index_id)
    return report.found("index", "warn", state.reason, report.say("index_fix"))


def disk_finding(report: Report, settings: Settings) -> Finding:
    """How much room is left where the index and where the records are: the lesser."""
    folders = [_existing(path) for path in (settings.index_dir, settings.data_dir)]
    free, folder = min((shutil.disk_usage(path).free // _MB, path) for path in folders)
    finding = report.ok("disk", free=f"{free:,}", path=folder)
    if free >= _COMFORTABLE_MB:
        return finding
    state: State = "warn" if free >= _NEEDED_MB else "fail"
    fix = report.say("disk_fix", path=folder, need=_COMFORTABLE_MB)
    return report.found("disk", state, finding.detail, fix)


def writable_finding(report: Report, settings: Settings) -> Finding:
    """Whether data can be written."""
    for wanted in (settings.data_dir, settings.index_dir):
        if not os.access(_existing(wanted), os.W_OK | os.X_OK):
            detail = report.say("writable_not", path=wanted)
            return report.found("writable", "fail", detail, report.say("writable_fix"))
    return report.ok("writable", path=settings.data_dir)


def _existing(path: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    return next(folder for folder in (path, *path.parents) if folder.exists())
