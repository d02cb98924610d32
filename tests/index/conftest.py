"""A small static embedding model made on the spot, and a corpus, shared by the index tests."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from corpus import Corpus, load_corpus
from index import layout
from index.build import build_index
from index.manifest import Manifest, read_manifest
from index.types import IndexSettings
from tests.sharing import once_a_run

DIMENSION = 64


def make_static_model(folder: Path, corpus: Corpus, *, seed: int = 7) -> Path:
    """A StaticEmbedding folder with one random vector a character of the corpus."""
    letters = sorted({c for record in corpus.records.values() for c in record.name.lower()})
    letters = sorted({*letters, *corpus.source.text.lower()} - {"\n", "\t", " "})
    vocabulary = {letter: number for number, letter in enumerate(["[UNK]", *letters])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    vectors = np.random.default_rng(seed).standard_normal((len(vocabulary), DIMENSION))
    vectors[0] = 0.0
    inner = folder / "0_StaticEmbedding"
    inner.mkdir(parents=True)
    tokenizer.save(str(inner / "tokenizer.json"))
    save_file({"embedding.weight": vectors.astype(np.float32)}, inner / "model.safetensors")
    modules = [
        {
            "idx": 0,
            "name": "0",
            "path": "0_StaticEmbedding",
            "type": "sentence_transformers.models.StaticEmbedding",
        }
    ]
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / "config_sentence_transformers.json").write_text("{}")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="session")
def static_model(tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> Path:
    return once_a_run(
        tmp_path_factory, "static-model", lambda folder: make_static_model(folder, corpus)
    )


@pytest.fixture(scope="session")
def small(corpus: Corpus) -> Corpus:
    """The corpus without its paraphrases: everything else, and quick to build."""
    return replace(corpus, expansions=())


@pytest.fixture(scope="session")
def small_index(
    tmp_path_factory: pytest.TempPathFactory, static_model: Path, small: Corpus
) -> IndexSettings:
    """An index of the small corpus, for tests that only read it."""
    model = str(static_model)
    directory = once_a_run(
        tmp_path_factory,
        "small-index",
        lambda folder: build_index(small, IndexSettings(directory=folder, model=model)),
    )
    return IndexSettings(directory=directory, model=model)


@pytest.fixture
def built(small_index: IndexSettings, settings: IndexSettings) -> Manifest:
    """The manifest of an index in the folder that `settings` name; the test may harm it."""
    shutil.copytree(small_index.directory, settings.directory)
    return read_manifest(layout.current_build(settings.directory))


@pytest.fixture
def settings(tmp_path: Path, static_model: Path) -> IndexSettings:
    return IndexSettings(directory=tmp_path / "index", model=str(static_model))


@pytest.fixture(scope="session")
def other_model(tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> Path:
    """A model of the same shape with other vectors."""
    return make_static_model(tmp_path_factory.mktemp("other"), corpus, seed=8)
