"""Reading an archive that may be damaged or hostile: all is checked before anything is done."""

import hashlib
import lzma
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from assistant.backup.types import FORMAT, MANIFEST, Manifest, Part
from assistant.errors import BackupError, BackupProblem

_BLOCK = 1 << 20
_MOST_MANIFEST = 64 << 20
_MOST_LINE = 64 << 20
_LINK = 0o120000
_KIND = 0o170000


@dataclass(frozen=True, slots=True)
class Opened:
    """An archive that was found whole.

    Attributes:
        path: Where it is.
        manifest: What it says about itself.
    """

    path: Path
    manifest: Manifest
    _archive: zipfile.ZipFile

    def blocks(self, part: Part) -> Iterator[bytes]:
        """The content of a part, never more than it has said."""
        return _blocks(self._archive, part)

    def lines(self, part: Part) -> Generator[bytes, None, None]:
        """The lines of a part.

        Raises:
            ValueError: One is longer than any row.
        """
        with self._archive.open(part.name) as member:
            while line := member.readline(_MOST_LINE):
                if len(line) == _MOST_LINE:
                    raise ValueError("too long for a row")
                yield line


@contextmanager
def opened(path: Path, *, free: int) -> Iterator[Opened]:
    """An archive of which every part is there, is what was written, and belongs where it says.

    Args:
        path: The archive.
        free: Bytes that may be written; what would unpack to more is refused.

    Raises:
        BackupError: It is no whole backup.
        OSError: It cannot be read.
    """
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise BackupError(BackupProblem.INCOMPLETE, path=path) from error
    with archive:
        try:
            manifest = _manifest(archive, path)
            _check_names(archive, manifest, path)
            need = sum(part.size for part in manifest.parts)
            if need > free:
                sizes = {"need": _mb(need), "free": _mb(free)}
                raise BackupError(BackupProblem.TOO_LARGE, path=path, **sizes)
            for part in manifest.parts:
                _check_part(archive, part, path)
        # What the library raises for damage, for an unknown compression and for a password.
        except (
            zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError
        ) as error:  # fmt: skip
            raise BackupError(BackupProblem.INCOMPLETE, path=path) from error
        yield Opened(path, manifest, archive)


def _blocks(archive: zipfile.ZipFile, part: Part) -> Iterator[bytes]:
    left = part.size
    with archive.open(part.name) as member:
        while left > 0 and (block := member.read(min(_BLOCK, left))):
            left -= len(block)
            yield block


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        found = archive.getinfo(MANIFEST)
        if found.file_size > _MOST_MANIFEST:
            raise BackupError(BackupProblem.NOT_BACKUP, path=path)
        manifest = Manifest.model_validate_json(archive.read(found))
    except (KeyError, ValidationError) as error:
        raise BackupError(BackupProblem.NOT_BACKUP, path=path) from error
    if manifest.format != FORMAT:
        raise BackupError(BackupProblem.NEWER, path=path, version=manifest.format)
    return manifest


def _check_names(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    there = [info.filename for info in archive.infolist()]
    listed = [MANIFEST, *(part.name for part in manifest.parts)]
    if sorted(there) != sorted(listed) or len(set(there)) != len(there):
        raise BackupError(BackupProblem.ALTERED, path=path, part=MANIFEST)
    for part in manifest.parts:
        info = archive.getinfo(part.name)
        belongs = part.table or part.file
        linked = (info.external_attr >> 16) & _KIND == _LINK
        if not belongs or linked or info.file_size != part.size:
            raise BackupError(BackupProblem.ALTERED, path=path, part=ascii(part.name[:80]))


def _check_part(archive: zipfile.ZipFile, part: Part, path: Path) -> None:
    digest = hashlib.sha256()
    for block in _blocks(archive, part):
        digest.update(block)
    if digest.hexdigest() != part.sha256:
        raise BackupError(BackupProblem.ALTERED, path=path, part=part.name)


def _mb(size: int) -> str:
    return f"{size / 1_000_000:,.0f}"
