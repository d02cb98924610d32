"""The versions noted are those installed."""

import bm25s
import chromadb
import numpy as np
import sudachipy

from index.versions import library_versions, tokenizer_version


def test_the_libraries_that_write_files_are_noted() -> None:
    expected = {
        "bm25s": bm25s.__version__,
        "chromadb": chromadb.__version__,
        "numpy": np.__version__,
    }
    assert library_versions() == expected


def test_the_tokenizer_is_noted_with_its_dictionary() -> None:
    name, version, kind, dictionary = tokenizer_version().split()
    assert (name, version, kind) == ("sudachi", sudachipy.__version__, "core")
    assert dictionary.isdigit()
