"""Embeddings: the same as the model's own, offline, and with clear words when there is no model."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from model2vec import StaticModel
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from index.embedder import Embedder
from index.errors import ModelUnavailable


@pytest.fixture
def copied(static_model: Path, tmp_path: Path) -> Path:
    return shutil.copytree(static_model, tmp_path / "copied")


def average(model: Path, text: str) -> np.ndarray:
    """The mean of a text's piece vectors, of length one: what a static model is."""
    inner = model / "0_StaticEmbedding"
    table = load_file(inner / "model.safetensors")["embedding.weight"]
    mean = table[Tokenizer.from_file(str(inner / "tokenizer.json")).encode(text).ids].mean(axis=0)
    return mean / np.linalg.norm(mean)


def test_a_static_model_averages_its_pieces(static_model: Path) -> None:
    vectors = Embedder(str(static_model)).embed_passages(["人材育成", "DX"])
    assert vectors.dtype == np.float32
    for row, text in zip(vectors, ["人材育成", "DX"], strict=True):
        assert row == pytest.approx(average(static_model, text), abs=1e-6)


def test_a_compressed_static_model_is_read_as_model2vec_reads_it(
    static_model: Path, tmp_path: Path
) -> None:
    # Small whole numbers, a weight a piece, and pieces that share a row.
    inner = static_model / "0_StaticEmbedding"
    tokenizer = Tokenizer.from_file(str(inner / "tokenizer.json"))
    random = np.random.default_rng(2)
    size = tokenizer.get_vocab_size()
    StaticModel(
        random.integers(-127, 127, (300, 16), dtype=np.int8),
        tokenizer,
        weights=random.random(size).astype(np.float32),
        token_mapping=random.integers(0, 300, size),
    ).save_pretrained(tmp_path)
    rows = StaticModel.from_pretrained(tmp_path, normalize=True).encode(["人材育成", "DX"])
    ours = Embedder(str(tmp_path)).embed_passages(["人材育成", "DX"])
    assert ours == pytest.approx(np.asarray(rows, dtype=np.float32), abs=1e-5)


def test_a_long_text_counts_to_its_end(static_model: Path) -> None:
    text = "人" * 2000 + "材" * 2000
    [row] = Embedder(str(static_model)).embed_queries([text])
    assert row == pytest.approx(average(static_model, text), abs=1e-4)


def test_many_texts_give_the_same_as_each_alone(static_model: Path) -> None:
    embedder = Embedder(str(static_model))
    texts = ["人材" + "育成" * (n % 9) for n in range(600)]
    together = embedder.embed_passages(texts)
    alone = np.concatenate([embedder.embed_passages([text]) for text in texts[:30]])
    assert together[:30] == pytest.approx(alone, abs=1e-6)
    assert together.shape[0] == 600


def test_no_texts_give_no_vectors(static_model: Path) -> None:
    assert len(Embedder(str(static_model)).embed_passages([])) == 0


@pytest.mark.parametrize("text", ["", "\U0001f642", "ⴰⴱⴲ"])
def test_a_text_of_which_nothing_is_known_gives_a_zero_vector(
    static_model: Path, text: str
) -> None:
    [row] = Embedder(str(static_model)).embed_queries([text])
    assert not row.any()


def test_the_prefixes_go_before_queries_and_passages(static_model: Path) -> None:
    plain = Embedder(str(static_model))
    prefixed = Embedder(str(static_model), query_prefix="問い", passage_prefix="文書")
    assert np.array_equal(prefixed.embed_queries(["人材"]), plain.embed_queries(["問い人材"]))
    assert np.array_equal(prefixed.embed_passages(["人材"]), plain.embed_queries(["文書人材"]))


def test_langchain_gets_the_same_vectors_as_lists(static_model: Path) -> None:
    embedder = Embedder(str(static_model))
    assert embedder.embed_query("人材") == embedder.embed_queries(["人材"])[0].tolist()
    assert embedder.embed_documents(["人材"]) == embedder.embed_passages(["人材"]).tolist()


def test_the_fingerprint_follows_the_weights_and_not_the_words_about_them(copied: Path) -> None:
    before = Embedder(str(copied)).fingerprint()
    (copied / "README.md").write_text("about the model")
    (copied / ".cache").mkdir()
    (copied / ".cache" / "x.json").write_text("{}")
    assert Embedder(str(copied)).fingerprint() == before
    weights = copied / "0_StaticEmbedding" / "model.safetensors"
    table = load_file(weights)["embedding.weight"]
    table[1, 0] += 1
    save_file({"embedding.weight": table}, weights)
    assert Embedder(str(copied)).fingerprint() != before


def test_the_fingerprint_does_not_depend_on_the_place(static_model: Path, copied: Path) -> None:
    assert Embedder(str(copied)).fingerprint() == Embedder(str(static_model)).fingerprint()


def test_a_hub_model_is_told_apart_by_name_and_revision() -> None:
    names = ("org/model", "org/model@v2", "org/other")
    assert len({Embedder(name).fingerprint() for name in names}) == 3


def remove_weights(folder: Path) -> None:
    (folder / "0_StaticEmbedding" / "model.safetensors").unlink()


def pickle_weights(folder: Path) -> None:
    remove_weights(folder)
    (folder / "0_StaticEmbedding" / "pytorch_model.bin").write_bytes(b"\x80\x04.")


def pickle_another_part(folder: Path) -> None:
    (folder / "1_Dense").mkdir()
    (folder / "1_Dense" / "pytorch_model.bin").write_bytes(b"\x80\x04.")


def spoil_weights(folder: Path) -> None:
    (folder / "0_StaticEmbedding" / "model.safetensors").write_bytes(b"garbage")


def spoil_tokenizer(folder: Path) -> None:
    (folder / "0_StaticEmbedding" / "tokenizer.json").write_text("{")


def empty_modules(folder: Path) -> None:
    (folder / "modules.json").write_text("[]")


def spoil_modules(folder: Path) -> None:
    (folder / "modules.json").write_text('{"0": {"type": 1}}')


def remove_modules(folder: Path) -> None:
    (folder / "modules.json").unlink()


@pytest.mark.parametrize(
    "harm",
    [
        *(remove_weights, pickle_weights, spoil_weights, spoil_tokenizer),
        *(empty_modules, spoil_modules, remove_modules, pickle_another_part),
    ],
)
def test_a_model_that_cannot_be_read_is_named_with_a_cure(
    copied: Path, harm: Callable[[Path], None]
) -> None:
    harm(copied)
    with pytest.raises(ModelUnavailable) as caught:
        Embedder(str(copied)).load()
    assert str(copied) in caught.value.message
    assert "ASSISTANT_EMBEDDING_MODEL" in caught.value.fix


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    for ask in (lambda e: e.fingerprint(), lambda e: e.load()):
        with pytest.raises(ModelUnavailable, match="nowhere"):
            ask(Embedder(str(tmp_path / "nowhere")))


def run_python(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_static_model_is_read_without_torch(static_model: Path) -> None:
    code = (
        "import sys\n"
        "from index.embedder import Embedder\n"
        "Embedder(sys.argv[1]).embed_queries(['人材'])\n"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    assert run_python(code, str(static_model)).strip() == "[]"


def test_sentence_transformers_agrees_and_reads_what_is_not_static(
    static_model: Path, copied: Path
) -> None:
    # One process, because importing sentence-transformers takes seconds.
    weights = np.random.default_rng(1).standard_normal((8, 64)).astype(np.float32)
    dense = copied / "1_Dense"
    dense.mkdir()
    save_file({"linear.weight": weights}, dense / "model.safetensors")
    activation = "torch.nn.modules.linear.Identity"
    shape = {"in_features": 64, "out_features": 8, "bias": False, "activation_function": activation}
    (dense / "config.json").write_text(json.dumps(shape))
    modules = json.loads((copied / "modules.json").read_text())
    kind = "sentence_transformers.models.Dense"
    modules.append({"idx": 1, "name": "1", "path": "1_Dense", "type": kind})
    (copied / "modules.json").write_text(json.dumps(modules))

    code = (
        "import json, sys\n"
        "from sentence_transformers import SentenceTransformer\n"
        "from index.embedder import Embedder\n"
        "from index.errors import ModelUnavailable\n"
        "texts = ['人材育成', 'DX']\n"
        "own = SentenceTransformer(sys.argv[1], device='cpu')\n"
        "rows = own.encode(texts, normalize_embeddings=True).tolist()\n"
        "mixed = Embedder(sys.argv[2]).embed_passages(texts).tolist()\n"
        "try:\n"
        "    Embedder('nobody-here/no-such-model').load()\n"
        "except ModelUnavailable as error:\n"
        "    refused = error.message\n"
        "print(json.dumps([rows, mixed, refused]))"
    )
    rows, mixed, refused = json.loads(run_python(code, str(static_model), str(copied)))
    ours = Embedder(str(static_model)).embed_passages(["人材育成", "DX"])
    assert ours == pytest.approx(np.array(rows), abs=1e-5)
    projected = ours @ weights.T
    expected = projected / np.linalg.norm(projected, axis=1, keepdims=True)
    assert np.array(mixed) == pytest.approx(expected, abs=1e-5)
    assert "nobody-here/no-such-model" in refused
