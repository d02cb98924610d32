"""Embeddings behind LangChain's interface, from a local model folder or, if named, from the hub.

A static model (one vector a token piece, averaged) is read by model2vec, without torch; any other
sentence-transformers model through langchain-huggingface, imported only then.
"""

import hashlib
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from index.errors import ModelUnavailable
from index.types import IndexSettings

if TYPE_CHECKING:
    from model2vec import StaticModel

Vectors = npt.NDArray[np.float32]

_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+(@[\w./-]+)?")
# What a folder's vectors don't depend on.
_IGNORED = {".md", ".txt", ".png", ".svg", ".py"}
_PICKLES = {".bin", ".ckpt", ".pkl", ".pt", ".pth"}
_BATCH = 256


class _Encoder(Protocol):
    def encode(self, texts: list[str]) -> npt.NDArray[np.floating]:
        """One row a text."""


class Embedder(Embeddings):
    """Turns texts into vectors of length one, with the prefixes that the model wants.

    A text in which the model knows nothing becomes a zero vector. The model is loaded at the first
    use, so that making an embedder costs nothing.
    """

    def __init__(self, model: str, *, query_prefix: str = "", passage_prefix: str = "") -> None:
        self.model = model
        self.query_prefix = query_prefix
        self.passage_prefix = passage_prefix
        self._encoder: _Encoder | None = None

    @classmethod
    def of(cls, settings: IndexSettings) -> "Embedder":
        """The embedder that `settings` name."""
        return cls(
            settings.model,
            query_prefix=settings.query_prefix,
            passage_prefix=settings.passage_prefix,
        )

    def fingerprint(self) -> str:
        """sha256 over the model's files, or over its name and revision when it is a hub model.

        Raises:
            ModelUnavailable: The folder is missing or cannot be read.
        """
        digest = hashlib.sha256()
        if self._is_hub_name():
            digest.update(f"hub:{self.model}".encode())
            return digest.hexdigest()
        folder = Path(self.model)
        try:
            files = [p for p in sorted(folder.rglob("*")) if p.is_file() and _matters(p, folder)]
            for path in files:
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise self._unavailable(error.strerror or str(error)) from error
        if not files:
            raise self._unavailable("there is no model folder at this path")
        return digest.hexdigest()

    def load(self) -> None:
        """Load the model now rather than at the first use.

        Raises:
            ModelUnavailable: It is missing, malformed, or needs code of its own.
        """
        self._loaded()

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """One vector a query, as rows of length one."""
        return self._embed(self.query_prefix, texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One vector a passage, as rows of length one."""
        return self._embed(self.passage_prefix, texts)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for `embed_passages`."""
        return [[float(value) for value in row] for row in self.embed_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for `embed_queries` with one query."""
        return [float(value) for value in self.embed_queries([text])[0]]

    def _embed(self, prefix: str, texts: Sequence[str]) -> Vectors:
        encoder = self._loaded()
        rows = [
            encoder.encode([prefix + text for text in texts[start : start + _BATCH]])
            for start in range(0, len(texts), _BATCH)
        ]
        if not rows:
            return np.zeros((0, 0), dtype=np.float32)
        vectors = np.concatenate(rows).astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
        return unit

    def _loaded(self) -> _Encoder:
        if self._encoder is None:
            self._encoder = self._load()
        return self._encoder

    def _load(self) -> _Encoder:
        folder = Path(self.model)
        if self._is_hub_name():
            return self._sentence_transformer(self.model)
        # Nothing local may reach for the hub, not even to look for a newer version.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        if not (folder / "modules.json").is_file():
            raise self._unavailable("there is no modules.json in it")
        if not list(folder.rglob("*.safetensors")):
            raise self._unavailable("there is no .safetensors file in it")
        for path in sorted(folder.rglob("*")):
            # Reading a pickle can run whatever it says.
            if path.suffix in _PICKLES and not list(path.parent.glob("*.safetensors")):
                raise self._unavailable(f"{path.name} in it may hold code; use .safetensors")
        try:
            static = _static_part(folder)
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise self._unavailable(f"its modules.json is malformed ({error})") from error
        return self._static(static) if static else self._sentence_transformer(str(folder))

    def _static(self, folder: Path) -> _Encoder:
        # The parts are read here because model2vec's own reader imports the hub's client, which
        # takes as long as everything else together.
        from model2vec import StaticModel
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        try:
            tensors = load_file(folder / "model.safetensors")
            model = StaticModel(
                tensors["embedding.weight" if "embedding.weight" in tensors else "embeddings"],
                Tokenizer.from_file(str(folder / "tokenizer.json")),
                weights=tensors.get("weights"),
                token_mapping=tensors.get("mapping"),
                max_length=None,
            )
        # The parsers raise whatever they please, down to bare Exception.
        except Exception as error:
            raise self._unavailable(str(error)) from error
        return _Static(model)

    def _sentence_transformer(self, name: str) -> _Encoder:
        from langchain_huggingface import HuggingFaceEmbeddings

        name, _, revision = name.partition("@")
        options = {
            "device": "cpu",
            "trust_remote_code": False,
            "model_kwargs": {"use_safetensors": True},
            **({"revision": revision} if revision else {}),
        }
        try:
            model = HuggingFaceEmbeddings(model_name=name, model_kwargs=options)
        # Anything between a broken file and a refused connection, without a common base.
        except Exception as error:
            raise self._unavailable(str(error)) from error
        return _Transformer(model)

    def _is_hub_name(self) -> bool:
        return not Path(self.model).exists() and bool(_HUB_NAME.fullmatch(self.model))

    def _unavailable(self, why: str) -> ModelUnavailable:
        return ModelUnavailable(
            f"the embedding model {self.model} cannot be used: {why}.",
            fix=(
                "Set ASSISTANT_EMBEDDING_MODEL to the folder of a sentence-transformers model"
                " (with modules.json and .safetensors), or restore the one shipped in index/model."
            ),
        )


class _Static:
    """A model2vec model."""

    def __init__(self, model: "StaticModel") -> None:
        self._model = model

    def encode(self, texts: list[str]) -> npt.NDArray[np.floating]:
        return np.asarray(self._model.encode(texts, use_multiprocessing=False))


class _Transformer:
    """A sentence-transformers model behind LangChain's wrapper."""

    def __init__(self, model: Embeddings) -> None:
        self._model = model

    def encode(self, texts: list[str]) -> npt.NDArray[np.floating]:
        return np.asarray(self._model.embed_documents(texts), dtype=np.float32)


def _matters(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return path.suffix not in _IGNORED and not any(part.startswith(".") for part in parts)


def _static_part(folder: Path) -> Path | None:
    """Where the StaticEmbedding lies if the model is nothing else.

    A normalising module after it changes nothing here, where every vector gets length one.
    """
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    kinds = [module["type"].rpartition(".")[2] for module in modules]
    place = folder / modules[0]["path"]
    return place if kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"]) else None
