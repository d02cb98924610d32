"""Which versions of the libraries wrote or read an index."""

from functools import cache
from importlib.metadata import version

_LIBRARIES = ("bm25s", "chromadb", "numpy")


@cache
def tokenizer_version() -> str:
    """The tokenizer with its dictionary: another one makes other tokens."""
    return f"sudachi {version('sudachipy')} core {version('sudachidict-core')}"


def library_versions() -> dict[str, str]:
    """The libraries whose file formats a build holds, with their versions."""
    return {name: version(name) for name in _LIBRARIES}
