"""The versions noted are those installed."""

from importlib.metadata import version

import bm25s
import chromadb
import numpy as np
import sudachipy

from index.versions import classifier_version, library_versions, tokenizer_version


def test_the_libraries_that_write_files_are_noted() -> None:
    expected = {
        "bm25s": bm25s.__version__,
        "chromadb": chromadb.__version__,
        "numpy": np.__version__,
    }
    assert library_versions() == expected


def test_the_tokenizer_is_noted_with_its_dictionary() -> None:
    words = tokenizer_version().split()
    assert words[:3] == ["sudachi", sudachipy.__version__, "core"]
    assert words[3].isdigit()


def test_the_tokenizer_is_noted_with_its_stemmer_and_its_code() -> None:
    words = tokenizer_version().split()
    assert words[4:6] == ["snowball", version("snowballstemmer")]
    assert words[6] == "code"
    assert len(words[7]) == 12


def test_the_classifier_is_noted_with_the_library_that_trains_it_and_its_code() -> None:
    words = classifier_version().split()
    assert words[:3] == ["scikit-learn", version("scikit-learn"), "code"]
    assert len(words[3]) == 12
