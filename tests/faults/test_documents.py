"""Files that are broken on purpose are refused by name, soon, and without being unpacked.

The assistant takes no uploads. Its files are the text with its data, answers about skills as JSON,
and backups.
"""

import gzip
import io
import json
import shutil
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from corpus import load_corpus
from corpus.errors import CorpusError
from corpus.framework import CORPUS_DIR
from tests.cli.conftest import Run, data_dir, environment, run
from tests.faults.city import City

__all__ = ["data_dir", "environment", "run"]

# Reading the longest file that is taken, and finding it wrong.
_MOST_SECONDS = 20


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the text and its data."""
    folder = tmp_path / "corpus"
    shutil.copytree(CORPUS_DIR, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


def in_another_encoding(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.encode("utf-16"))


def in_shift_jis(path: Path) -> None:
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp932", "replace"))


def cut_within_a_letter(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2])


def a_link_out_of_the_folder(path: Path) -> None:
    outside = path.parent.parent / "outside"
    outside.write_text("よその本文", encoding="utf-8")
    path.unlink()
    path.symlink_to(outside)


@pytest.mark.parametrize("name", ["strategy.txt", "data/rules.toml", "data/english.jsonl"])
@pytest.mark.parametrize(
    "harm", [in_another_encoding, in_shift_jis, cut_within_a_letter, a_link_out_of_the_folder]
)
def test_a_file_of_the_corpus_that_was_altered_is_refused_by_name(
    copy: Path, name: str, harm: Callable[[Path], None]
) -> None:
    harm(copy / name)
    with pytest.raises(CorpusError) as refused:
        load_corpus(copy)
    told = str(refused.value)
    assert Path(name).name in told or "kitakyushu" in told


def nested(depth: int) -> bytes:
    return b'{"self": ' * depth + b"1" + b"}" * depth


ANSWERS: dict[str, bytes] = {
    "Shift_JIS": '{"person": "職員", "role_level": 3}'.encode("cp932"),
    "UTF-16": '{"person": "職員", "role_level": 3}'.encode("utf-16"),
    "EUC-JP": '{"person": "職員", "role_level": 3}'.encode("euc-jp"),
    "half a letter": '{"person": "職員'.encode()[:-1],
    "deep": nested(100_000),
    "deep lists": b"[" * 1_000_000,
    "many keys": json.dumps({f"{n}": n for n in range(150_000)}).encode(),
    "many skills": json.dumps(
        {"person": "x", "role_level": 3, "self": {f"{n}": {"rating": "x"} for n in range(60_000)}}
    ).encode(),
    "a number without end": b'{"person": "x", "role_level": ' + b"9" * 1_000_000 + b"}",
    "three megabytes": b'{"person": "' + b"x" * 3_000_000 + b'"}',
    "not a number": b'{"person": "x", "role_level": NaN}',
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 1000,
    "packed": gzip.compress(b" " * 50_000_000),
}


@pytest.mark.parametrize("content", ANSWERS.values(), ids=ANSWERS)
def test_answers_that_cannot_be_read_are_refused_soon(
    run: Run, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(content)
    begun = time.perf_counter()
    done = run("coach", "gap", "--in", str(path))
    assert time.perf_counter() - begun < _MOST_SECONDS
    assert (done.code, done.out) == (1, "")
    assert done.err.strip()
    assert len(done.err) < 5_000


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b" " * 100_000_000)
    return packed.getvalue()


def tar_that_climbs() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name in ("../escaped", "/escaped", "manifest.json"):
            member = tarfile.TarInfo(name)
            member.size = 3
            archive.addfile(member, io.BytesIO(b"abc"))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "../outside"
        archive.addfile(link)
    return packed.getvalue()


def zip_that_climbs() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../escaped", b"abc")
        archive.writestr("manifest.json", b"{}")
    return packed.getvalue()


BACKUPS = {
    "a bomb": zip_bomb(),
    "a tar that climbs": tar_that_climbs(),
    "a zip that climbs": zip_that_climbs(),
    "a huge PDF": b"%PDF-1.7\n" + b"0" * 1_000_000,
    "an encrypted PDF": b"%PDF-1.7\n1 0 obj<</Encrypt 2 0 R>>endobj",
    "nothing": b"",
}


@pytest.mark.parametrize("content", BACKUPS.values(), ids=BACKUPS)
def test_what_is_no_backup_restores_nothing(
    run: Run, environment: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    target = tmp_path / "data"
    environment.setenv("ASSISTANT_DATA_DIR", str(target))
    archive = tmp_path / "backup"
    archive.write_bytes(content)
    done = run("restore", "--in", str(archive))
    assert done.code == 1
    assert "Traceback" not in done.err
    assert [path for path in tmp_path.rglob("*") if "escaped" in path.name] == []
    written = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    assert written < 5_000_000


def test_there_is_no_way_to_send_the_server_a_file(city: City) -> None:
    somebody = city.somebody()
    session = "0b7f1c1e-6a55-4c39-9d8a-3f1f0f6f2a10"
    before = city.files()
    files = {"file": ("x.pdf", b"%PDF-1.7", "application/pdf")}
    client: httpx.Client = somebody.client
    sent = client.post(f"/project/file?session_id={session}", files=files)
    assert sent.status_code == 404
    for path in ("/coaching/role", "/coaching/sharing", "/login"):
        assert client.post(path, files=files).status_code in (404, 422)
    assert city.files() == before
