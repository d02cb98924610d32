"""Building leaves a whole index or the old one, whatever happens on the way."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from corpus import Corpus
from corpus.types import Expansion
from index import layout
from index.build import build_index
from index.errors import IndexFailure, IndexLocked, ModelUnavailable
from index.manifest import Manifest
from index.reader import Index, index_state, open_index
from index.types import IndexSettings, LexicalSettings

QUERY = "批判的思考とは"


@pytest.fixture
def open_small(small: Corpus, settings: IndexSettings) -> Iterator[Callable[[], Index]]:
    """Opens the index in use; closes it after the test."""
    opened: list[Index] = []

    def open_now() -> Index:
        opened.append(open_index(small, settings))
        return opened[-1]

    yield open_now
    for index in opened:
        index.close()


def builds(settings: IndexSettings) -> set[Path]:
    return set(layout.builds_folder(settings.directory).iterdir())


class Stages:
    """Notes every call of the progress callback."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, int, int]] = []

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.calls.append((stage, done, total))

    def of(self, stage: str) -> list[tuple[int, int]]:
        return [(done, total) for name, done, total in self.calls if name == stage]


def test_a_built_index_can_be_searched(built: Manifest, open_small: Callable[[], Index]) -> None:
    index = open_small()
    assert index.lexical(QUERY, 1)[0].passage.record_ids == ("skill/lv3/critical-thinking",)
    assert len(index.dense(QUERY, 5)) == 5


def test_the_manifest_counts_what_is_there(
    built: Manifest, open_small: Callable[[], Index]
) -> None:
    index = open_small()
    assert index.manifest == built
    assert built.total == built.vectors == len(index.passages)
    assert built.passages["expansion"] == 0
    assert built.dimension == 64


def test_the_manifest_notes_the_time_it_is_told(small: Corpus, settings: IndexSettings) -> None:
    now = datetime(2026, 11, 23, 5, 4, 3, tzinfo=UTC)
    assert build_index(small, settings, clock=lambda: now).created_at == now


def test_the_same_content_has_the_same_id_and_other_content_another(
    small: Corpus, settings: IndexSettings, built: Manifest
) -> None:
    assert build_index(small, settings).index_id == built.index_id
    scored = replace(settings, passage_scoring=LexicalSettings(k1=2.0))
    assert build_index(small, scored).index_id != built.index_id


def test_progress_goes_through_every_stage_to_its_end(
    small: Corpus, settings: IndexSettings
) -> None:
    stages = Stages()
    build_index(small, settings, progress=stages)
    names = list(dict.fromkeys(name for name, _, _ in stages.calls))
    assert names == ["passages", "embed", "store", "lexical", "classify", "check", "switch"]
    for name in names:
        seen = stages.of(name)
        assert [done for done, _ in seen] == sorted(done for done, _ in seen)
        assert seen[-1][0] == seen[-1][1] > 0


def test_unchanged_passages_are_not_embedded_again(
    small: Corpus, settings: IndexSettings, built: Manifest
) -> None:
    grown = replace(small, expansions=(Expansion("rule/r1", "順番は？", "ja"),), digest="0" * 64)
    stages = Stages()
    build_index(grown, settings, progress=stages)
    assert stages.of("embed")[0] == (built.total, built.total + 1)


def test_reused_vectors_give_the_same_answers_as_fresh_ones(
    small: Corpus, settings: IndexSettings, built: Manifest, tmp_path: Path
) -> None:
    build_index(small, settings)
    fresh = replace(settings, directory=tmp_path / "fresh")
    build_index(small, fresh)
    found = []
    for place in (settings, fresh):
        index = open_index(small, place)
        found.append(index.dense(QUERY, 20))
        index.close()
    assert found[0] == found[1]


def test_another_model_prefix_or_damaged_vectors_embed_everything_again(
    small: Corpus, settings: IndexSettings, built: Manifest, other_model: Path
) -> None:
    def reused(changed: IndexSettings) -> int:
        stages = Stages()
        build_index(small, changed, progress=stages)
        return stages.of("embed")[0][0]

    assert reused(settings) == built.total
    assert reused(replace(settings, passage_prefix="文書: ")) == 0
    assert reused(replace(settings, model=str(other_model))) == 0
    assert reused(replace(settings, model=str(other_model))) == built.total
    vectors = layout.current_build(settings.directory) / layout.VECTORS
    content = bytearray(vectors.read_bytes())
    content[-1] ^= 0xFF
    vectors.write_bytes(content)
    assert reused(replace(settings, model=str(other_model))) == 0


def test_the_previous_build_is_kept_and_older_ones_go(
    small: Corpus, settings: IndexSettings, built: Manifest
) -> None:
    first = layout.current_build(settings.directory)
    build_index(small, settings)
    second = layout.current_build(settings.directory)
    assert builds(settings) == {first, second}
    build_index(small, settings)
    third = layout.current_build(settings.directory)
    assert builds(settings) == {second, third}


def test_an_index_that_is_open_goes_on_while_another_is_built(
    small: Corpus, settings: IndexSettings, built: Manifest, open_small: Callable[[], Index]
) -> None:
    index = open_small()
    before = index.dense(QUERY, 5)
    build_index(small, settings)
    assert index.dense(QUERY, 5) == before


def test_a_second_builder_is_turned_away(
    small: Corpus, settings: IndexSettings, built: Manifest
) -> None:
    lock = settings.directory / "build.lock"
    with FileLock(lock), pytest.raises(IndexLocked, match=str(lock)):
        build_index(small, settings)
    assert build_index(small, settings).index_id == built.index_id


def test_a_model_that_is_missing_stops_the_build_before_anything_is_touched(
    small: Corpus, settings: IndexSettings, built: Manifest, tmp_path: Path
) -> None:
    before = builds(settings)
    with pytest.raises(ModelUnavailable):
        build_index(small, replace(settings, model=str(tmp_path / "nowhere")))
    assert builds(settings) == before


def test_an_interruption_leaves_the_old_index_and_no_litter(
    small: Corpus, settings: IndexSettings, built: Manifest
) -> None:
    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "lexical":
            raise KeyboardInterrupt

    before = builds(settings)
    with pytest.raises(KeyboardInterrupt):
        build_index(small, settings, progress=interrupt)
    assert builds(settings) == before
    assert index_state(small, settings).status == "current"


def test_a_folder_in_which_nothing_can_be_made_is_a_failure_that_says_so(
    small: Corpus, settings: IndexSettings, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexFailure, match="permissions") as caught:
        build_index(small, replace(settings, directory=tmp_path / "file" / "index"))
    assert str(tmp_path / "file") in caught.value.message


# A builder in a process of its own: it says when it has come to the stage asked for, and waits.
BUILDER = """
import sys
from dataclasses import replace
from pathlib import Path
from corpus import load_corpus
from index.build import build_index
from index.types import IndexSettings

directory, model, stop, share = sys.argv[1:]

def progress(stage, done, total):
    if stage == stop and done >= total * float(share):
        print("reached", flush=True)
        sys.stdin.read()

corpus = replace(load_corpus(), expansions=())
build_index(corpus, IndexSettings(Path(directory), model), progress=progress)
"""


@pytest.mark.parametrize(
    ("stage", "share"),
    [("embed", 0.5), ("store", 1), ("lexical", 1), ("switch", 0)],
)
def test_a_builder_killed_leaves_the_old_index_serving_and_its_litter_is_cleared(
    small: Corpus, settings: IndexSettings, built: Manifest, stage: str, share: float
) -> None:
    before = layout.current_build(settings.directory)
    command = [sys.executable, "-c", BUILDER, str(settings.directory), settings.model]
    with subprocess.Popen(
        [*command, stage, str(share)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as builder:
        assert builder.stdout
        assert builder.stdout.readline() == "reached\n"
        builder.kill()
    assert layout.current_build(settings.directory) == before
    index = open_index(small, settings)
    assert len(index.dense(QUERY, 5)) == 5
    index.close()

    build_index(small, settings)
    assert builds(settings) == {before, layout.current_build(settings.directory)}
    assert index_state(small, settings, deep=True).status == "current"


def test_a_builder_killed_while_building_the_first_index_leaves_none(
    small: Corpus, settings: IndexSettings
) -> None:
    command = [sys.executable, "-c", BUILDER, str(settings.directory), settings.model]
    with subprocess.Popen(
        [*command, "lexical", "1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as builder:
        assert builder.stdout
        assert builder.stdout.readline() == "reached\n"
        builder.kill()
    assert index_state(small, settings).status == "missing"
    build_index(small, settings)
    assert index_state(small, settings).status == "current"


# No file may grow beyond the limit: what a full disk looks like to the libraries that write.
FULL_DISK = """
import resource, signal, sys
from dataclasses import replace
from pathlib import Path
from corpus import load_corpus
from index.build import build_index
from index.errors import IndexFailure
from index.types import IndexSettings

directory, model, limit = sys.argv[1:]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
corpus = replace(load_corpus(), expansions=())
try:
    build_index(corpus, IndexSettings(Path(directory), model))
except IndexFailure as error:
    print(error)
"""


@pytest.mark.parametrize("limit", [100, 240_000])
def test_a_full_disk_is_a_failure_that_says_so_and_the_old_index_is_unharmed(
    small: Corpus, settings: IndexSettings, built: Manifest, limit: int
) -> None:
    before = builds(settings)
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(settings.directory), settings.model, str(limit)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "free space" in done.stdout
    assert done.stderr == ""
    assert builds(settings) == before
    assert index_state(small, settings, deep=True).status == "current"


# Run as a user without rights in the folder. The libraries are loaded by a first build elsewhere,
# because that user may not be able to read this environment either.
READ_ONLY = """
import os, sys
from dataclasses import replace
from pathlib import Path
from corpus import load_corpus
from index.build import build_index
from index.errors import IndexFailure
from index.types import IndexSettings

directory, model, spare = sys.argv[1:]
corpus = replace(load_corpus(), expansions=())
build_index(corpus, IndexSettings(Path(spare), model))
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    build_index(corpus, IndexSettings(Path(directory), model))
except IndexFailure as error:
    print(error)
"""


def test_a_read_only_folder_is_a_failure_that_says_so_and_the_old_index_is_unharmed(
    small: Corpus, settings: IndexSettings, built: Manifest, tmp_path: Path
) -> None:
    folders = [settings.directory, layout.builds_folder(settings.directory)]
    for folder in folders:
        folder.chmod(0o555)
    (settings.directory / "build.lock").unlink(missing_ok=True)
    try:
        done = subprocess.run(
            [
                *(sys.executable, "-c", READ_ONLY),
                *(str(settings.directory), settings.model, str(tmp_path / "spare")),
            ],
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert "permissions" in done.stdout
    assert index_state(small, settings, deep=True).status == "current"
