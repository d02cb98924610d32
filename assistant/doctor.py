"""A look over the whole set-up: each part is tried for real, and each fault comes with its cure."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from assistant.errors import AppError
from assistant.messages import text
from assistant.settings import ENV_PREFIX, Settings, variable
from assistant.types import Language
from corpus import Corpus, load_corpus

State = Literal["ok", "warn", "fail"]
Say = Callable[..., str]

_MB = 1_000_000
# An index takes some 20 MB, and a rebuild holds two for a moment.
_NEEDED_MB = 100
_COMFORTABLE_MB = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look at one part found.

    Attributes:
        part: What was looked at: `settings`, `corpus`, `tokeniser`, `model`, `index`, `disk`,
            `writable`.
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
    say = partial(text, language=language)
    yield from _unknown_variables(say)
    try:
        settings = Settings()
    except AppError as error:
        yield _failed("settings", say, error)
        return
    changed = sorted(variable(name) for name in settings.model_fields_set)
    yield _ok(
        "settings",
        say,
        say("cli.doctor_settings_changed", names=", ".join(changed))
        if changed
        else say("cli.doctor_settings_default"),
    )
    yield _tokeniser(say)
    yield _model(say, settings)
    try:
        corpus = load_corpus()
    except AppError as error:
        yield _failed("corpus", say, error)
    else:
        detail = say(
            "cli.doctor_corpus_detail", records=len(corpus.records), digest=corpus.digest[:16]
        )
        yield _ok("corpus", say, detail)
        yield _index(say, settings, corpus)
    yield _disk(say, settings)
    yield _writable(say, settings)


def _unknown_variables(say: Say) -> Iterator[Finding]:
    known = [variable(name) for name in Settings.model_fields]
    unknown = sorted(
        name for name in os.environ if name.startswith(ENV_PREFIX) and name not in known
    )
    if unknown:
        yield Finding(
            "settings",
            say("cli.doctor_settings"),
            "warn",
            say("cli.doctor_settings_unknown", names=", ".join(unknown)),
            say("cli.doctor_settings_unknown_fix", known=", ".join(known)),
        )


def _tokeniser(say: Say) -> Finding:
    from index.tokenizer import tokenise

    try:
        tokens = tokenise("DX人材の役割")
    # Sudachi raises its own kinds, for a dictionary that is missing or damaged.
    except Exception as error:
        reason = say("cli.doctor_tokeniser_broken", reason=error)
        fix = say("cli.doctor_install_fix")
        return Finding("tokeniser", say("cli.doctor_tokeniser"), "fail", reason, fix)
    return _ok("tokeniser", say, say("cli.doctor_tokeniser_detail", tokens=" / ".join(tokens)))


def _model(say: Say, settings: Settings) -> Finding:
    from index.embedder import Embedder

    try:
        vector = Embedder.of(settings.index).embed_queries(["DX人材の役割"])[0]
    except AppError as error:
        return _failed("model", say, error)
    return _ok("model", say, say("cli.doctor_model_detail", dimensions=len(vector)))


def _index(say: Say, settings: Settings, corpus: Corpus) -> Finding:
    from index.reader import index_state

    try:
        state = index_state(corpus, settings.index, deep=True)
    except AppError as error:
        return _failed("index", say, error)
    if state.status == "current" and state.manifest:
        manifest = state.manifest
        detail = say("cli.doctor_index_detail", passages=manifest.total, index_id=manifest.index_id)
        return _ok("index", say, detail)
    title = say("cli.doctor_index")
    return Finding("index", title, "warn", state.reason, say("cli.doctor_index_fix"))


def _disk(say: Say, settings: Settings) -> Finding:
    folder = _existing(settings.index_dir)
    free = shutil.disk_usage(folder).free // _MB
    detail = say("cli.doctor_disk_detail", free=f"{free:,}", path=folder)
    if free >= _COMFORTABLE_MB:
        return _ok("disk", say, detail)
    state: State = "warn" if free >= _NEEDED_MB else "fail"
    fix = say("cli.doctor_disk_fix", path=folder, need=_COMFORTABLE_MB)
    return Finding("disk", say("cli.doctor_disk"), state, detail, fix)


def _writable(say: Say, settings: Settings) -> Finding:
    for wanted in (settings.data_dir, settings.index_dir):
        if not os.access(_existing(wanted), os.W_OK | os.X_OK):
            return Finding(
                "writable",
                say("cli.doctor_writable"),
                "fail",
                say("cli.doctor_not_writable", path=wanted),
                say("cli.doctor_writable_fix"),
            )
    return _ok("writable", say, say("cli.doctor_writable_detail", path=settings.data_dir))


def _existing(path: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    return next(folder for folder in (path, *path.parents) if folder.exists())


def _ok(part: str, say: Say, detail: str) -> Finding:
    return Finding(part, say(f"cli.doctor_{part}"), "ok", detail)


def _failed(part: str, say: Say, error: AppError) -> Finding:
    return Finding(part, say(f"cli.doctor_{part}"), "fail", error.message, error.fix)
