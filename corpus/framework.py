"""Loading: the source text and the framework data become one checked `Corpus`."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from corpus.checks import check_counts
from corpus.errors import CorpusError
from corpus.schema import RecordEntry, RecordFile, SectionFile, SourceEntry, SourceFile
from corpus.types import Expansion, Kind, Quote, Record, Rendering, Section, Source, Span

CORPUS_DIR = Path(__file__).parent
FileT = TypeVar("FileT")

# File name -> kind, in the order in which records are listed.
FILES: dict[str, Kind] = {
    "levels": Kind.LEVEL,
    "facets": Kind.FACET,
    "facet_groups": Kind.FACET_GROUP,
    "role_cells": Kind.ROLE_CELL,
    "axes": Kind.AXIS,
    "layers": Kind.LAYER,
    "required_skills": Kind.REQUIRED_SKILL,
    "categories": Kind.CATEGORY,
    "recommended_skills": Kind.RECOMMENDED_SKILL,
    "training_items": Kind.TRAINING_ITEM,
    "programmes": Kind.PROGRAMME,
    "rules": Kind.RULE,
    "facts": Kind.FACT,
    "topics": Kind.TOPIC,
    "silences": Kind.SILENCE,
    "outside": Kind.OUTSIDE,
}


@dataclass(frozen=True)
class Corpus:
    """The source text with everything it states.

    Attributes:
        source: The text and its particulars.
        records: Every record by id, in the order of the data files.
        expansions: Authored paraphrases by which records are also found.
        english: Unofficial English renderings by `(record id, field of the quote)`; never quoted,
            they are what English statements are checked against.
        digest: sha256 over the source and every data file but the renderings, hex.
    """

    source: Source
    records: dict[str, Record]
    expansions: tuple[Expansion, ...]
    english: Mapping[tuple[str, str], str]
    digest: str
    _by_kind: dict[Kind, tuple[Record, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_kind: dict[Kind, list[Record]] = {kind: [] for kind in Kind}
        for record in self.records.values():
            by_kind[record.kind].append(record)
        object.__setattr__(self, "_by_kind", {k: tuple(v) for k, v in by_kind.items()})

    def get(self, record_id: str) -> Record:
        """The record with this id.

        Raises:
            CorpusError: There is none.
        """
        try:
            return self.records[record_id]
        except KeyError:
            raise CorpusError("no such record", record_id=record_id) from None

    def of(
        self,
        kind: Kind,
        *,
        level: int | None = None,
        facet: str | None = None,
        group: str | None = None,
    ) -> tuple[Record, ...]:
        """Records of a kind in the document's order, narrowed to a level, facet or group."""
        return tuple(
            record
            for record in self._by_kind[kind]
            if (level is None or record.level == level)
            and (facet is None or record.facet == facet)
            and (group is None or record.group == group)
        )

    @cached_property
    def facets(self) -> dict[str, Record]:
        """Facet records by their short key (`mission`, `thinking`...)."""
        return {record.facet: record for record in self.of(Kind.FACET) if record.facet}


def load_corpus(directory: Path = CORPUS_DIR) -> Corpus:
    """Read, check and return the corpus under `directory`.

    Raises:
        CorpusError: A file is missing or malformed, the text's hash differs, a quoted text is not
            where the data says, an id is used twice or points nowhere, or a count is off.
    """
    digest = hashlib.sha256()
    source = _load_source(directory, digest)
    records: dict[str, Record] = {}
    for stem, kind in FILES.items():
        entries = _parse(directory / "data" / f"{stem}.toml", RecordFile, digest).record
        for entry in entries:
            if entry.id in records:
                raise CorpusError("this id is used twice", record_id=entry.id)
            records[entry.id] = _record(entry, kind, source)
    _check_references(records.values(), set(records))
    check_counts(records.values())
    expansions = tuple(_load_expansions(directory / "data" / "expansions", set(records), digest))
    # Not part of the digest: no search depends on it.
    english = _load_english(directory / "data" / "english.jsonl", records, hashlib.sha256())
    return Corpus(source, records, expansions, english, digest.hexdigest())


def _read(path: Path, digest: "hashlib._Hash") -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CorpusError(
            f"cannot read {path}: {error.strerror or error}.",
            fix="Check that the file is there and that this user may read it.",
        ) from error
    digest.update(path.name.encode())
    digest.update(content)
    return content


def _parse(path: Path, model: type[FileT], digest: "hashlib._Hash") -> FileT:
    content = _read(path, digest)
    try:
        data: dict[str, Any] = tomllib.loads(content.decode())
        return TypeAdapter(model).validate_python(data)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise CorpusError(f"{path} is malformed: {error}") from error


def _load_source(directory: Path, digest: "hashlib._Hash") -> Source:
    entry: SourceEntry = _parse(directory / "sources.toml", SourceFile, digest).source[0]
    content = _read(directory / entry.path, digest)
    actual = hashlib.sha256(content).hexdigest()
    if actual != entry.sha256:
        raise CorpusError(
            f"the text in {directory / entry.path} has been changed"
            f" (sha256 {actual[:12]}… instead of {entry.sha256[:12]}…).",
            record_id=entry.id,
            fix="Restore the file, for example with `git checkout corpus/`.",
        )
    text = content.decode("utf-8")
    lines = text.split("\n")
    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += len(line) + 1
    sections: list[Section] = []
    path: list[str] = []
    for item in _parse(directory / "data" / "sections.toml", SectionFile, digest).section:
        if not item.synthetic and lines[item.line - 1] != item.title:
            raise CorpusError(f"line {item.line} is not the title {item.title!r}")
        path = [*path[: item.depth - 1], item.title]
        sections.append(Section(tuple(path), item.line))
    return Source(
        id=entry.id,
        text=text,
        sha256=entry.sha256,
        title=entry.title,
        title_en=entry.title_en,
        publisher=entry.publisher,
        published=entry.published,
        dated=entry.dated,
        sections=tuple(sections),
        line_starts=tuple(starts),
    )


def _record(entry: RecordEntry, kind: Kind, source: Source) -> Record:
    return Record(
        id=entry.id,
        kind=kind,
        name=entry.name,
        name_en=entry.name_en,
        aliases=tuple(entry.aliases),
        level=entry.level,
        facet=entry.facet,
        group=entry.parent or entry.layer or entry.category or entry.topic,
        quotes=tuple(
            _quote(entry.id, q.field, q.line, q.text, q.nth, source) for q in entry.quotes
        ),
        asks=tuple(entry.asks),
        near=tuple(entry.near),
    )


def _quote(record_id: str, name: str, line: int, text: str, nth: int | None, src: Source) -> Quote:
    """Turn a line and a text into offsets; `nth` chooses among several places in the line."""
    if not 1 <= line <= len(src.line_starts):
        raise CorpusError(f"{name}: the text has no line {line}", record_id=record_id)
    begin = src.line_starts[line - 1]
    end = src.line_starts[line] - 1 if line < len(src.line_starts) else len(src.text)
    places = []
    at = src.text.find(text, begin, end)
    while at >= 0:
        places.append(at)
        at = src.text.find(text, at + 1, end)
    if not places:
        raise CorpusError(f"{name}: line {line} does not hold {text!r}", record_id=record_id)
    if nth is None and len(places) > 1:
        raise CorpusError(
            f"{name}: line {line} holds {text!r} {len(places)} times", record_id=record_id
        )
    if nth is not None and nth > len(places):
        raise CorpusError(f"{name}: no occurrence {nth} in line {line}", record_id=record_id)
    start = places[(nth or 1) - 1]
    return Quote(name, text, Span(src.id, start, start + len(text)), line)


def _check_references(records: Iterable[Record], ids: set[str]) -> None:
    for record in records:
        for near in record.near:
            if near not in ids:
                raise CorpusError(f"points to {near!r}, which does not exist", record_id=record.id)


def _load_expansions(folder: Path, ids: set[str], digest: "hashlib._Hash") -> Iterator[Expansion]:
    for path in sorted(folder.glob("*.jsonl")):
        for place, expansion in _lines(path, Expansion, digest):
            if expansion.record_id not in ids:
                raise CorpusError(f"{place}: no such record", record_id=expansion.record_id)
            yield expansion


def _load_english(
    path: Path, records: dict[str, Record], digest: "hashlib._Hash"
) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for place, rendering in _lines(path, Rendering, digest):
        record = records.get(rendering.record_id)
        key = (rendering.record_id, rendering.field)
        if record is None or not record.has(rendering.field) or key in found:
            raise CorpusError(
                f"{place}: no such quote, or a second rendering", record_id=rendering.record_id
            )
        found[key] = rendering.text
    return found


def _lines(path: Path, model: type[FileT], digest: "hashlib._Hash") -> Iterator[tuple[str, FileT]]:
    """Each entry of a file with one JSON object a line, after where it stands."""
    adapter = TypeAdapter(model)
    # Line by line, so that one in another encoding is named like one that is malformed.
    for number, line in enumerate(_read(path, digest).splitlines(), start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            yield place, adapter.validate_json(line)
        except ValidationError as error:
            raise CorpusError(f"{place} is malformed: {error}") from error
