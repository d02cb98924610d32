"""The command line, called in this process with an environment of its own."""

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.pipeline import Pipeline
from assistant.settings import CHECKOUT, Settings
from corpus import load_corpus
from index.build import build_index


@dataclass(frozen=True)
class Result:
    """What a run of the command line left."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index that is up to date; not to be changed."""
    folder = tmp_path_factory.mktemp("data")
    settings = Settings(data_dir=folder, embedding_model=str(CHECKOUT / "index" / "model"))
    build_index(load_corpus(), settings.index)
    return folder


@pytest.fixture(scope="session")
def pipeline(data_dir: Path) -> Pipeline:
    return Pipeline.open(Settings(data_dir=data_dir))


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
