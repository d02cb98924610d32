"""The manifest is strict, and says which files it vouches for."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from index.errors import IndexDamaged, IndexStale
from index.manifest import (
    MANIFEST_NAME,
    SCHEMA_VERSION,
    BuildSettings,
    Manifest,
    hash_files,
    read_manifest,
    write_manifest,
)
from index.types import IndexSettings, LexicalSettings

SHA = "ab" * 32


def manifest(**changes: Any) -> Manifest:
    fields: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "index_id": "0123456789abcdef",
        "corpus_digest": SHA,
        "model": "org/model",
        "model_fingerprint": SHA,
        "settings": BuildSettings.of(IndexSettings(Path("x"), "org/model")),
        "passages": {"text": 2, "name": 3, "expansion": 4},
        "vectors": 9,
        "dimension": 64,
        "records": 3,
        "tokenizer": "sudachi",
        "classifier": "scikit-learn",
        "libraries": {"numpy": "2"},
        "created_at": datetime(2026, 11, 23, 5, 4, 3, tzinfo=UTC),
        "files": {"passages.jsonl": SHA},
    }
    return Manifest(**fields | changes)


def test_reads_back_as_written(tmp_path: Path) -> None:
    write_manifest(manifest(), tmp_path)
    assert read_manifest(tmp_path) == manifest()


def test_the_total_is_over_all_origins() -> None:
    assert manifest().total == 2 + 3 + 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"index_id": "../../x"},
        {"corpus_digest": "ab"},
        {"vectors": -1},
        {"vectors": "9"},
        {"passages": {"chunk": 1}},
        {"note": "more"},
    ],
)
def test_anything_out_of_shape_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        manifest(**wrong)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"schema_version": 4}', b"\xff\xfe"])
def test_a_malformed_manifest_is_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST_NAME).write_bytes(content)
    with pytest.raises(IndexDamaged, match="malformed"):
        read_manifest(tmp_path)


def test_a_missing_manifest_is_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="No such file"):
        read_manifest(tmp_path)


def test_a_manifest_of_another_version_is_stale_whatever_else_it_holds(tmp_path: Path) -> None:
    (tmp_path / MANIFEST_NAME).write_text(json.dumps({"schema_version": 1, "chunks": 3}))
    with pytest.raises(IndexStale, match="layout 1"):
        read_manifest(tmp_path)


def test_what_does_not_shape_the_content_is_no_build_setting() -> None:
    here = IndexSettings(Path("here"), "org/model", query_prefix="q: ")
    there = IndexSettings(Path("there"), "org/other")
    assert BuildSettings.of(here) == BuildSettings.of(there)
    prefixed = IndexSettings(Path("here"), "org/model", passage_prefix="p: ")
    assert BuildSettings.of(prefixed) != BuildSettings.of(here)
    scored = IndexSettings(Path("here"), "org/model", passage_scoring=LexicalSettings(k1=2.0))
    assert BuildSettings.of(scored) != BuildSettings.of(here)


def test_files_are_hashed_but_for_the_manifest_and_what_reading_changes(tmp_path: Path) -> None:
    (tmp_path / "chroma" / "segment").mkdir(parents=True)
    for name in ("passages.jsonl", MANIFEST_NAME, "chroma/chroma.sqlite3", "chroma/segment/a.bin"):
        (tmp_path / name).write_bytes(b"content")
    (tmp_path / "chroma" / "chroma.sqlite3-journal").write_bytes(b"content")
    expected = hashlib.sha256(b"content").hexdigest()
    found = hash_files(tmp_path)
    assert found == {"passages.jsonl": expected, "chroma/segment/a.bin": expected}
