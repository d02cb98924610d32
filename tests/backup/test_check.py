"""Archives that are damaged or hostile are refused before anything is touched."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.backup.restore import restore
from assistant.backup.types import Part
from assistant.backup.write import write_backup
from assistant.errors import BackupError, BackupProblem
from assistant.explain import explain
from tests.backup.conftest import AT, Make, every_row, fill

Members = dict[str, bytes]
Change = Callable[[Members], None]
PERSON = "0" * 32


@pytest.fixture
def archive(make: Make, tmp_path: Path) -> Path:
    database = make("sqlite")
    fill(database)
    path = tmp_path / "backup.zip"
    write_backup(database, path, at=AT, index_id="")
    return path


def members(archive: Path) -> Members:
    with zipfile.ZipFile(archive) as read:
        return {name: read.read(name) for name in read.namelist()}


def put(archive: Path, content: Members) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in content.items():
            made.writestr(name, data)


def signed(content: Members, **changed: Any) -> None:
    """Give the archive a manifest that fits its members, as somebody hostile would."""
    manifest = json.loads(content["manifest.json"])
    rows = {part["name"]: part["rows"] for part in manifest["parts"]}
    manifest["parts"] = [
        {
            "name": name,
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "rows": rows.get(name, 0),
        }
        for name, data in content.items()
        if name != "manifest.json"
    ]
    content["manifest.json"] = json.dumps({**manifest, **changed}).encode()


def problem(make: Make, archive: Path) -> BackupProblem:
    """Why the archive is refused; the database stays as it was."""
    database = make("sqlite")
    before = every_row(database)
    with pytest.raises(BackupError) as caught:
        restore(database, database.folder.parent, archive, at=AT, actor="cli", force=True)
    assert every_row(database) == before
    left = {path.name for path in database.folder.iterdir() if "sqlite" not in path.name}
    assert left == set()
    assert {path.name for path in database.folder.parent.iterdir()} == {"records"}
    told = explain(caught.value, "ja")
    assert told.message
    assert told.fix
    return caught.value.problem


def test_a_good_archive_written_anew_is_taken(make: Make, archive: Path) -> None:
    content = members(archive)
    signed(content)
    put(archive, content)
    database = make("sqlite")
    restore(database, database.folder.parent, archive, at=AT, actor="cli", force=False)
    assert len(every_row(database)["person"]) == 2


@pytest.mark.parametrize("part", [0, 0.01, 0.3, 0.9, 0.999])
def test_one_cut_short_is_incomplete(make: Make, archive: Path, part: float) -> None:
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * part)])
    assert problem(make, archive) is BackupProblem.INCOMPLETE


def test_a_byte_changed_anywhere_is_found(make: Make, archive: Path) -> None:
    content = archive.read_bytes()
    with zipfile.ZipFile(archive) as read:
        info = read.getinfo("tables/person.jsonl")
    position = info.header_offset + 30 + len(info.filename) + 40
    archive.write_bytes(
        content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :]
    )
    assert problem(make, archive) in (BackupProblem.INCOMPLETE, BackupProblem.ALTERED)


@pytest.mark.parametrize("name", ["tables/account.jsonl", "manifest.json"])
def test_a_part_replaced_or_taken_out_is_found(make: Make, archive: Path, name: str) -> None:
    content = members(archive)
    put(archive, {**content, name: content[name].replace(b"staff", b"admin")})
    expected = {BackupProblem.ALTERED, BackupProblem.NOT_BACKUP}
    if name != "manifest.json":
        assert problem(make, archive) in expected
    del content[name]
    put(archive, content)
    assert problem(make, archive) in expected


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "files/../../outside",
        f"files/{PERSON}/../../../outside",
        "/etc/cron.d/x",
        "files//x",
        "files/./x",
        "files",
        "files/",
        f"files/{PERSON}\\..\\x",
        "files/a\nb",
        f"files/{'長' * 90}",
        "tables/../x.jsonl",
        "tables/Account.jsonl",
        "other.txt",
        "records.sqlite3",
    ],
)
def test_a_part_that_belongs_nowhere_is_refused(make: Make, archive: Path, name: str) -> None:
    content = {**members(archive), name: b"hostile"}
    signed(content)
    put(archive, content)
    assert problem(make, archive) is BackupProblem.ALTERED


def test_a_link_is_refused(make: Make, archive: Path) -> None:
    content = members(archive)
    link = zipfile.ZipInfo(f"files/{PERSON}/link")
    link.external_attr = 0o120777 << 16
    content[link.filename] = b"/etc/passwd"
    signed(content)
    del content[link.filename]
    put(archive, content)
    with zipfile.ZipFile(archive, "a") as made:
        made.writestr(link, b"/etc/passwd")
    assert problem(make, archive) is BackupProblem.ALTERED


def test_a_name_that_stands_twice_is_refused(make: Make, archive: Path) -> None:
    content = members(archive)
    name = "tables/person.jsonl"
    with zipfile.ZipFile(archive, "a") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr(name, content[name])
    assert problem(make, archive) is BackupProblem.ALTERED


def test_one_that_unpacks_to_more_than_the_disk_holds_is_refused_unread(
    make: Make, archive: Path
) -> None:
    content = members(archive)
    manifest = json.loads(content["manifest.json"])
    huge = 1 << 60
    manifest["parts"][0]["size"] = huge
    content["manifest.json"] = json.dumps(manifest).encode()
    put(archive, content)
    # What the archive itself says of the size contradicts it, or it is true and too much.
    assert problem(make, archive) in (BackupProblem.ALTERED, BackupProblem.TOO_LARGE)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"format": 2}, BackupProblem.NEWER),
        ({"revision": "r9999"}, BackupProblem.NEWER),
        ({"revision": "../x"}, BackupProblem.NOT_BACKUP),
        ({"created": "2026-07-02T09:00:00"}, BackupProblem.NOT_BACKUP),
        ({"more": 1}, BackupProblem.NOT_BACKUP),
        ({"revision": "r0001"}, BackupProblem.ROWS),
    ],
)
def test_another_version_or_a_strange_manifest_is_refused(
    make: Make, archive: Path, changed: dict[str, Any], expected: BackupProblem
) -> None:
    content = members(archive)
    signed(content, **changed)
    put(archive, content)
    assert problem(make, archive) is expected


@pytest.mark.parametrize(
    "lines",
    [
        b"",
        b"{}\n",
        b"not json\n",
        b'{"columns": [["id", "text"]]}\n',
        b'{"columns": [["id", "object"]]}\n',
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b'HEADING["a", "b"]\n',
        b'HEADING["a", "o", "n", "2026-07-02T09:00:00", 1]\n',
        b'HEADING["a", "o", "n", "2026-07-02T09:00:00+00:00", true]\n',
        b'HEADING["a", "o", "n", "2026-07-02T09:00:00+00:00", 99999999999999999999]\n',
        b'HEADING["a", "o", "\\ud800", "2026-07-02T09:00:00+00:00", 1]\n',
    ],
)
def test_rows_that_are_none_are_refused(make: Make, archive: Path, lines: bytes) -> None:
    content = members(archive)
    name = "tables/person.jsonl"
    heading = content[name].split(b"\n", 1)[0] + b"\n"
    content[name] = lines.replace(b"HEADING", heading)
    signed(content)
    put(archive, content)
    assert problem(make, archive) is BackupProblem.ROWS


def test_another_file_is_no_backup(make: Make, archive: Path) -> None:
    put(archive, {"readme.txt": b"hello"})
    assert problem(make, archive) is BackupProblem.NOT_BACKUP
    archive.write_bytes(b"\x1f\x8b not a zip at all")
    assert problem(make, archive) is BackupProblem.INCOMPLETE


@pytest.mark.parametrize("name", ["files/a/計画.docx", "files/x"])
def test_usual_names_of_files_are_taken(name: str) -> None:
    part = Part(name=name, size=0, sha256="0" * 64)
    assert str(part.file) == name.removeprefix("files/")
