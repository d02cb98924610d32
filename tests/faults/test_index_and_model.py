"""An index or a model that is not what it should be: the old one serves, or the folder is named.

Nothing is fetched from anywhere: a command that reaches for the network ends at once.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.settings import CHECKOUT
from corpus import Corpus
from index import layout
from index.build import build_index
from index.errors import IndexLocked
from index.reader import index_state, open_index
from index.types import IndexSettings
from tests.index.conftest import built, other_model, settings, small, small_index, static_model
from tests.index.test_build import BUILDER

__all__ = ["built", "other_model", "settings", "small", "small_index", "static_model"]

QUERY = "批判的思考"
# The command line over the corpus without its paraphrases; reaching for the network ends it.
COMMAND = """
import os, socket, sys
from dataclasses import replace
import corpus

load = corpus.load_corpus
small = replace(load(), expansions=())

def watch(event, arguments):
    reaches = event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
    if reaches or (event == "socket.connect" and arguments[0].family != socket.AF_UNIX):
        print("reached for the network", file=sys.stderr, flush=True)
        os._exit(77)

sys.addaudithook(watch)
corpus.load_corpus = lambda *_: small
import corpus.framework
corpus.framework.load_corpus = corpus.load_corpus
from assistant.cli import main
main()
"""


def assistant(settings: IndexSettings, *arguments: str, data_dir: Path) -> tuple[int, str]:
    """Exit code of a command, and all that it says."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")}
    environment |= {
        "ASSISTANT_DATA_DIR": str(data_dir),
        "ASSISTANT_INDEX_DIR": str(settings.directory),
        "ASSISTANT_EMBEDDING_MODEL": settings.model,
        "PYTHONPATH": str(CHECKOUT),
    }
    command = [sys.executable, "-c", COMMAND, "--lang", "ja", *arguments]
    done = subprocess.run(
        command, env=environment, cwd=data_dir, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


Harm = Callable[[Path], None]


def cuts_the_vectors(build: Path) -> None:
    vectors = build / layout.VECTORS
    vectors.write_bytes(vectors.read_bytes()[:-1000])


def loses_the_words(build: Path) -> None:
    shutil.rmtree(build / layout.PASSAGE_WORDS)


def changes_a_byte(build: Path) -> None:
    passages = build / layout.PASSAGES
    content = bytearray(passages.read_bytes())
    content[len(content) // 2] ^= 1
    passages.write_bytes(content)


def loses_the_manifest(build: Path) -> None:
    for manifest in build.glob("manifest*"):
        manifest.unlink()


@pytest.mark.parametrize(
    "harm", [cuts_the_vectors, loses_the_words, changes_a_byte, loses_the_manifest]
)
def test_a_damaged_index_is_refused_by_name(
    settings: IndexSettings, built: object, tmp_path: Path, harm: Harm
) -> None:
    harm(layout.current_build(settings.directory))
    code, said = assistant(settings, "index", "status", data_dir=tmp_path)
    assert code == 1
    assert str(settings.directory) in said


def test_a_damaged_index_is_built_anew_before_a_question_is_answered(
    small: Corpus, settings: IndexSettings, built: object, tmp_path: Path
) -> None:
    changes_a_byte(layout.current_build(settings.directory))
    code, said = assistant(settings, "ask", "批判的思考とは", data_dir=tmp_path)
    assert code == 0, said
    assert "批判的思考" in said
    assert index_state(small, settings, deep=True).status == "current"


def test_an_index_of_another_model_is_not_searched(
    small: Corpus, settings: IndexSettings, built: object, other_model: Path, tmp_path: Path
) -> None:
    other = replace(settings, model=str(other_model))
    assert index_state(small, other).status == "stale"
    code, said = assistant(other, "index", "status", data_dir=tmp_path)
    assert code == 1
    assert "another embedding model" in said


@pytest.mark.parametrize("name", ["nowhere", "nowhere/at/all"])
def test_a_missing_model_is_named_and_not_fetched(
    settings: IndexSettings, built: object, tmp_path: Path, name: str
) -> None:
    missing = replace(settings, model=str(tmp_path / name))
    before = sorted(settings.directory.rglob("*"))
    code, said = assistant(missing, "ask", "人材不足への対策は", data_dir=tmp_path)
    assert code == 1
    assert str(tmp_path / name) in said
    assert sorted(settings.directory.rglob("*")) == before


def test_a_model_with_other_weights_makes_the_index_stale_and_a_broken_one_is_named(
    small: Corpus, settings: IndexSettings, built: object, tmp_path: Path
) -> None:
    copied = tmp_path / "model"
    shutil.copytree(settings.model, copied)
    weights = next(copied.rglob("model.safetensors"))
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    altered = replace(settings, model=str(copied))
    assert index_state(small, altered).status == "stale"
    weights.write_bytes(content[:100])
    before = layout.current_build(settings.directory)
    code, said = assistant(altered, "index", "build", data_dir=tmp_path)
    assert code == 1
    assert str(copied) in said
    assert layout.current_build(settings.directory) == before
    assert index_state(small, settings).status == "current"


def test_a_builder_that_is_killed_leaves_the_old_index_serving_while_another_is_turned_away(
    small: Corpus, settings: IndexSettings, built: object, tmp_path: Path
) -> None:
    before = layout.current_build(settings.directory)
    index = open_index(small, settings)
    hits = index.dense(QUERY, 5)
    command = [sys.executable, "-c", BUILDER, str(settings.directory), settings.model]
    with subprocess.Popen(
        [*command, "store", "1"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT,
    ) as builder:  # fmt: skip
        assert builder.stdout
        assert builder.stdout.readline() == "reached\n"
        with pytest.raises(IndexLocked) as locked:
            build_index(small, settings)
        assert str(settings.directory) in locked.value.message
        assert index.dense(QUERY, 5) == hits
        builder.send_signal(signal.SIGKILL)
    assert layout.current_build(settings.directory) == before
    assert index.dense(QUERY, 5) == hits
    index.close()
    code, said = assistant(settings, "ask", "批判的思考とは", data_dir=tmp_path)
    assert (code, "批判的思考" in said) == (0, True)
