"""Which versions of the libraries wrote or read an index."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("bm25s", "chromadb", "numpy")
_TOKENIZER_PARTS = {
    "sudachi": "sudachipy",
    "core": "sudachidict-core",
    "snowball": "snowballstemmer",
}
_ROOT = Path(__file__).parent.parent
_TOKENIZER_CODE = (
    _ROOT / "index" / "tokenizer.py",
    _ROOT / "index" / "sudachi.py",
    _ROOT / "corpus" / "folding.py",
)
_CLASSIFIER_CODE = _ROOT / "index" / "classifier.py"


@cache
def tokenizer_version() -> str:
    """The tokenizer with its code, dictionary and stemmer: another one makes other tokens."""
    code = hashlib.sha256(b"".join(path.read_bytes() for path in _TOKENIZER_CODE))
    parts = [f"{name} {version(package)}" for name, package in _TOKENIZER_PARTS.items()]
    return " ".join((*parts, f"code {code.hexdigest()[:12]}"))


@cache
def classifier_version() -> str:
    """The classifier's code and the library that trains it: another one learns other weights."""
    code = hashlib.sha256(_CLASSIFIER_CODE.read_bytes()).hexdigest()
    return f"scikit-learn {version('scikit-learn')} code {code[:12]}"


def library_versions() -> dict[str, str]:
    """The libraries whose file formats a build holds, with their versions."""
    return {name: version(name) for name in _LIBRARIES}
