"""The command line, called in this process with an environment of its own."""

import io
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.cli import main
from corpus import load_corpus
from corpus.framework import CORPUS_DIR
from index.types import IndexSettings


@dataclass(frozen=True)
class Result:
    """What a run of the command line left."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(scope="session")
def data_dir(built_index_settings: IndexSettings) -> Path:
    """A folder with an index that is up to date; not to be changed."""
    return built_index_settings.directory.parent


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> pytest.MonkeyPatch:
    """A Japanese locale, the index of `data_dir`, and no other setting."""
    for name in os.environ:
        if name.startswith(("ASSISTANT_", "LC_", "LANG")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(data_dir))
    return monkeypatch


@pytest.fixture
def quick_to_build(environment: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder for data without an index yet, and a corpus that is indexed in a moment.

    It is the real one without its paraphrases.
    """
    folder = tmp_path / "corpus"
    shutil.copytree(CORPUS_DIR, folder, ignore=shutil.ignore_patterns("expansions", "*.py"))
    # Every module has a name of its own for this function; all of them read the default.
    environment.setattr(load_corpus, "__defaults__", (folder,))
    environment.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def run(environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str, stdin: bytes = b"") -> Result:
        environment.setattr(sys, "argv", ["assistant", *arguments])
        environment.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        code = ended.value.code
        assert code is None or isinstance(code, int)
        assert "Traceback" not in captured.err
        return Result(code or 0, captured.out, captured.err)

    return call
