"""Write the model folder: one signed byte per value, one float scale per piece.

Both readers multiply the bytes by the scale of their piece, so four values fit where one float32
would. The file layout is that of model2vec, which sentence-transformers reads as a StaticEmbedding.
"""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from index.training.bags import FloatArray

_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.models.StaticEmbedding",
    },
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": "sentence_transformers.models.Normalize",
    },
]


def quantise(vectors: FloatArray) -> tuple[npt.NDArray[np.int8], FloatArray]:
    """Round each row to signed bytes.

    Args:
        vectors: shape (pieces, dimensions).

    Returns:
        The bytes, -127 to 127, same shape; and the scale of each row, shape (pieces,), such that
        `bytes * scale[:, None]` is the row to within half a scale. A zero row has scale zero.
    """
    scales = (np.abs(vectors).max(axis=1) / 127).astype(np.float32)
    divisors = np.where(scales > 0, scales, 1.0)
    return np.rint(vectors / divisors[:, None]).astype(np.int8), scales


def write_model(folder: Path, tokenizer: Tokenizer, vectors: FloatArray) -> None:
    """Write the model so that sentence-transformers and model2vec read the same vectors.

    The README and licence note beside it are left alone.

    Args:
        folder: made if missing; files of an older model are overwritten.
        tokenizer: its ids are the rows of `vectors`.
        vectors: shape (pieces, dimensions).
    """
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    values, scales = quantise(vectors)
    weights_file = folder / "model.safetensors"
    save_file({"embeddings": values, "weights": scales}, weights_file)
    # The writer makes it readable by its owner alone.
    weights_file.chmod(0o644)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    _write_json(
        folder / "config.json",
        {
            "model_type": "model2vec",
            "normalize": True,
            "max_length": None,
            "embedding_dtype": "int8",
        },
    )
    _write_json(folder / "modules.json", _MODULES)
    _write_json(folder / "1_Normalize" / "config.json", {})
    _write_json(
        folder / "config_sentence_transformers.json",
        {
            "model_type": "SentenceTransformer",
            "prompts": {},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    )


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
