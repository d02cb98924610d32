"""Building: everything is made aside, checked, and switched to in one step.

Killed at any point, a builder leaves the index in use as it was; what it left lying is cleared away
by the next one.
"""

import hashlib
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import numpy as np

from corpus import Corpus
from index import layout
from index.classifier import RecordClassifier
from index.durable import flush_names, flush_tree, replace_text
from index.embedder import Embedder, Vectors
from index.errors import IndexDamaged, IndexFailure, IndexMissing, IndexStale
from index.exclusive import explained, locked
from index.lexical import LexicalIndex
from index.manifest import (
    SCHEMA_VERSION,
    BuildSettings,
    Manifest,
    hash_files,
    read_manifest,
    sha256_of,
    write_manifest,
)
from index.passages import build_passages, by_record
from index.store import ChromaStore
from index.tokenizer import tokenise
from index.types import IndexSettings, Origin, Passage
from index.versions import classifier_version, library_versions, tokenizer_version

Progress = Callable[[str, int, int], None]

_EMBED_BATCH = 256
_TOKENISE_BATCH = 500
_STORE_BATCH = 2500


def _silent(stage: str, done: int, total: int) -> None:
    """No progress shown."""


def _now() -> datetime:
    return datetime.now(UTC)


def build_index(
    corpus: Corpus,
    settings: IndexSettings,
    *,
    progress: Progress | None = None,
    clock: Callable[[], datetime] = _now,
) -> Manifest:
    """Build the index of `corpus` and switch to it.

    Args:
        corpus: What to index.
        settings: Where and with what.
        progress: Called with a stage (`passages`, `embed`, `store`, `lexical`, `classify`,
            `check`, `switch`),
            how much of it is done, and how much there is.
        clock: Tells the time to note in the manifest.

    Returns:
        The manifest of the new build.

    Raises:
        IndexLocked: Another process is building.
        ModelUnavailable: The embedding model cannot be loaded.
        IndexFailure: The folder cannot be written, or what was written does not read back.
    """
    directory = settings.directory
    with explained(directory):
        layout.builds_folder(directory).mkdir(parents=True, exist_ok=True)
        with locked(directory / "build.lock"):
            return _Builder(corpus, settings, progress or _silent, clock).run()


@dataclass(frozen=True)
class _Builder:
    corpus: Corpus
    settings: IndexSettings
    progress: Progress
    clock: Callable[[], datetime]

    def run(self) -> Manifest:
        builds = layout.builds_folder(self.settings.directory)
        previous = self._previous()
        self._clear(keep={previous} if previous else set())
        embedder = Embedder.of(self.settings)
        fingerprint = embedder.fingerprint()
        embedder.load()
        passages = build_passages(self.corpus)
        self.progress("passages", len(passages), len(passages))

        index_id = self._index_id(passages, fingerprint)
        final = builds / f"{index_id}-{secrets.token_hex(4)}"
        partial = final.with_name(final.name + layout.PARTIAL)
        partial.mkdir()
        try:
            manifest = self._fill(partial, passages, embedder, index_id, fingerprint, previous)
            self._check(partial, manifest)
            flush_tree(partial)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        partial.rename(final)
        flush_names(builds)
        self.progress("switch", 0, 1)
        replace_text(layout.pointer(self.settings.directory), final.name + "\n")
        self._clear(keep={final, previous} if previous else {final})
        self.progress("switch", 1, 1)
        return manifest

    def _fill(
        self,
        folder: Path,
        passages: tuple[Passage, ...],
        embedder: Embedder,
        index_id: str,
        fingerprint: str,
        previous: Path | None,
    ) -> Manifest:
        layout.write_passages(passages, folder)
        vectors = self._vectors(passages, embedder, fingerprint, previous)
        np.save(folder / layout.VECTORS, vectors, allow_pickle=False)
        self._store(folder / layout.STORE, passages, vectors)
        tokens = self._tokens(passages)
        records = self._lexical(folder, passages, tokens)
        self._classifier(folder, passages, tokens)
        counts: dict[Origin, int] = {"text": 0, "name": 0, "expansion": 0}
        for passage in passages:
            counts[passage.origin] += 1
        manifest = Manifest(
            schema_version=SCHEMA_VERSION,
            index_id=index_id,
            corpus_digest=self.corpus.digest,
            model=self.settings.model,
            model_fingerprint=fingerprint,
            settings=BuildSettings.of(self.settings),
            passages=counts,
            vectors=len(vectors),
            dimension=vectors.shape[1],
            records=records,
            tokenizer=tokenizer_version(),
            classifier=classifier_version(),
            libraries=library_versions(),
            created_at=self.clock(),
            files=hash_files(folder),
        )
        write_manifest(manifest, folder)
        return manifest

    def _vectors(
        self,
        passages: tuple[Passage, ...],
        embedder: Embedder,
        fingerprint: str,
        previous: Path | None,
    ) -> Vectors:
        """One vector a passage, reusing those that the previous build made with the same model."""
        known = self._known_vectors(previous, fingerprint) if previous else {}
        missing = [passage for passage in passages if passage.id not in known]
        self.progress("embed", len(passages) - len(missing), len(passages))
        for start in range(0, len(missing), _EMBED_BATCH):
            batch = missing[start : start + _EMBED_BATCH]
            rows = embedder.embed_passages([passage.text for passage in batch])
            known.update(zip((passage.id for passage in batch), rows, strict=True))
            done = len(passages) - len(missing) + start + len(batch)
            self.progress("embed", done, len(passages))
        return np.stack([known[passage.id] for passage in passages])

    def _known_vectors(self, previous: Path, fingerprint: str) -> dict[str, Vectors]:
        """The vectors of the previous build by passage id; none if it doesn't fit or is damaged."""
        try:
            manifest = read_manifest(previous)
            passages = layout.read_passages(previous)
        except (IndexDamaged, IndexStale):
            return {}
        path = previous / layout.VECTORS
        usable = (
            manifest.model_fingerprint == fingerprint
            and manifest.settings.passage_prefix == self.settings.passage_prefix
            and path.is_file()
            and sha256_of(path) == manifest.files.get(layout.VECTORS)
            and sha256_of(previous / layout.PASSAGES) == manifest.files.get(layout.PASSAGES)
        )
        if not usable:
            return {}
        vectors = np.load(path, allow_pickle=False)
        return {passage.id: row for passage, row in zip(passages, vectors, strict=True)}

    def _store(self, folder: Path, passages: tuple[Passage, ...], vectors: Vectors) -> None:
        self.progress("store", 0, len(passages))
        with ChromaStore.create(folder) as store:
            for start in range(0, len(passages), _STORE_BATCH):
                batch = passages[start : start + _STORE_BATCH]
                store.add(
                    [passage.id for passage in batch],
                    vectors[start : start + _STORE_BATCH],
                    [passage.origin for passage in batch],
                )
                self.progress("store", start + len(batch), len(passages))

    def _tokens(self, passages: tuple[Passage, ...]) -> list[list[str]]:
        tokens: list[list[str]] = []
        for number, passage in enumerate(passages):
            if number % _TOKENISE_BATCH == 0:
                self.progress("lexical", number, len(passages))
            tokens.append(tokenise(passage.text))
        return tokens

    def _lexical(self, folder: Path, passages: tuple[Passage, ...], tokens: list[list[str]]) -> int:
        """Index the words of passages and of whole records; returns the number of records."""
        by_passage = LexicalIndex.build(tokens, self.settings.passage_scoring)
        by_passage.save(folder / layout.PASSAGE_WORDS)
        records = by_record(passages)
        whole = [list(chain(*(tokens[n] for n in places))) for places in records.values()]
        LexicalIndex.build(whole, self.settings.record_scoring).save(folder / layout.RECORD_WORDS)
        self.progress("lexical", len(passages), len(passages))
        return len(records)

    def _classifier(
        self, folder: Path, passages: tuple[Passage, ...], tokens: list[list[str]]
    ) -> None:
        """Learn from the passages of one record which record a question means."""
        self.progress("classify", 0, len(passages))
        alone = [n for n, passage in enumerate(passages) if len(passage.record_ids) == 1]
        RecordClassifier.train(
            [passages[n].text for n in alone],
            [tokens[n] for n in alone],
            [passages[n].record_ids[0] for n in alone],
        ).save(folder / layout.CLASSIFIER)
        self.progress("classify", len(passages), len(passages))

    def _check(self, folder: Path, manifest: Manifest) -> None:
        """Read back what was written and compare the counts."""
        self.progress("check", 0, manifest.total)
        with ChromaStore.open(folder / layout.STORE) as store:
            vectors = store.count()
        passages = len(layout.read_passages(folder))
        passage_words = len(LexicalIndex.load(folder / layout.PASSAGE_WORDS))
        record_words = len(LexicalIndex.load(folder / layout.RECORD_WORDS))
        classes = len(RecordClassifier.load(folder / layout.CLASSIFIER))
        counts = {
            "passages": (passages, manifest.total),
            "vectors": (vectors, manifest.vectors),
            "passages by words": (passage_words, manifest.total),
            "records by words": (record_words, manifest.records),
            "records told apart": (classes, manifest.records),
        }
        for what, (written, expected) in counts.items():
            if written != expected:
                raise IndexFailure(
                    f"{written} {what} were written instead of {expected}.",
                    fix="Check the free space of the disk and build again.",
                )
        self.progress("check", manifest.total, manifest.total)

    def _index_id(self, passages: tuple[Passage, ...], fingerprint: str) -> str:
        parts = [
            str(SCHEMA_VERSION),
            self.corpus.digest,
            fingerprint,
            BuildSettings.of(self.settings).model_dump_json(),
            tokenizer_version(),
            classifier_version(),
            *(passage.id for passage in passages),
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def _previous(self) -> Path | None:
        try:
            return layout.current_build(self.settings.directory)
        except (IndexMissing, IndexDamaged):
            return None

    def _clear(self, *, keep: set[Path]) -> None:
        """Remove older builds and what killed builders left."""
        for path in layout.builds_folder(self.settings.directory).iterdir():
            if path not in keep:
                shutil.rmtree(path)
