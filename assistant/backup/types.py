"""What a backup says about itself."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

MANIFEST = "manifest.json"
TABLES, FILES = "tables", "files"
FORMAT = 1

# How the values of a column are written; a moment as ISO 8601 in UTC.
ColumnKind = Literal["text", "number", "flag", "moment"]

_TABLE = re.compile(r"tables/([a-z][a-z_]{0,62})\.jsonl")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Part(_Strict):
    """One file in the archive.

    Attributes:
        name: Its path there.
        size: In bytes.
        sha256: Of its content, hex.
        rows: How many rows a table has; 0 for other files.
    """

    name: Annotated[str, Field(min_length=1, max_length=1000)]
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    rows: Annotated[int, Field(ge=0)] = 0

    @property
    def table(self) -> str | None:
        """The table that it holds, if it is one."""
        found = _TABLE.fullmatch(self.name)
        return found[1] if found else None

    @property
    def file(self) -> PurePosixPath | None:
        """Where it belongs below the folder of files, if it is one and stays inside."""
        path = PurePosixPath(self.name)
        usual = self.name == str(path) and self.name.isprintable() and "\\" not in self.name
        inside = len(path.parts) > 1 and path.parts[0] == FILES and ".." not in path.parts
        short = all(len(part.encode()) <= 255 for part in path.parts)
        return path.relative_to(FILES) if usual and inside and short else None


class Manifest(_Strict):
    """What an archive holds.

    Attributes:
        format: Of the archive.
        created: When it was made.
        revision: The version of the tables.
        index_id: The index that was in use; it is not in the archive, as it can be built anew.
        parts: Everything else in the archive; tables in the order in which rows can be put in.
    """

    format: int
    created: Annotated[AwareDatetime, Field(strict=False)]
    revision: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
    index_id: Annotated[str, Field(max_length=64)] = ""
    parts: Annotated[tuple[Part, ...], Field(strict=False)]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was saved or brought back.

    Attributes:
        created: When the backup was made.
        revision: The version of its tables.
        rows: Of all tables.
        files: Besides the tables.
        broken: The first entry of the audit log that is not as it was written; None when whole.
    """

    created: datetime
    revision: str
    rows: int
    files: int
    broken: int | None = None
